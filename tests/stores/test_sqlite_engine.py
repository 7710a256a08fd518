"""Connections stay open as long as the file is the one that they were made for."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from stores.sqlite_engine import sqlite_engine

TABLE = sa.Table("words", sa.MetaData(), sa.Column("word", sa.Text))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "words.db"


@pytest.fixture(params=[False, True], ids=["rollback journal", "write-ahead log"])
def engine(file: Path, request: pytest.FixtureRequest) -> Iterator[sa.engine.Engine]:
    url = sa.engine.make_url(f"sqlite:///{file}")
    engine = sqlite_engine(url, [TABLE], write_ahead=request.param)
    yield engine
    engine.dispose()


def add(engine: sa.engine.Engine, word: str) -> None:
    with engine.begin() as connection:
        connection.execute(sa.insert(TABLE), [{"word": word}])


def words(engine: sa.engine.Engine) -> list[str]:
    with engine.connect() as connection:
        return [row.word for row in connection.execute(sa.select(TABLE.c.word))]


def driver(engine: sa.engine.Engine) -> object:
    with engine.connect() as connection:
        return connection.connection.dbapi_connection


def test_a_connection_stays_open(engine: sa.engine.Engine) -> None:
    first = driver(engine)
    add(engine, "one")
    assert driver(engine) is first


def test_what_another_program_writes_is_read(engine: sa.engine.Engine, file: Path) -> None:
    add(engine, "one")
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("INSERT INTO words VALUES ('two')")
    assert words(engine) == ["one", "two"]
    add(engine, "three")
    assert words(engine) == ["one", "two", "three"]


def test_a_backup_put_in_its_place_is_read(engine: sa.engine.Engine, file: Path) -> None:
    other = file.with_name("backup.db")
    with closing(sqlite3.connect(other)) as backup, backup:
        backup.execute("CREATE TABLE words (word TEXT)")
        backup.execute("INSERT INTO words VALUES ('kept')")
    add(engine, "lost")
    other.replace(file)
    for part in ("wal", "shm"):
        file.with_name(f"{file.name}-{part}").unlink(missing_ok=True)
    assert words(engine) == ["kept"]
    add(engine, "new")
    assert words(engine) == ["kept", "new"]


def test_a_backup_copied_over_it_is_read(file: Path) -> None:
    """Also by connections that have its pages in memory, and with the same count of changes."""
    engine = sqlite_engine(sa.engine.make_url(f"sqlite:///{file}"), [TABLE])
    add(engine, "one")
    backup = shutil.copy(file, file.with_name("backup.db"))
    with closing(sqlite3.connect(backup)) as other, other:
        other.execute("UPDATE words SET word = 'two'")
    with engine.connect() as first, engine.connect() as second:  # two are open
        for connection in (first, second):
            connection.execute(sa.select(TABLE)).all()
    add(engine, "lost")
    shutil.copyfile(backup, file)
    with engine.connect() as first, engine.connect() as second:
        for connection in (first, second):
            assert connection.execute(sa.select(TABLE)).all() == [("two",)]
    add(engine, "new")
    assert words(engine) == ["two", "new"]
    engine.dispose()
