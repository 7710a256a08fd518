"""An SQL event broker with a write-ahead log, so that no message waits for its events on disk."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import sqlalchemy as sa
from rasa.core.brokers.sql import SQLEventBroker
from rasa.core.tracker_store import SQLTrackerStore
from sqlalchemy.exc import DatabaseError, SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from stores.sqlite_engine import sqlite_engine

logger = logging.getLogger(__name__)

SET_ASIDE = ".damaged"
"""What a damaged file's name ends in, once it is out of the way."""

_CHECK = "PRAGMA quick_check(1)"


class WriteAheadEventBroker(SQLEventBroker):
    """Rasa's SQL event broker (same settings), with these differences.

    - An SQLite file is written by way of a write-ahead log. For each message SQLite would wait four
      times until the disk has really written: as long as a message takes otherwise. Now the disk
      writes when it will. After a power failure the report may lack the last questions until the
      server has caught up (``stores.event_copy``); the file is whole, and conversations themselves,
      which the tracker store has, are not less safe.
    - A server starts without it, and goes on without it: only the report needs it. A file that is
      gone is made anew; one that is damaged can be set aside.
    - When the database fails, what people wrote is not part of the error.
    """

    engine: sa.engine.Engine
    _checked: tuple[int, int, int] | None = None

    def __init__(
        self,
        dialect: str = "sqlite",
        host: str | None = None,
        port: int | None = None,
        db: str = "events.db",
        username: str | None = None,
        password: str | None = None,
    ) -> None:
        url = SQLTrackerStore.get_db_url(dialect, host, port, db, username, password)
        if isinstance(url, sa.engine.URL) and url.get_backend_name() == "sqlite":
            tables = [self.SQLBrokerEvent.__table__]
            self.engine = sqlite_engine(url, tables, write_ahead=True)
            with suppress(SQLAlchemyError):  # told when something is to be written
                self.engine.connect().close()
        else:
            self.engine = sa.create_engine(url, pool_pre_ping=True, hide_parameters=True)
            self.Base.metadata.create_all(self.engine)
        self.sessionmaker = sessionmaker(bind=self.engine)

    @property
    def file(self) -> Path | None:
        """The SQLite file; ``None`` where a database server has the events."""
        is_file = self.engine.dialect.name == "sqlite"
        return Path(str(self.engine.url.database)) if is_file else None

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session in which nobody else writes: what it reads stays so until it is committed.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: if the database can't be used.
        """
        with self.session_scope() as session:
            session.connection().exec_driver_sql("BEGIN IMMEDIATE")
            yield session

    def check(self) -> None:
        """Looks for damage in the whole SQLite file, if it has been written since the last look.

        Events are written to the log beside it. The file itself is only written when they are moved
        there (checkpoint), or by others; and a connection wouldn't see what others did to pages
        that it has in its cache.

        Raises:
            sqlalchemy.exc.DatabaseError: if the file is damaged, or can't be read.
        """
        file = self.file
        if file is None:
            return
        written = _written(file)
        if written in (None, self._checked):
            return
        try:
            # Beside the pool's connection: the last that closes would move the events.
            with closing(sqlite3.connect(file)) as connection:
                (found,) = connection.execute(_CHECK).fetchone()
                if found != "ok":
                    raise sqlite3.DatabaseError(found)
        except sqlite3.DatabaseError as error:
            raise DatabaseError(_CHECK, None, error) from None
        self._checked = written

    def is_checked(self) -> bool:
        """Whether ``check`` has nothing to look at: the file is as it was, and there."""
        return (
            self.file is not None
            and self._checked is not None
            and (_written(self.file) == self._checked)
        )

    def remove_what_was_set_aside(self) -> None:
        """Deletes a damaged file: nothing can be erased in it."""
        if self.file is not None:
            for part in _parts(self.file):
                part.with_name(part.name + SET_ASIDE).unlink(missing_ok=True)

    def set_aside(self) -> bool:
        """Moves a damaged file out of the way; whether there was one."""
        self.engine.dispose()
        if self.file is None or not self.file.is_file():
            return False
        for part in _parts(self.file):
            if part.exists():
                part.replace(part.with_name(part.name + SET_ASIDE))
        logger.error(
            "%s was damaged: it is now %s%s, and a new one is made.",
            *(self.file.name, self.file.name, SET_ASIDE),
        )
        return True


def _written(file: Path) -> tuple[int, int, int] | None:
    """What changes when a file is written or replaced."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def _parts(file: Path) -> list[Path]:
    """An SQLite file, and those that SQLite keeps beside it."""
    return [file, *(file.with_name(f"{file.name}-{part}") for part in ("wal", "shm"))]
