"""The stores' files are removed, damaged and locked while people talk, and servers start."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.served import Served
from tests.people import Crowd, Person
from tests.told_events import as_told
from tests.waiting import wait_until

NO_DATABASE = b"no database" * 1000


def remove(file: Path) -> None:
    for part in file.parent.glob(f"{file.name}*"):
        part.unlink()


def damage(file: Path) -> None:
    file.write_bytes(NO_DATABASE)


def events_of(file: Path) -> list[tuple[int, str, str]]:
    """Every event, with its number and its conversation."""
    with closing(sqlite3.connect(file, timeout=30)) as connection:
        rows = connection.execute("SELECT id, sender_id, data FROM events ORDER BY id").fetchall()
    return [(number, sender, as_told(sender, data)) for number, sender, data in rows]


def assert_events_are_those_of(conversations: Path, events: Path) -> None:
    def are_the_same() -> bool:
        try:
            return events_of(events) == events_of(conversations)
        except sqlite3.DatabaseError:  # the server hasn't set the damaged file aside yet
            return False

    wait_until(are_the_same, "events are missing in the report's store, or there twice")
    assert events_of(events)


@pytest.mark.parametrize("trouble", [remove, damage])
@pytest.mark.parametrize("restarted", [(), ("server",)], ids=["running", "restarted"])
def test_without_the_events_conversations_go_on(
    served: Served, trouble: Callable[[Path], None], restarted: tuple[str, ...], time: int
) -> None:
    events = served.logs / "events.db"
    with Crowd(served.url).asking() as crowd:
        trouble(events)
        if restarted:
            trouble_again = served.pid("server")
            served.kill(*restarted)
            assert served.pid("server") != trouble_again
        crowd.wait_for_answers()
    if not restarted:
        assert crowd.refusals == []
    crowd.assert_nothing_is_lost()
    assert_events_are_those_of(served.conversations, events)


def test_events_that_are_locked_are_caught_up(served: Served, time: int) -> None:
    events = served.logs / "events.db"
    with Crowd(served.url).asking() as crowd:
        with closing(sqlite3.connect(events, isolation_level=None, timeout=30)) as other:
            other.execute("BEGIN IMMEDIATE")
            crowd.wait_for_answers(12)
            wait_until(lambda: "Events can't be stored: database is locked" in served.log("server"))
            other.execute("ROLLBACK")
        crowd.wait_for_answers()
    assert crowd.refusals == []
    crowd.assert_nothing_is_lost()
    assert_events_are_those_of(served.conversations, events)
    assert "Events are stored again" in served.log("server")


def test_conversations_that_are_gone_begin_anew_without_a_restart(
    served: Served, time: int
) -> None:
    process = served.pid("server")
    before = Person(served.url)
    before.say("How much do ML engineers earn?")
    with Crowd(served.url).asking() as crowd:
        remove(served.conversations)
        crowd.wait_for_answers()
    assert served.pid("server") == process
    assert before.history() == []
    after = Person(served.url)
    after.say("How much do ML engineers earn?")
    assert len(after.history()) == 2
    assert "conversations.db was gone: a new one has been made." in served.log("server")
    assert_events_are_those_of(served.conversations, served.logs / "events.db")


def test_damaged_conversations_are_a_sentence_and_a_backup_is_taken_up_without_a_restart(
    served: Served, time: int
) -> None:
    process = served.pid("server")
    person = Person(served.url)
    person.say("How much do ML engineers earn?")
    backup = served.conversations.read_bytes()
    crowd = Crowd(served.url)
    with crowd.asking():
        damage(served.conversations)
        wait_until(lambda: all("503" in person.refusals for person in crowd.people), "no 503")
        served.conversations.unlink()
        served.conversations.write_bytes(backup)
    assert served.pid("server") == process
    assert len(person.history()) == 2
    log = served.log("server")
    assert "conversations.db is damaged (file is not a database): put a backup in its place" in log
    assert "Traceback" not in log
    assert_events_are_those_of(served.conversations, served.logs / "events.db")
