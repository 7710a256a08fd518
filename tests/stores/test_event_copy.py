"""The copy has every event of the conversations, once and in order, whatever happened to it."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain

from stores.event_copy import EventCopy, Stored
from stores.person import of_person
from tests.stores.databases import Stores, open_stores
from tests.stores.turns import START, add, turn

Trouble = Callable[[Path], object]


def in_file(database: Path) -> list[tuple[int, str, dict[str, object]]]:
    """All events of a file, with their numbers."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT id, sender_id, data FROM events ORDER BY id").fetchall()
    return [(number, sender, json.loads(data)) for number, sender, data in rows]


def assert_copied(folder: Path) -> None:
    wanted = [
        (number, sender, {"sender_id": sender, **event})
        for number, sender, event in in_file(folder / "conversations.db")
    ]
    assert in_file(folder / "events.db") == wanted
    assert wanted


def open_again(domain: Domain, folder: Path) -> Stores:
    return open_stores(
        domain, {"db": str(folder / "conversations.db")}, {"db": str(folder / "events.db")}
    )


def catch_up(stores: Stores) -> None:
    copy = EventCopy(stores.store.engine, stores.broker)  # as that of a server that starts
    copy.complete()
    assert copy.is_complete


def remove(file: Path) -> None:
    for part in file.parent.glob(f"{file.name}*"):
        part.unlink()


def damage(file: Path) -> None:
    file.write_bytes(b"no database" * 1000)


def damage_inside(file: Path) -> None:
    """Leaves the first page, by which SQLite tells a database from other files."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = file.read_bytes()
    file.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))


def change(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize(
    "trouble",
    [
        remove,
        damage,
        damage_inside,
        lambda file: change(file, "DELETE FROM events WHERE id IN (2, 5, 9)"),
        lambda file: change(file, "DELETE FROM events"),
        lambda file: change(file, "DROP TABLE events"),
        lambda file: change(file, "INSERT INTO events VALUES (9000, 'nobody', '{}')"),
        lambda file: change(file, "UPDATE events SET sender_id = 'nobody' WHERE id = 3"),
        lambda file: change(file, "UPDATE events SET data = '{}' WHERE id = 3"),
        # That of an earlier version counted by itself.
        lambda file: change(file, "UPDATE events SET id = -id", "PRAGMA user_version = 0"),
    ],
)
def test_what_is_missing_is_caught_up_and_what_is_no_copy_goes(
    stores: Stores, domain: Domain, tmp_path: Path, trouble: Trouble
) -> None:
    for number in range(3):
        add(stores.store, [*START, *turn(number)])
    assert_copied(tmp_path)
    trouble(tmp_path / "events.db")
    catch_up(open_again(domain, tmp_path))
    assert_copied(tmp_path)


@pytest.mark.parametrize("trouble", [remove, damage, damage_inside])
def test_a_running_server_catches_up_with_the_next_turns(
    stores: Stores, tmp_path: Path, trouble: Trouble
) -> None:
    for number in range(3):
        add(stores.store, [*START, *turn(number)])
    trouble(tmp_path / "events.db")
    add(stores.store, turn(1))
    add(stores.store, turn(2))
    assert_copied(tmp_path)


def test_a_running_server_sees_damage_to_what_it_has_read(stores: Stores, tmp_path: Path) -> None:
    for number in range(30):
        add(stores.store, [*START, *turn(number)])
    with stores.broker.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    with (tmp_path / "events.db").open("r+b") as file:  # all of whose pages are in SQLite's cache
        file.truncate(2 * 4096)
    add(stores.store, turn(31))
    assert_copied(tmp_path)


def test_conversations_of_another_file_are_copied_instead(stores: Stores, tmp_path: Path) -> None:
    for number in range(3):
        add(stores.store, [*START, *turn(number)])
    (tmp_path / "conversations.db").unlink()
    for number in range(4):
        stores.say("ann", f"How much? {number}")
    assert_copied(tmp_path)
    assert stores.conversations() == ({"ann"}, {"ann"})


def test_after_an_erasure_of_the_last_rows_numbers_are_used_again(
    stores: Stores, tmp_path: Path
) -> None:
    stores.say("ben", "How much?")
    for _ in range(3):
        stores.say("ann", "my name is Ann")
    stores.say("ann", "yes", erasure="confirmed")
    for _ in range(2):
        stores.say("eve", "Which skills?")
    assert_copied(tmp_path)
    assert stores.conversations() == ({"ben", "eve"}, {"ben", "eve"})


def test_an_erasure_that_was_cut_off_half_way_is_made_up_for(
    stores: Stores, domain: Domain, tmp_path: Path
) -> None:
    stores.say("ann", "my name is Ann")
    stores.say("ben", "How much?")
    change(tmp_path / "conversations.db", "DELETE FROM events WHERE sender_id = 'ann'")
    catch_up(open_again(domain, tmp_path))
    assert_copied(tmp_path)
    assert stores.conversations() == ({"ben"}, {"ben"})


def test_a_turn_is_copied_with_its_writing_and_nobody_catches_up(
    stores: Stores, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stores.say("ann", "How much?")  # with which it is found that nothing is missing
    monkeypatch.delattr(EventCopy, "catch_up")
    stores.say("ben", "Which skills?")
    assert_copied(tmp_path)


def test_nothing_is_erased_between_a_turns_writing_and_its_copying(
    stores: Stores, tmp_path: Path
) -> None:
    stores.say("ann", "my name is Ann")
    copy = stores.store.event_copy
    assert copy is not None
    order = []

    def erase() -> None:
        with copy.erasing(of_person("ann")):
            order.append("erased")

    with ThreadPoolExecutor() as pool:
        with copy.joining() as connection:
            assert connection is not None
            erasing = pool.submit(erase)
            time.sleep(0.2)
            order.append("copied")
        erasing.result()
    assert order == ["copied", "erased"]


def test_rows_after_others_than_the_copys_last_are_not_added(
    stores: Stores, tmp_path: Path
) -> None:
    stores.say("ann", "How much?")
    stores.say("ben", "Which skills?")
    copy = stores.store.event_copy
    assert copy is not None
    (*_, before, last) = (
        Stored(number, sender, json.dumps(event))
        for number, sender, event in in_file(tmp_path / "conversations.db")
    )
    after = Stored(last.id + 1, "ann", "{}")
    for wrong in (None, before, last._replace(sender_id="ann")):
        with copy.joining() as connection:
            assert connection is not None
            assert not copy.append(connection, wrong, [after])
    assert_copied(tmp_path)


def test_more_than_a_batch(
    stores: Stores, domain: Domain, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stores.event_copy.BATCH", 7)
    for number in range(5):
        add(stores.store, turn(number))
    remove(tmp_path / "events.db")
    catch_up(open_again(domain, tmp_path))
    assert_copied(tmp_path)


def test_it_is_said_once_that_events_are_missing_and_once_that_they_are_not(
    stores: Stores, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    add(stores.store, [*START, *turn(0)])
    remove(tmp_path / "events.db")
    (tmp_path / "events.db").mkdir()
    for number in (1, 2, 3):
        add(stores.store, turn(number))
    (tmp_path / "events.db").rmdir()
    catch_up(stores)
    assert caplog.text.count("Events can't be stored: unable to open database file") == 1
    assert_copied(tmp_path)
