"""The databases of tracker store and event broker."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from evaluation.assistant import Assistant
from tests.monitoring.probe import becomes_broken, becomes_ready


@contextmanager
def replaced_by_a_folder(database: Path) -> Iterator[None]:
    aside = database.with_suffix(".aside")
    database.rename(aside)
    database.mkdir()
    yield
    database.rmdir()
    aside.rename(database)


@contextmanager
def replaced_by_an_empty_file(database: Path) -> Iterator[None]:
    aside = database.with_suffix(".aside")
    database.rename(aside)
    database.touch()
    yield
    aside.rename(database)


@contextmanager
def locked(database: Path) -> Iterator[None]:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("BEGIN IMMEDIATE")  # others may read, but not write
        yield


@pytest.mark.parametrize(
    ("database", "part", "breaking", "words"),
    [
        ("conversations.db", "tracker_store", replaced_by_a_folder, "unable to open database"),
        ("conversations.db", "tracker_store", locked, "no answer within 2 seconds"),
        ("events.db", "event_broker", replaced_by_an_empty_file, "no such table"),
    ],
)
def test_a_database_that_cannot_be_used(
    fragile: Assistant, database: str, part: str, breaking: Any, words: str
) -> None:
    becomes_ready(fragile.url)
    with breaking(fragile.folder / database):
        becomes_broken(fragile.url, part, words)
    becomes_ready(fragile.url)
