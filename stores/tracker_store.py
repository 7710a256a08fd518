"""The tracker store that endpoints.yml names: Rasa's in SQL, bounded, in threads, erasing."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.kafka import KafkaEventBroker
from rasa.core.brokers.sql import SQLEventBroker
from rasa.core.constants import POSTGRESQL_SCHEMA
from rasa.core.tracker_store import (
    SQLTrackerStore,
    create_engine_kwargs,
    ensure_schema_exists,
)
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import ConnectionException
from rasa.shared.nlu.constants import INTENT_NAME_KEY
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session
from sqlalchemy.pool import SingletonThreadPool

from stores.confirmation import CONFIRMED, ERASURE
from stores.confirmed_erasures import (
    KEPT_SECONDS,
    Answer,
    Confirmation,
    ConfirmedErasure,
    answer_to,
    forget,
    key_of,
    make_table,
    remember,
    unfinished,
)
from stores.erasure import erase_events, erase_rows
from stores.errors import DamagedFileError, reason
from stores.event_copy import LAST_ROW, EventCopy, Stored
from stores.event_store import EventStore
from stores.indexes import ensure_indexes
from stores.latest_events import has_message, read_last_event, read_latest_events
from stores.person import of_person
from stores.plain_statements import PlainConnection, plainly
from stores.recent_trackers import RecentTrackers
from stores.shared_commit import SharedCommit
from stores.sql_event_broker import WriteAheadEventBroker
from stores.sqlite_engine import is_damage, is_damaged, sqlite_engine
from stores.stored_tracker import StoredTracker
from stores.threads import result_of, run_in_thread
from stores.write_ahead_log import empty_logs

logger = logging.getLogger(__name__)

_INSERT = sa.insert(SQLTrackerStore.SQLEvent.__table__)


@dataclass(frozen=True)
class Lookup:
    """What is known of a message before it is handled.

    Attributes:
        is_known: whether it is in the conversation already, or seems to be.
        erasure: the answer to it, if it has confirmed that everything be erased.
    """

    is_known: bool
    erasure: Answer | None


_READ_AHEAD: ContextVar[tuple[object, str, StoredTracker | None] | None] = ContextVar(
    "read_ahead", default=None
)
"""The tracker that a task has read and will ask for: its store, its conversation, and itself."""

_BLOCKING_BROKERS = (SQLEventBroker, KafkaEventBroker)
"""Those of Rasa whose ``publish`` waits; the others' needs the event loop, and doesn't."""


class ErasingTrackerStore(SQLTrackerStore):
    """Rasa's SQL tracker store (same settings), with these differences.

    - Reads are bounded: it goes on from the last turns and the slots as they then were. Nothing is
      lost: everything stays stored, and ``retrieve_full_tracker`` returns it.
    - Of an SQLite file, who goes on within minutes isn't read again (``stores.recent_trackers``).
    - The database is waited for in threads: the event loop goes on. In an SQLite file, all turns
      that wait are written together (``stores.shared_commit``).
    - A turn that ends in erasure is not saved, and what is stored is erased. Erasing belongs here
      and nowhere earlier: Rasa saves a conversation only when all actions of a turn have run, so
      whatever an action erases is written back. ``save`` returns once every store has confirmed;
      until then the erasure is remembered, and ``finish_erasures`` goes on with it.
    - Events are published once they are stored, not before: a turn that could not be stored is
      asked again, and would be in the report twice. A ``WriteAheadEventBroker`` gets a copy that
      catches up with what it missed (``stores.event_copy``).
    - Connections that have died, and an SQLite file that is gone, are made anew.
    - When a database fails, what people wrote is not part of the error, which Rasa logs.
    - No error ends the process: Rasa's takes any ``ValueError`` within a session for a missing
      PostgreSQL schema, and exits. Here the schema is looked for once, at start.

    Args:
        event_store: where the events end up, if the event broker is only the way there: settings
            of ``stores.event_store.EventStore``.

    Raises:
        ConnectionException: if the schema or the table of events is missing and can't be made.
    """

    engine: sa.engine.Engine

    def __init__(
        self, *args: Any, event_store: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> None:
        try:
            super().__init__(*args, **kwargs)
        except sa.exc.DatabaseError as error:  # Rasa goes on trying where there is hope
            if is_damaged(error):
                name = str(kwargs.get("db", "The tracker store"))
                raise DamagedFileError(name, error.orig) from None
            why = f"Conversations can't be stored: {reason(error)}."
            raise ConnectionException(why) from None
        self.event_store: SQLEventBroker | None = None
        if event_store is not None:
            self.event_store = EventStore(**event_store)
        elif isinstance(self.event_broker, SQLEventBroker):
            self.event_store = self.event_broker
            self.event_store.engine.hide_parameters = True
        self._recent: RecentTrackers | None = None
        self._check()
        self._reconnect()
        self.event_copy: EventCopy | None = None
        broker = self.event_broker
        is_file = self.engine.dialect.name == "sqlite"
        self._commits = SharedCommit(self._write_all) if is_file else None
        if isinstance(broker, WriteAheadEventBroker) and broker.file is not None and is_file:
            self.event_copy = EventCopy(self.engine, broker)
        self._has_unfinished_erasures = True  # of a server that was killed, perhaps

    @contextmanager
    def session_scope(self) -> Iterator[Session]:
        """A session, which is closed in the end; what isn't committed by then is rolled back."""
        with self.sessionmaker() as session:
            yield session

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Returns the latest session from its last turns on; None if there is no conversation."""
        read = _READ_AHEAD.get()
        _READ_AHEAD.set(None)
        if read is not None and read[:2] == (self, sender_id):
            return read[2]
        return await run_in_thread(self._read_latest, sender_id)

    async def look_up(self, conversation: str, message_id: str) -> Lookup:
        """Looks whether a message was handled before, and reads its conversation with that.

        Of a message that was not, the next ``retrieve`` in the same task returns the tracker that
        was read here: a turn reads the database once. Nothing else may change the conversation in
        between, which its lock sees to.

        Raises:
            Exception: whatever the stores raise when they can't be reached, or still have what was
                to be erased.
        """
        found, tracker = await run_in_thread(self._look_up, conversation, message_id)
        if found.erasure is not None:
            await self._finish_erasures()  # also what could not be before
        elif not found.is_known:
            _READ_AHEAD.set((self, conversation, tracker))
        return found

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """Returns all sessions; None if there is no conversation."""
        return await run_in_thread(self._read, conversation_id, all_sessions=True)

    async def get_or_create_tracker(
        self,
        sender_id: str,
        max_event_history: int | None = None,
        append_action_listen: bool = True,
    ) -> DialogueStateTracker:
        """Returns the conversation's tracker; of a new one, all events are known to be new."""
        tracker = await self.retrieve(sender_id)
        if tracker is None:
            tracker = StoredTracker(sender_id, self.domain.slots, max_event_history)
            tracker.stored = 0
            if append_action_listen:
                tracker.update(ActionExecuted(ACTION_LISTEN_NAME))
                await self.save(tracker)
        return tracker

    async def keys(self) -> list[str]:
        """Returns the ids of all conversations."""
        return await run_in_thread(self._read_keys)

    async def stream_events(self, tracker: DialogueStateTracker) -> None:
        """Does nothing: Rasa calls it before it stores them."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Saves and publishes the conversation's new events, or erases all of it.

        Raises:
            Exception: whatever the database raises; then nothing is saved.
        """
        if is_to_be_erased(tracker):
            await self._erase(tracker)
            return
        if getattr(tracker, "stored", None) is None:
            # Made by somebody else, from the whole session: what is new is told by counting.
            earlier = await run_in_thread(self._read, tracker.sender_id, all_sessions=False)
            tracker.stored = len(earlier.events) if earlier else 0
        if new := list(tracker.events)[tracker.stored :]:
            rows = [_row(tracker.sender_id, event) for event in new]
            is_copied = await self._write(rows)
            tracker.stored = len(tracker.events)
            if self._recent is not None and isinstance(tracker, StoredTracker):
                self._recent.put(tracker, self.domain, rows[-1]["data"])
            if not is_copied:
                await self._publish(tracker.sender_id, new)

    async def _publish(self, sender_id: str, events: list[Event]) -> None:
        broker = self.event_broker
        if broker is None:
            return
        if self.event_copy is not None:
            await self.event_copy.catch_up()
            return

        def publish() -> None:
            for body in _bodies(sender_id, events):
                broker.publish(body)

        try:
            if isinstance(broker, _BLOCKING_BROKERS):
                await run_in_thread(publish)
            else:
                publish()
        except Exception as error:
            # The conversation has them, so the person is answered.
            logger.error("Events could not be published: %s", reason(error))

    def _look_up(self, conversation: str, message_id: str) -> tuple[Lookup, StoredTracker | None]:
        with self._reading() as connection:
            is_known = has_message(connection, conversation, message_id)
            erasure = None if is_known else answer_to(connection, key_of(conversation, message_id))
            if is_known or erasure is not None:
                return Lookup(is_known, erasure), None
            return Lookup(is_known, erasure), self._latest(connection, conversation)

    def _read_latest(self, sender_id: str) -> StoredTracker | None:
        with self._reading() as connection:
            return self._latest(connection, sender_id)

    @contextmanager
    def _reading(self) -> Iterator[Connection | PlainConnection]:
        if self._commits is None:
            with self.engine.connect() as connection:
                yield connection
            return
        with told_of_damage(self.engine), plainly(self.engine) as plain:
            yield plain

    def _latest(
        self, connection: Connection | PlainConnection, sender_id: str
    ) -> StoredTracker | None:
        recent = self._recent.take(sender_id) if self._recent is not None else None
        if (
            recent is not None
            and recent.domain is self.domain
            and recent.last == read_last_event(connection, sender_id)
        ):
            return recent.tracker
        rows = read_latest_events(connection, sender_id, self._slot_names())
        if rows is None:
            return self._read(sender_id, all_sessions=False)
        return _tracker(sender_id, rows, self.domain.slots)

    def _slot_names(self) -> list[str]:
        return [slot.name for slot in self.domain.slots]

    def _read(self, sender_id: str, *, all_sessions: bool) -> StoredTracker | None:
        with self.session_scope() as session:
            rows = self._event_query(session, sender_id, all_sessions).all()
            return _tracker(sender_id, [row.data for row in rows], self.domain.slots)

    def _read_keys(self) -> list[str]:
        with self.session_scope() as session:
            return [row.sender_id for row in session.query(self.SQLEvent.sender_id).distinct()]

    async def _write(self, rows: Sequence[dict[str, Any]]) -> bool:
        """Stores a conversation's new events; whether they are in the event broker's copy, too."""
        if self._commits is not None:
            return await result_of(self._commits.submit(rows))

        def insert() -> None:
            with self.engine.begin() as connection:
                connection.execute(_INSERT, rows)

        await run_in_thread(insert)
        return False

    def _write_all(self, rows: Sequence[dict[str, Any]]) -> bool:
        """Writes what is new in all conversations, in one transaction; whether it is copied."""
        if self.event_copy is None:
            self._insert(rows)
            return False
        with self.event_copy.joining() as copy:
            before, stored = self._insert(rows)
            return copy is not None and self.event_copy.append(copy, before, stored)

    def _insert(self, rows: Sequence[dict[str, Any]]) -> tuple[Any, list[Stored]]:
        """Stores rows; returns them with their numbers, and the row before them."""
        with told_of_damage(self.engine), plainly(self.engine) as connection:
            connection.begin()
            before = connection.execute(LAST_ROW).first()
            last = connection.insert(_INSERT, rows)
            connection.commit()
        numbers = range(last - len(rows) + 1, last + 1)
        return before, [
            Stored(number, row["sender_id"], row["data"])
            for number, row in zip(numbers, rows, strict=True)
        ]

    async def finish_erasures(self) -> bool:
        """Goes on with erasures that are confirmed and were not finished; whether there were any.

        Raises:
            Exception: whatever the stores raise when they can't be reached, or still have it.
        """
        if not self._has_unfinished_erasures:
            return False
        await self._finish_erasures()
        return True

    def forget_confirmed_erasures(self) -> None:
        """Deletes the records by which confirmations can be repeated, a day later."""
        with self.session_scope() as session:
            forget(session, time.time() - KEPT_SECONDS)
            session.commit()

    async def _erase(self, tracker: DialogueStateTracker) -> None:
        await run_in_thread(self._erase_conversation, confirmation_in(tracker))
        await self._finish_erasures()

    async def _finish_erasures(self) -> None:
        self._has_unfinished_erasures = False
        try:
            await run_in_thread(self._finish_erasing_events)
            engines = [self.engine, *([self.event_store.engine] if self.event_store else [])]
            await empty_logs(engines)
        except BaseException:
            self._has_unfinished_erasures = True
            raise

    def _erase_conversation(self, confirmation: Confirmation) -> None:
        if self.event_copy is None:
            self._delete(confirmation)
            return
        # Nothing is copied meanwhile: both stores lose the same.
        with self.event_copy.erasing(of_person(confirmation.conversation)):
            self._delete(confirmation)

    def _delete(self, confirmation: Confirmation) -> None:
        with self.session_scope() as session:
            erase_rows(session, self.SQLEvent, of_person(confirmation.conversation))
            remember(session, confirmation)
            session.commit()
        self.engine.dispose()  # SQLite has what it read in the memory of open connections

    def _finish_erasing_events(self) -> None:
        if self.event_copy is not None:
            self.event_copy.complete()
        with self.session_scope() as session:
            for erasure in unfinished(session):
                if self.event_copy is None:
                    self._erase_events(erasure.conversation, erasure.time)
                erasure.conversation = None
            session.commit()

    def _erase_events(self, conversation: str, when: float) -> None:
        if isinstance(self.event_store, EventStore):
            self.event_store.remember_erasure(conversation, when)
        if self.event_store is not None:
            erase_events(self.event_store, of_person(conversation))

    def _reconnect(self) -> None:
        """Connects in a way that outlives a database that was restarted, or a file replaced."""
        url = self.engine.url
        self.engine.dispose()
        if url.get_backend_name() == "sqlite":
            self.engine = sqlite_engine(url, [self.SQLEvent.__table__, ConfirmedErasure.__table__])
            sa.event.listen(self.engine, "handle_error", _tell_of_damage)
            self._recent = recent = RecentTrackers()
            # What connections have in memory of the file goes with them: when somebody else has
            # written it, or after an erasure.
            for event in ("invalidate", "engine_disposed"):
                sa.event.listen(self.engine, event, lambda *_: recent.clear())
        else:
            self.engine = sa.create_engine(
                url, pool_pre_ping=True, hide_parameters=True, **create_engine_kwargs(url)
            )
            make_table(self.engine)
        self.sessionmaker.configure(bind=self.engine)
        ensure_indexes(self.engine)

    def _check(self) -> None:
        try:
            with self.session_scope() as session:
                ensure_schema_exists(session)
        except ValueError as schema:
            raise ConnectionException(
                f"The database has no schema '{schema}', which {POSTGRESQL_SCHEMA} names."
            ) from None
        if isinstance(self.engine.pool, SingletonThreadPool):
            raise ConnectionException("A database in memory belongs to one thread: name a file.")
        if not sa.inspect(self.engine).has_table(self.SQLEvent.__tablename__):
            # Rasa has logged why it could not make it, and would go on without.
            raise ConnectionException("The tracker store has no table of events.")


