"""The event broker's SQLite file, written without waiting for the disk."""

from __future__ import annotations

from sqlite3 import OperationalError
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.sql import SQLEventBroker
from sqlalchemy.pool import NullPool, QueuePool


def write_ahead(broker: SQLEventBroker) -> None:
    """Lets an event broker on an SQLite file write to a log beside it; others stay as they are.

    For each message SQLite would wait four times until the disk has really written: as long as a
    message takes otherwise, and everybody waits with it. Now the disk writes when it will. After a
    power failure the report may lack the last questions; the file is whole, and conversations
    themselves, which the tracker store has, are not less safe.

    The log is taken into the file whenever the last connection closes, so one is kept open.
    """
    if not isinstance(broker.engine.pool, NullPool):
        return
    broker.engine = sa.create_engine(
        broker.engine.url, poolclass=QueuePool, connect_args={"check_same_thread": False}
    )
    sa.event.listen(broker.engine, "connect", _set_up)
    broker.sessionmaker.configure(bind=broker.engine)


def _set_up(connection: Any, _: Any) -> None:
    try:
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    except OperationalError:
        return  # Another server uses the file: this connection writes as it finds it, and waits.
    # A file system without shared memory stays with the mode it has, and with waiting.
    if mode == ("wal",):
        connection.execute("PRAGMA synchronous = NORMAL")
