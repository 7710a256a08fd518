"""SQLAlchemy's statements run by SQLite's own driver: compiled once, in a hundredth of the time."""

from __future__ import annotations

import sqlite3
from collections import namedtuple
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

_NOTHING: Mapping[str, Any] = {}


class Plain:
    """A statement as SQLite takes it; it must have no list of values (``IN``).

    Attributes:
        sql: with a question mark for each value.
    """

    def __init__(self, statement: Any) -> None:
        compiled = statement.compile(dialect=sqlite.dialect())
        self.sql = str(compiled)
        self._names: tuple[str, ...] = tuple(compiled.positiontup or ())
        self._given = compiled.params

    def values(self, values: Mapping[str, Any]) -> list[Any]:
        """The values in the statement's order; those that it has itself needn't be given."""
        return [values[name] if name in values else self._given[name] for name in self._names]


class PlainResult:
    """The rows of a query, as tuples with names; see ``sqlalchemy.engine.Result``."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._cursor = cursor

    def all(self) -> list[Any]:
        """All rows."""
        row = _row(tuple(column[0] for column in self._cursor.description))
        return [row._make(each) for each in self._cursor]

    def first(self) -> Any:
        """The first row; ``None`` if there is none."""
        found = self._cursor.fetchone()
        self._cursor.close()
        if found is None:
            return None
        return _row(tuple(column[0] for column in self._cursor.description))._make(found)

    def scalar(self) -> Any:
        """The first value of the first row; ``None`` if there is none."""
        found = self._cursor.fetchone()
        self._cursor.close()
        return None if found is None else found[0]


class PlainConnection:
    """Does of ``sqlalchemy.engine.Connection`` what a turn needs.

    Nothing is committed but by ``commit``; each query reads what is committed then.
    """

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def execute(self, statement: Any, values: Mapping[str, Any] = _NOTHING) -> PlainResult:
        """Runs a query."""
        plain = plain_of(statement)
        return PlainResult(self._connection.execute(plain.sql, plain.values(values)))

    def begin(self) -> None:
        """Begins a transaction in which nobody else writes."""
        self._connection.execute("BEGIN IMMEDIATE")

    def insert(self, statement: Any, rows: Sequence[Mapping[str, Any]]) -> int:
        """Inserts rows; the number of the last."""
        plain = plain_of(statement)
        self._connection.executemany(plain.sql, [plain.values(row) for row in rows])
        (number,) = self._connection.execute("SELECT last_insert_rowid()").fetchone()
        return int(number)

    def run(self, sql: str) -> Any:
        """Runs a statement of SQLite's own, such as a pragma."""
        return self._connection.execute(sql)

    def commit(self) -> None:
        """Commits."""
        self._connection.commit()


@lru_cache(maxsize=64)
def plain_of(statement: Any) -> Plain:
    """Compiles a statement, which must be one and the same object each time."""
    return Plain(statement)


@contextmanager
def plainly(engine: sa.engine.Engine) -> Iterator[PlainConnection]:
    """A connection of an SQLite engine's pool, without what SQLAlchemy does for each statement.

    Raises:
        sqlalchemy.exc.DBAPIError: what goes wrong, as SQLAlchemy tells it, without any values.
    """
    connection = engine.raw_connection()
    try:
        yield PlainConnection(connection.dbapi_connection)
    except sqlite3.Error as error:
        told = sa.exc.DBAPIError.instance(
            None, None, error, sqlite3.Error, hide_parameters=True, dialect=engine.dialect
        )
        raise told from error
    finally:
        connection.close()  # which rolls back


@lru_cache(maxsize=64)
def _row(names: tuple[str, ...]) -> Any:
    return namedtuple("Row", names, rename=True)
