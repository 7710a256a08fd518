"""What is saved, what fails, and who waits for it."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import requests
import sqlalchemy as sa
from rasa.core.agent import Agent
from rasa.core.brokers.broker import EventBroker
from rasa.core.brokers.sql import SQLEventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import ConnectionException

from channels.ask import APOLOGY
from stores.conversations import tracker_store
from stores.errors import DamagedFileError
from stores.tracker_store import ErasingTrackerStore
from tests.serving_channels import new_tracker_store
from tests.stores.databases import Stores, locked
from tests.stores.turns import PERSON, START, add, retrieve, turn
from tests.waiting import wait_until
from tests.web_client import WebClient

PAY = "How much do ML engineers earn?"
ERRORS = [
    ValueError("a value"),
    SystemExit(1),
    RuntimeError("a bug"),
    MemoryError(),
    RecursionError(),
    AssertionError(),
    OSError("a disk"),
]
each_error = pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)


@contextmanager
def failing(engine: sa.engine.Engine, error: BaseException) -> Iterator[None]:
    """Lets every use of a database raise this."""

    def fail(*_: object) -> None:
        raise error

    sa.event.listen(engine, "checkout", fail)
    yield
    sa.event.remove(engine, "checkout", fail)


class TestSaving:
    def test_everything_is_stored_and_published_once(self, stores: Stores) -> None:
        add(stores.store, START)
        for number in range(40):
            add(stores.store, turn(number))
        said = [f"{what} {number}" for number in range(40) for what in ("question", "answer")]
        assert stores.said() == (said, said)

    def test_a_tracker_saved_several_times_is_stored_once(self, stores: Stores) -> None:
        tracker = add(stores.store, [*START, *turn(0)])
        tracker.update_with_events(turn(1), stores.store.domain)
        asyncio.run(stores.store.save(tracker))
        asyncio.run(stores.store.save(tracker))
        said = ["question 0", "answer 0", "question 1", "answer 1"]
        assert stores.said() == (said, said)

    def test_a_tracker_of_the_whole_session_is_saved_as_rasa_does(self, stores: Stores) -> None:
        add(stores.store, [*START, *turn(0)])
        whole = asyncio.run(SQLTrackerStore.retrieve(stores.store, PERSON))
        whole.update_with_events(turn(1), stores.store.domain)
        asyncio.run(stores.store.save(whole))
        said = ["question 0", "answer 0", "question 1", "answer 1"]
        assert stores.said() == (said, said)

    def test_so_is_one_of_all_sessions(self, stores: Stores) -> None:
        add(stores.store, [*START, *turn(0)])
        add(stores.store, [*START, *turn(1)])
        whole = asyncio.run(stores.store.retrieve_full_tracker(PERSON))
        assert whole is not None
        whole.update_with_events(turn(2), stores.store.domain)
        asyncio.run(stores.store.save(whole))
        said = [f"{what} {number}" for number in range(3) for what in ("question", "answer")]
        assert stores.said() == (said, said)

    def test_all_conversations_are_known(self, stores: Stores) -> None:
        for conversation in ("ann", "ben", "ann"):
            stores.say(conversation, "Hi")
        assert sorted(asyncio.run(stores.store.keys())) == ["ann", "ben"]

    def test_many_at_once_are_all_saved(self, stores: Stores) -> None:
        people = [f"person {number}" for number in range(40)]

        async def say(person: str) -> None:
            for number in range(3):
                tracker = await stores.store.get_or_create_tracker(person)
                tracker.update_with_events(turn(number), stores.store.domain)
                await stores.store.save(tracker)

        async def all_say() -> None:
            await asyncio.gather(*map(say, people))

        asyncio.run(all_say())
        assert stores.conversations() == (set(people), set(people))
        kept, sent = stores.said()
        assert len(kept) == len(sent) == len(people) * 3 * 2

    @pytest.mark.parametrize("publish_fails", [False, True])
    def test_another_broker_gets_them_once_they_are_stored(
        self, tmp_path: Path, domain: Domain, publish_fails: bool
    ) -> None:
        texts: list[object] = []

        class Broker(EventBroker):
            """Rasa's interface; it needs the event loop, as Rasa's for RabbitMQ does."""

            def publish(self, event: dict[str, object]) -> None:
                asyncio.get_running_loop()
                if publish_fails:
                    raise ConnectionError("no broker")
                texts.append(event.get("text"))

        store = ErasingTrackerStore(
            domain, db=str(tmp_path / "conversations.db"), event_broker=Broker()
        )
        add(store, [*START, *turn(0)])
        assert len(retrieve(store).events) == len([*START, *turn(0)]) - 1  # from its start on
        assert ("question 0" in texts) is not publish_fails

    def test_rasas_sql_event_broker_will_do(self, tmp_path: Path, domain: Domain) -> None:
        broker = SQLEventBroker(db=str(tmp_path / "events.db"))
        store = ErasingTrackerStore(
            domain, db=str(tmp_path / "conversations.db"), event_broker=broker
        )
        add(store, [*START, *turn(0)])
        with broker.session_scope() as session:
            events = [json.loads(row.data) for row in session.query(broker.SQLBrokerEvent)]
        assert [event["event"] for event in events][-2:] == ["slot", "action"]


class TestFailing:
    @each_error
    def test_an_error_reaches_who_called_and_ends_nothing(
        self, tmp_path: Path, error: BaseException
    ) -> None:
        store = new_tracker_store(tmp_path)
        with failing(store.engine, error):
            for work in (store.retrieve("ann"), store.retrieve_full_tracker("ann"), store.keys()):
                with pytest.raises(Exception) as raised:
                    asyncio.run(work)
                assert error in (raised.value, raised.value.__cause__)
        assert asyncio.run(store.retrieve("ann")) is None

    @each_error
    def test_people_are_told_and_others_are_answered(
        self, agent: Agent, web: WebClient, error: BaseException
    ) -> None:
        store = tracker_store(agent)
        assert isinstance(store, ErasingTrackerStore)
        answer = web.answer(PAY)["id"]
        with failing(store.engine, error):
            assert web.ask(PAY).status_code == 503
            assert web.post("history", {"conversation": web.conversation}).status_code == 503
            assert web.rate(answer, "up").status_code == 503
            rest = requests.post(
                f"{web.url}/webhooks/rest/webhook", json={"message": PAY}, timeout=10
            ).json()
            assert [message["text"] for message in rest] == [APOLOGY]

        assert len(web.history()) == 2
        assert "CAD" in WebClient(web.url).answer(PAY)["text"]

    @each_error
    def test_a_turn_is_in_both_stores_or_in_neither(
        self, stores: Stores, error: BaseException
    ) -> None:
        tracker = add(stores.store, [*START, *turn(0)])
        before = stores.said()
        tracker.update_with_events(turn(1), stores.store.domain)
        with failing(stores.store.engine, error), pytest.raises(Exception) as raised:
            asyncio.run(stores.store.save(tracker))
        assert error in (raised.value, raised.value.__cause__)
        assert stores.said() == before

        asyncio.run(stores.store.save(tracker))
        assert stores.said() == ([*before[0], "question 1", "answer 1"],) * 2

    @each_error
    def test_a_turn_is_stored_without_the_event_broker_which_catches_up(
        self, stores: Stores, error: BaseException
    ) -> None:
        add(stores.store, [*START, *turn(0)])
        with failing(stores.broker.engine, error):
            add(stores.store, turn(1))
        said = ["question 0", "answer 0", "question 1", "answer 1"]
        assert stores.said() == (said, said[:2])

        add(stores.store, turn(2))
        said += ["question 2", "answer 2"]
        wait_until(lambda: stores.said() == (said, said))

    def test_nothing_is_published_of_what_could_not_be_committed(self, stores: Stores) -> None:
        tracker = add(stores.store, [*START, *turn(0)])
        before = stores.said()
        tracker.update_with_events(turn(1), stores.store.domain)
        # Somebody is reading: SQLite takes the rows, and then can't write them into the file.
        with closing(sqlite3.connect(stores.store.engine.url.database)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT id FROM events").fetchone()
            with pytest.raises(sa.exc.OperationalError, match="database is locked"):
                asyncio.run(stores.store.save(tracker))
        assert stores.said() == before


class TestWaiting:
    def test_the_event_loop_goes_on_while_a_database_is_locked(self, stores: Stores) -> None:
        async def save() -> None:
            tracker = await stores.store.get_or_create_tracker(PERSON)
            tracker.update_with_events(turn(0), stores.store.domain)
            await stores.store.save(tracker)

        async def count() -> int:
            saving, ticks = asyncio.create_task(save()), 0
            while not saving.done():
                await asyncio.sleep(0.05)
                ticks += 1
            with pytest.raises(sa.exc.OperationalError, match="database is locked"):
                await saving
            return ticks

        with locked(Path(stores.store.engine.url.database)):
            assert asyncio.run(count()) > 20
        assert stores.said() == ([], [])

    def test_nobody_waits_for_a_locked_event_broker(self, stores: Stores) -> None:
        with locked(Path(stores.broker.engine.url.database)):
            for number in range(20):
                add(stores.store, turn(number))
            full = asyncio.run(stores.store.retrieve_full_tracker(PERSON))
            assert full is not None
            assert len(full.events) == 20 * len(turn(0))

        add(stores.store, turn(20))
        said = [f"{what} {number}" for number in range(21) for what in ("question", "answer")]
        wait_until(lambda: stores.said() == (said, said))

    def test_others_are_served_while_a_database_is_locked(
        self, web: WebClient, store_folder: Path
    ) -> None:
        with ThreadPoolExecutor() as pool, locked(store_folder / "conversations.db"):
            asking = [pool.submit(WebClient(web.url).ask, PAY) for _ in range(3)]
            for _ in range(10):
                assert requests.get(f"{web.url}/webhooks/rest/", timeout=2).ok
            assert {each.result().status_code for each in asking} == {503}
        assert "CAD" in web.answer(PAY)["text"]


class TestFiles:
    def test_one_that_is_gone_is_made_anew(
        self, stores: Stores, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        add(stores.store, [*START, *turn(0)])
        (tmp_path / "conversations.db").unlink()
        assert asyncio.run(stores.store.retrieve(PERSON)) is None
        add(stores.store, [*START, *turn(1)])
        assert stores.said()[0] == ["question 1", "answer 1"]
        assert caplog.messages.count("conversations.db was gone: a new one has been made.") == 1

    @pytest.mark.parametrize("is_mended_by", ["a backup", "taking it away"])
    def test_one_that_is_damaged_is_a_sentence_and_can_be_mended(
        self, stores: Stores, tmp_path: Path, is_mended_by: str
    ) -> None:
        file = tmp_path / "conversations.db"
        tracker = add(stores.store, [*START, *turn(0)])
        backup = file.read_bytes()
        file.write_bytes(b"no database" * 1000)
        tracker.update_with_events(turn(1), stores.store.domain)
        for work in (stores.store.retrieve(PERSON), stores.store.save(tracker)):
            with pytest.raises(
                DamagedFileError, match=r"conversations\.db is damaged \(file is not"
            ):
                asyncio.run(work)
        with pytest.raises(DamagedFileError, match=r"conversations\.db is damaged \(file is not"):
            ErasingTrackerStore(Domain.empty(), db=str(file))

        file.unlink()
        if is_mended_by == "a backup":
            file.write_bytes(backup)
        asyncio.run(stores.store.save(tracker))
        first = ["question 0", "answer 0"] if is_mended_by == "a backup" else []
        assert stores.said()[0] == [*first, "question 1", "answer 1"]

    def test_they_are_readable_to_nobody_else(self, stores: Stores, tmp_path: Path) -> None:
        add(stores.store, [*START, *turn(0)])
        files = sorted(tmp_path.glob("*.db*"))
        assert [file.name for file in files] == [
            "conversations.db",
            "events.db",
            "events.db-shm",
            "events.db-wal",
        ]
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


class TestStarting:
    def test_without_a_table_it_is_a_sentence(self, tmp_path: Path) -> None:
        (tmp_path / "conversations.db").mkdir()
        with pytest.raises(Exception, match="unable to open database file"):
            ErasingTrackerStore(Domain.empty(), db=str(tmp_path / "conversations.db"))

    def test_a_database_in_memory_belongs_to_one_thread(self) -> None:
        with pytest.raises(ConnectionException, match="in memory"):
            ErasingTrackerStore(Domain.empty(), db=":memory:")


def test_it_is_read_as_rasa_reads_it(stores: Stores) -> None:
    add(stores.store, [*START, *turn(0)])
    rasas = asyncio.run(SQLTrackerStore.retrieve(stores.store, PERSON))
    ours = retrieve(stores.store)
    assert isinstance(ours, DialogueStateTracker)
    assert list(ours.events) == list(rasas.events)
