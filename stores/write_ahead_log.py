"""The event broker's SQLite file, written without waiting for the disk."""

from __future__ import annotations

from pathlib import Path
from sqlite3 import OperationalError
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.sql import SQLEventBroker
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import NullPool, QueuePool


def write_ahead(broker: SQLEventBroker) -> None:
    """Lets an event broker on an SQLite file write to a log beside it; others stay as they are.

    For each message SQLite would wait four times until the disk has really written: as long as a
    message takes otherwise, and everybody waits with it. Now the disk writes when it will. After a
    power failure the report may lack the last questions; the file is whole, and conversations
    themselves, which the tracker store has, are not less safe.

    The log is taken into the file whenever the last connection closes, so one is kept open, until
    the file is replaced or removed: what it writes then would be nowhere.
    """
    if not isinstance(broker.engine.pool, NullPool):
        return
    path = broker.engine.url.database
    broker.engine = sa.create_engine(
        broker.engine.url, poolclass=QueuePool, connect_args={"check_same_thread": False}
    )

    @sa.event.listens_for(broker.engine, "connect")
    def set_up(connection: Any, record: Any) -> None:
        _set_up(connection)  # makes the file, if need be
        record.info["file"] = _file(path)

    @sa.event.listens_for(broker.engine, "checkout")
    def look(_: Any, record: Any, __: Any) -> None:
        if record.info["file"] != _file(path):
            raise DisconnectionError  # SQLAlchemy connects anew

    broker.sessionmaker.configure(bind=broker.engine)


def _file(path: str) -> tuple[int, int] | None:
    """What tells one file from another at the same path."""
    try:
        status = Path(path).stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _set_up(connection: Any) -> None:
    try:
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    except OperationalError:
        return  # Another server uses the file: this connection writes as it finds it, and waits.
    # A file system without shared memory stays with the mode it has, and with waiting.
    if mode == ("wal",):
        connection.execute("PRAGMA synchronous = NORMAL")
