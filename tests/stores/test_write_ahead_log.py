"""Erased words leave the write-ahead log, or it is said that they haven't; nobody waits."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from stores.retention import erase_old
from stores.retention_days import RetentionError
from stores.write_ahead_log import PATIENCE_SECONDS, LogStillReadError, is_emptied
from tests.stores.databases import Stores
from tests.stores.test_erasure import ANN, BEN, SECRET, confirm, in_files


@contextmanager
def being_read(database: Path) -> Iterator[None]:
    """Another program reads the file all the time, as for a report or a backup."""
    with closing(sqlite3.connect(database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM events").fetchone()
        yield
        reader.execute("ROLLBACK")


def confirmed(tracker: DialogueStateTracker) -> DialogueStateTracker:
    tracker.update(UserUttered("yes"))
    tracker.update(BotUttered("Done.", metadata={"erasure": "confirmed"}))
    return tracker


def test_an_erasure_is_not_confirmed_while_the_words_are_still_in_the_log(
    stores: Stores, tmp_path: Path
) -> None:
    stores.say(ANN, SECRET)
    with being_read(tmp_path / "events.db"):
        with pytest.raises(LogStillReadError, match=r"write-ahead log of events\.db"):
            confirm(stores, ANN)
        assert SECRET in in_files(tmp_path, "events.db")
        with pytest.raises(LogStillReadError):
            asyncio.run(stores.store.finish_erasures())

    assert asyncio.run(stores.store.finish_erasures())
    assert SECRET not in in_files(tmp_path, "events.db")
    assert not asyncio.run(stores.store.finish_erasures()), "there is nothing more to do"


def test_a_reader_that_ends_in_time_is_waited_for(stores: Stores, tmp_path: Path) -> None:
    stores.say(ANN, SECRET)

    async def confirm_while_read() -> None:
        with being_read(tmp_path / "events.db"):
            tracker = await stores.store.get_or_create_tracker(ANN)
            erasing = asyncio.create_task(stores.store.save(confirmed(tracker)))
            await asyncio.sleep(PATIENCE_SECONDS / 6)
            assert not erasing.done()
        await erasing

    asyncio.run(confirm_while_read())
    assert SECRET not in in_files(tmp_path, "events.db")


def test_others_do_not_wait_meanwhile(stores: Stores, tmp_path: Path) -> None:
    for number in range(12):
        stores.say(f"person {number}", SECRET)

    async def erase(number: int) -> None:
        tracker = await stores.store.get_or_create_tracker(f"person {number}")
        with pytest.raises(LogStillReadError):
            await stores.store.save(confirmed(tracker))

    async def say_meanwhile() -> int:
        erasing = [asyncio.create_task(erase(number)) for number in range(12)]
        turns = 0
        while not all(task.done() for task in erasing):
            tracker = await stores.store.get_or_create_tracker(BEN)
            tracker.update(UserUttered(f"question {turns}"))
            await stores.store.save(tracker)
            turns += 1
        await asyncio.gather(*erasing)
        return turns

    with being_read(tmp_path / "events.db"):
        turns = asyncio.run(say_meanwhile())
    # As many threads as there are wait for nothing; one checkpoint that waits would leave one turn.
    assert turns > 12
    assert stores.said() == ([f"question {number}" for number in range(turns)],) * 2


def test_a_checkpoint_waits_for_nobody(stores: Stores, tmp_path: Path) -> None:
    stores.say(ANN, SECRET)
    with being_read(tmp_path / "events.db"):
        stores.say(BEN, "How much?")
        began = time.perf_counter()
        assert not is_emptied(stores.broker.engine)
        assert time.perf_counter() - began < 2, "SQLite's own patience is five seconds"
    assert is_emptied(stores.broker.engine)
    # Whoever gets the connection next waits as before.
    with stores.broker.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 5000


def test_erasing_old_conversations_says_so_too(stores: Stores, tmp_path: Path) -> None:
    stores.say("old", SECRET, days_ago=31)
    with (
        being_read(tmp_path / "events.db"),
        pytest.raises(RetentionError, match="still in the write-ahead log"),
    ):
        erase_old(stores.store, days=30)
    assert erase_old(stores.store, days=30) == 0
    assert SECRET not in in_files(tmp_path, "events.db")
