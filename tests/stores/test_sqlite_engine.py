"""Connections stay open as long as the file is the one that they were made for."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import sleep
from typing import Any

import pytest
import sqlalchemy as sa

from stores import sqlite_engine as sqlite_module
from stores.sqlite_engine import sqlite_engine
from tests.waiting import SECONDS

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


def test_our_own_write_that_ends_meanwhile_is_not_somebody_elses(
    engine: sa.engine.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = driver(engine)
    look, is_written, may_end = sqlite_module._state, threading.Event(), threading.Event()

    def write() -> None:
        with engine.begin() as connection:
            connection.execute(sa.insert(TABLE), [{"word": "one"}])
            is_written.set()
            assert may_end.wait(SECONDS)

    def state(file: Path) -> Any:
        """Another connection's write ends just after the look, if nothing prevents it."""
        found = look(file)
        if threading.current_thread() is threading.main_thread() and not may_end.is_set():
            may_end.set()
            writer.join(0.3)
        return found

    with engine.connect() as reader:  # so that the writer makes another
        writer = threading.Thread(target=write)
        writer.start()
        assert is_written.wait(SECONDS)
        assert reader.connection.dbapi_connection is first
    monkeypatch.setattr(sqlite_module, "_state", state)
    assert driver(engine) is first
    writer.join()
    assert words(engine) == ["one"]


def test_others_may_write_as_often_as_they_like(engine: sa.engine.Engine, file: Path) -> None:
    """Also while somebody connects: then, too, there is a connection."""
    add(engine, "one")
    engine.dispose()

    def write_elsewhere(*_: object) -> None:
        sleep(0.02)  # what tells one time of writing from another
        with closing(sqlite3.connect(file)) as other, other:
            other.execute("INSERT INTO words VALUES ('two')")

    sa.event.listen(engine, "connect", write_elsewhere)
    assert words(engine) == ["one", "two"]
    write_elsewhere()
    assert words(engine)[:3] == ["one", "two", "two"]


def test_a_connection_that_could_not_be_made_is_not_in_use(tmp_path: Path) -> None:
    """Or whatever others write from then on would be taken for our own."""
    file = tmp_path / "words.db"
    file.write_bytes(b"no database" * 1000)
    engine = sqlite_engine(sa.engine.make_url(f"sqlite:///{file}"), [TABLE])
    with pytest.raises(sa.exc.DatabaseError):
        driver(engine)
    file.unlink()
    first = driver(engine)
    assert driver(engine) is first
    sleep(0.02)
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("INSERT INTO words VALUES ('two')")
    assert driver(engine) is not first
    engine.dispose()
