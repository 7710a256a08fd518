"""A tracker store that erases a conversation when the person has asked for it and confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from rasa.core.brokers.sql import SQLEventBroker
from rasa.core.constants import POSTGRESQL_SCHEMA
from rasa.core.tracker_store import ensure_schema_exists
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import ConnectionException, RasaException
from sqlalchemy import inspect
from sqlalchemy.orm import Session

from stores.confirmation import CONFIRMED, ERASURE
from stores.erasure import erase
from stores.event_store import EventStore
from stores.person import of_same_person
from stores.recent_tracker_store import RecentTrackerStore


class StoreFailedError(RasaException):
    """Something inside a store would have ended the process."""


class ErasingTrackerStore(RecentTrackerStore):
    """Rasa's SQL tracker store, quick in long conversations, with these differences.

    - A turn that ends in erasure is not saved.
    - Events are sent to the event broker once they are stored, not before: a turn that could not
      be stored is asked again, and would be in the report twice.
    - When a database fails, what people wrote is not part of the error, which Rasa logs.
    - No error ends the process: Rasa's takes any ``ValueError`` within a session for a missing
      PostgreSQL schema, and exits. Here the schema is looked for once, at start.

    Erasing belongs here and nowhere earlier. Rasa saves the conversation, and publishes its new
    events, only when all actions of a turn have run: whatever an action erases is written back.

    Args:
        event_store: where the events end up, if the event broker is only the way there: settings
            of ``stores.event_store.EventStore``.
    """

    def __init__(
        self, *args: Any, event_store: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.event_store: SQLEventBroker | None = None
        if event_store is not None:
            self.event_store = EventStore(**event_store)
        elif isinstance(self.event_broker, SQLEventBroker):
            self.event_store = self.event_broker
            self.event_store.engine.hide_parameters = True
        self.engine.hide_parameters = True
        try:
            with self.session_scope() as session:
                ensure_schema_exists(session)
        except ValueError as schema:
            raise ConnectionException(
                f"The database has no schema '{schema}', which {POSTGRESQL_SCHEMA} names."
            ) from None
        if not inspect(self.engine).has_table(self.SQLEvent.__tablename__):
            # Rasa has logged why it could not make it, and would go on without.
            raise ConnectionException("The tracker store has no table of events.")

    @contextmanager
    def session_scope(self) -> Iterator[Session]:
        """A session, which is closed in the end; what isn't committed by then is rolled back.

        Raises:
            StoreFailedError: in place of an exit.
            Exception: whatever else is raised within it.
        """
        with self.sessionmaker() as session:
            try:
                yield session
            except SystemExit as error:
                raise StoreFailedError("The tracker store has failed.") from error

    async def stream_events(self, tracker: DialogueStateTracker) -> None:
        """Does nothing: Rasa calls it before it stores them."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Saves and sends the conversation's new events, or erases all of it."""
        if is_to_be_erased(tracker):
            self._erase(tracker.sender_id)
            return
        new = await self.new_events(tracker)
        await super().save(tracker)
        if self.event_broker is not None:
            await self._stream_new_events(self.event_broker, new, tracker.sender_id)

    def _erase(self, conversation: str) -> None:
        if isinstance(self.event_store, EventStore):
            self.event_store.remember_erasure(conversation)
        erase(self, self.event_store, lambda sender_id: of_same_person(sender_id, conversation))


def is_to_be_erased(tracker: DialogueStateTracker) -> bool:
    """Whether the assistant has answered the latest message by confirming the erasure."""
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return False
        if isinstance(event, BotUttered) and event.metadata.get(ERASURE) == CONFIRMED:
            return True
    return False
