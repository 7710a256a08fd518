"""The databases of tracker store and event broker."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from evaluation.assistant import Assistant
from tests.monitoring.probe import becomes_broken, becomes_ready, broken
from tests.waiting import wait_until


@contextmanager
def replaced_by_a_folder(database: Path) -> Iterator[None]:
    aside = database.with_suffix(".aside")
    database.rename(aside)
    database.mkdir()
    yield
    database.rmdir()
    aside.rename(database)


@contextmanager
def without_the_table(database: Path) -> Iterator[None]:
    with closing(sqlite3.connect(database, timeout=30)) as connection:
        connection.execute("ALTER TABLE events RENAME TO aside")
        yield
        connection.execute("ALTER TABLE aside RENAME TO events")


@contextmanager
def that_refuses_rows(database: Path) -> Iterator[None]:
    """As a full disk does: reading goes on, and the lock for writing can be had."""
    full = "BEGIN SELECT RAISE(ABORT, 'full'); END"
    with closing(sqlite3.connect(database, timeout=30)) as connection:
        connection.execute(f"CREATE TRIGGER refuse BEFORE INSERT ON ready_check {full}")
        yield
        connection.execute("DROP TRIGGER refuse")


@contextmanager
def locked(database: Path) -> Iterator[None]:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("BEGIN IMMEDIATE")  # others may read, but not write
        yield


@pytest.mark.parametrize(
    ("database", "part", "breaking", "words"),
    [
        ("conversations.db", "tracker_store", replaced_by_a_folder, "unable to open database"),
        ("conversations.db", "tracker_store", that_refuses_rows, "full"),
        ("events.db", "event_broker", that_refuses_rows, "full"),
        ("conversations.db", "tracker_store", locked, "no answer within 2 seconds"),
        ("events.db", "event_broker", replaced_by_a_folder, "unable to open database"),
        ("events.db", "event_broker", without_the_table, "no such table"),
    ],
)
def test_a_database_that_cannot_be_used(
    fragile: Assistant, database: str, part: str, breaking: Any, words: str
) -> None:
    becomes_ready(fragile.url)
    with breaking(fragile.folder / database):
        becomes_broken(fragile.url, part, words)
    becomes_ready(fragile.url)


def test_a_file_that_is_gone_is_made_anew(fragile: Assistant) -> None:
    becomes_ready(fragile.url)
    for file in fragile.folder.glob("events.db*"):
        file.unlink()
    wait_until(lambda: not broken(fragile.url) and (fragile.folder / "events.db").exists())


def test_one_row_is_kept_of_all_checks(fragile: Assistant) -> None:
    for _ in range(3):
        becomes_ready(fragile.url)
    for name in ("conversations.db", "events.db"):
        with closing(sqlite3.connect(fragile.folder / name, timeout=30)) as connection:
            assert connection.execute("SELECT count(*) FROM ready_check").fetchone() == (1,)
