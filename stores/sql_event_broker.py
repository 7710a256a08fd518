"""An SQL event broker with a write-ahead log, so that no message waits for its events on disk."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import OperationalError
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.sql import SQLEventBroker
from sqlalchemy.exc import DisconnectionError, SQLAlchemyError
from sqlalchemy.pool import NullPool, QueuePool

from stores.errors import reason

logger = logging.getLogger(__name__)


class WriteAheadEventBroker(SQLEventBroker):
    """Rasa's SQL event broker (same settings), with these differences.

    - An SQLite file is written by way of a write-ahead log. For each message SQLite would wait four
      times until the disk has really written: as long as a message takes otherwise. Now the disk
      writes when it will. After a power failure the report may lack the last questions; the file is
      whole, and conversations themselves, which the tracker store has, are not less safe.
    - The events of a turn go into it together, all or none (``publishing``). Rasa's commits each by
      itself: a third of a message's time.
    - When the database fails, what people wrote is not part of the error.
    """

    engine: sa.engine.Engine

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        if isinstance(self.engine.pool, NullPool):  # SQLAlchemy's for an SQLite file
            self.engine = _write_ahead_engine(self.engine.url)
            self.sessionmaker.configure(bind=self.engine)
        self.engine.hide_parameters = True

    @contextmanager
    def publishing(self, events: Sequence[Mapping[str, Any]]) -> Iterator[None]:
        """Publishes events together with what happens within the ``with`` statement.

        They are written before it, and there to be read after it, if nothing was raised. Should
        that last step fail, which is hardly more than a full disk, it is logged: what happened
        within has happened.

        Args:
            events: of one conversation, each with its ``sender_id``.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: if they can't be written.
        """
        rows = [{"sender_id": event["sender_id"], "data": json.dumps(event)} for event in events]
        with self.session_scope() as session:
            session.execute(sa.insert(self.SQLBrokerEvent.__table__), rows)
            yield
            try:
                session.commit()
            except SQLAlchemyError as error:
                logger.error("Events of a turn are lost: %s", reason(error))


def _write_ahead_engine(url: sa.engine.URL) -> sa.engine.Engine:
    """Connects to an SQLite file with a write-ahead log beside it.

    The log is taken into the file whenever the last connection closes, so some are kept open, until
    the file is replaced or removed: what they write then would be nowhere. The pool hands each to
    one thread at a time, so SQLite need not insist on one and the same.
    """
    engine = sa.create_engine(
        url, poolclass=QueuePool, connect_args={"check_same_thread": False}, hide_parameters=True
    )

    @sa.event.listens_for(engine, "connect")
    def set_up(connection: Any, record: Any) -> None:
        _set_up(connection)  # makes the file, if need be
        record.info["file"] = _file(url.database)

    @sa.event.listens_for(engine, "checkout")
    def look(_: Any, record: Any, __: Any) -> None:
        if record.info["file"] != _file(url.database):
            raise DisconnectionError  # SQLAlchemy connects anew

    return engine


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
