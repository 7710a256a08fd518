"""Readiness of an SQL database: events can be read, and something written."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import Column, Float, MetaData, Table, delete, insert
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError, ProgrammingError
from sqlalchemy.sql import select

_TABLES = MetaData()
_CHECK = Table("ready_check", _TABLES, Column("checked_at", Float))
"""One row, with the time of the last check, in seconds since 1970."""


def check_sql(engine: Engine, event: Any) -> None:
    """Looks at a database, and writes a row: a full disk lets everything else pass.

    Args:
        engine: connects to it.
        event: the table's class.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: if it can't be used.
    """
    try:
        _TABLES.create_all(engine)
    except (IntegrityError, ProgrammingError):  # another server has made it just now
        _TABLES.create_all(engine)
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":  # else a lock that can't be had is no reason to wait
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        connection.execute(delete(_CHECK))
        connection.execute(insert(_CHECK).values(checked_at=time.time()))
        connection.execute(select(event.id).limit(1)).all()
