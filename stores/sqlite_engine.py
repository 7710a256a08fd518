"""Connections to an SQLite file: kept open, set up alike, and made anew with the file."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from sqlite3 import DatabaseError, OperationalError
from threading import Event
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import QueuePool
from sqlalchemy.schema import CreateIndex, CreateTable

logger = logging.getLogger(__name__)

PRIVATE = 0o600
"""Nobody but the user who runs the server reads what people write."""


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
    file, seen = Path(url.database), _Seen()
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
        record.info["contents"] = seen.contents
        make_tables(connection, record)
        seen.written = _state(file).written

    def make_tables(connection: Any, record: Any) -> None:
        record.info["has_tables"] = False
        with suppress(OperationalError):  # locked, full or read-only: who uses it will be told
            if _make_tables(connection, schema) and was_there.is_set():
                logger.error("%s was gone: a new one has been made.", file.name)
            was_there.set()
            record.info["has_tables"] = True

    @sa.event.listens_for(engine, "checkin")
    def roll_back(connection: Any, _: Any) -> None:
        # SQLAlchemy takes a transaction whose commit failed for ended, but to SQLite it is open:
        # the next to use the connection would commit what somebody was told is not stored.
        if connection is not None and connection.in_transaction:
            connection.rollback()
        if not write_ahead:
            seen.written = _state(file).written  # by us

    @sa.event.listens_for(engine, "checkout")
    def look(connection: Any, record: Any, _: Any) -> None:
        now = _state(file)
        if record.info["file"] != now.file:
            raise DisconnectionError  # SQLAlchemy connects anew
        if not write_ahead and now.written != seen.written and engine.pool.checkedout() == 1:
            # Nobody here is writing just now, so somebody else has.
            seen.written, seen.contents = now.written, seen.contents + 1
        if record.info["contents"] != seen.contents:
            raise DisconnectionError
        if not record.info["has_tables"]:
            make_tables(connection, record)

    return engine


class _State(NamedTuple):
    """What tells one file from another at the same path, and what changes when it is written."""

    file: tuple[int, int] | None
    written: tuple[int, int] | None


class _Seen:
    """A file as it was when last used: when it was written, and how often by somebody else."""

    def __init__(self) -> None:
        self.written: tuple[int, int] | None = None
        self.contents = 0


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
