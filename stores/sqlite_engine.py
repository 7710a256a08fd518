"""Connections to an SQLite file: kept open, set up alike, and made anew with the file."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from sqlite3 import DatabaseError, OperationalError
from threading import Event, Lock
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import QueuePool
from sqlalchemy.schema import CreateIndex, CreateTable

logger = logging.getLogger(__name__)

PRIVATE = 0o600
"""Nobody but the user who runs the server reads what people write."""

_IN_USE, _CHANGES = "in use", "changes"


def sqlite_engine(
    url: sa.engine.URL, tables: Sequence[sa.Table], *, write_ahead: bool = False
) -> sa.engine.Engine:
    """Connects to an SQLite file, which is made with its tables if it isn't there.

    Connections are kept open. Somebody may take the file away, or put a backup in its place, while
    the server runs: then they are made anew, for what they write would be nowhere. Without a
    write-ahead log they also are once somebody else has written the file, of which they may have
    parts in memory. The pool hands each to one thread at a time, so SQLite need not insist on one
    and the same.

    Args:
        url: names the file.
        tables: what it must have.
        write_ahead: with a write-ahead log beside it, whose disk writes nobody waits for.
    """
    engine = sa.create_engine(
        url,
        poolclass=QueuePool,
        connect_args={"check_same_thread": False},
        hide_parameters=True,
    )
    file = Path(url.database)
    use = _Use(file)
    schema = {table.name: _statements(table) for table in tables}
    was_there = Event()

    @sa.event.listens_for(engine, "connect")
    def set_up(connection: Any, record: Any) -> None:
        if write_ahead:
            _write_ahead(connection)  # makes the file, if need be
        with suppress(OSError):  # another user's, or on a disk that is full or read-only
            file.chmod(PRIVATE)  # SQLite makes what is beside it alike
        connection.execute("PRAGMA secure_delete = ON")
        record.info["file"] = _state(file).file
        use.begin(record.info)
        try:
            make_tables(connection, record)
        except BaseException:
            use.end(record.info)
            raise

    def make_tables(connection: Any, record: Any) -> None:
        record.info["has_tables"] = False
        with suppress(OperationalError):  # locked, full or read-only: who uses it will be told
            if _make_tables(connection, schema) and was_there.is_set():
                logger.error("%s was gone: a new one has been made.", file.name)
            was_there.set()
            record.info["has_tables"] = True

    @sa.event.listens_for(engine, "checkin")
    def roll_back(connection: Any, record: Any) -> None:
        # SQLAlchemy takes a transaction whose commit failed for ended, but to SQLite it is open:
        # the next to use the connection would commit what somebody was told is not stored.
        if connection is not None and connection.in_transaction:
            connection.rollback()
        use.end(record.info)

    @sa.event.listens_for(engine, "checkout")
    def look(connection: Any, record: Any, _: Any) -> None:
        is_current = record.info["file"] == _state(file).file
        if not is_current or not (use.begin(record.info) or write_ahead):
            use.end(record.info)
            raise DisconnectionError  # SQLAlchemy connects anew
        if not record.info["has_tables"]:
            make_tables(connection, record)

    return engine


class _State(NamedTuple):
    """What tells one file from another at the same path, and what changes when it is written."""

    file: tuple[int, int] | None
    written: tuple[int, int] | None


class _Use:
    """Who uses a file, by which a change of somebody else's is told from our own.

    Somebody else has written it if it is another than when the last of our connections was given
    back. While we use it, nothing can be told.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = Lock()
        self._connections = 0
        self._written: tuple[int, int] | None = None
        self._changes = 0

    def begin(self, info: dict[str, Any]) -> bool:
        """Begins to use a connection, unless it is in use: it begins when it is made.

        Args:
            info: of the connection's record in the pool.

        Returns:
            ``False`` if somebody else has written the file since the connection was made; then it
            isn't in use.
        """
        with self._lock:
            if info.get(_IN_USE):
                return True
            # The look and the count at once: our own write that ends in between isn't another's.
            if not self._connections and self._written != (written := _state(self._file).written):
                self._written, self._changes = written, self._changes + 1
            if info.setdefault(_CHANGES, self._changes) != self._changes:
                return False
            info[_IN_USE] = True
            self._connections += 1
            return True

    def end(self, info: dict[str, Any]) -> None:
        """Ends the use of a connection, if it was used."""
        with self._lock:
            if info.pop(_IN_USE, False):
                self._connections -= 1
                self._written = _state(self._file).written  # by us


def is_damaged(error: Exception) -> bool:
    """Whether an error of SQLAlchemy says that a file is no SQLite database, or a damaged one."""
    return is_damage(getattr(error, "orig", None))


def is_damage(error: object) -> bool:
    """Whether an error of SQLite itself says so."""
    return type(error) is DatabaseError  # those of locks, full disks and the like are subclasses


def _statements(table: sa.Table) -> list[str]:
    made = [CreateTable(table, if_not_exists=True)]
    made += [
        CreateIndex(index, if_not_exists=True)
        for index in sorted(table.indexes, key=lambda index: str(index.name))
    ]
    return [str(each.compile(dialect=sqlite.dialect())) for each in made]


def _state(file: Path) -> _State:
    try:
        status = file.stat()
    except OSError:
        return _State(None, None)
    return _State((status.st_dev, status.st_ino), (status.st_size, status.st_mtime_ns))


def _make_tables(connection: Any, schema: Mapping[str, Sequence[str]]) -> bool:
    """Makes those that the file hasn't got; whether it had none at all."""
    there = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    missing = schema.keys() - {name for (name,) in there}
    for table in missing:
        for statement in schema[table]:
            connection.execute(statement)
    connection.commit()
    return not there


def _write_ahead(connection: Any) -> None:
    try:
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    except OperationalError:
        return  # Another server uses the file: this connection writes as it finds it, and waits.
    # A file system without shared memory stays with the mode it has, and with waiting.
    if mode == ("wal",):
        connection.execute("PRAGMA synchronous = NORMAL")
