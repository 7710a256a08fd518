"""Readiness of an SQL database: events can be read, and written as far as that can be told."""

from __future__ import annotations

from typing import Any

from sqlalchemy.engine import Engine
from sqlalchemy.sql import select


def check_sql(engine: Engine, event: Any) -> None:
    """Looks at a database.

    Args:
        engine: connects to it.
        event: the table's class.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: if it can't be used.
    """
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            # Takes the lock for writing, which a full or read-only disk refuses; writes nothing.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        connection.execute(select(event.id).limit(1)).all()