def is_to_be_erased(tracker: DialogueStateTracker) -> bool:
    """Whether the assistant has answered the latest message by confirming the erasure."""
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return False
        if isinstance(event, BotUttered) and event.metadata.get(ERASURE) == CONFIRMED:
            return True
    return False


@contextmanager
def told_of_damage(engine: sa.engine.Engine) -> Iterator[None]:
    """Raises a sentence in place of an error that says that the SQLite file is damaged."""
    try:
        yield
    except sa.exc.DatabaseError as error:
        if is_damaged(error):
            name = Path(str(engine.url.database)).name
            raise DamagedFileError(name, error.orig) from None
        raise


def _tell_of_damage(context: Any) -> None:
    """Raises a sentence in place of an SQLite error that says that the file is damaged."""
    if is_damage(context.original_exception):
        name = Path(str(context.engine.url.database)).name
        raise DamagedFileError(name, context.original_exception) from None


def confirmation_in(tracker: DialogueStateTracker) -> Confirmation:
    """The latest message, with which everything is to be erased, and the answer to it."""
    said: list[dict[str, Any]] = []
    message_id = None
    for event in reversed(tracker.events):
        if isinstance(event, BotUttered):
            said.insert(0, event.message())
        elif isinstance(event, UserUttered):
            message_id = event.message_id
            break
    return Confirmation(tracker.sender_id, message_id or "", said)


def _tracker(sender_id: str, events: list[str], slots: Any) -> StoredTracker | None:
    """The tracker of events in JSON, with how many of them are stored."""
    if not events:
        return None
    tracker: StoredTracker = StoredTracker.from_dict(
        sender_id, [json.loads(each) for each in events], slots
    )
    tracker.stored = len(tracker.events)
    return tracker


def _row(sender_id: str, event: Event) -> dict[str, Any]:
    """What Rasa's store keeps of an event."""
    data = event.as_dict()
    return {
        "sender_id": sender_id,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get(INTENT_NAME_KEY),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }


def _bodies(sender_id: str, events: list[Event]) -> list[dict[str, Any]]:
    """What Rasa sends to event brokers."""
    return [{"sender_id": sender_id} | event.as_dict() for event in events]
