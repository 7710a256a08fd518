"""A tracker store whose cost doesn't grow with the conversation."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.brokers.sql import SQLEventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    AllSlotsReset,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
)
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.orm import Session

MOST_EVENTS = 60
"""How many of a session's last events are read, some seven turns. The rules look one turn back, the
actions two; the slots remember the rest."""

_REACHES_BACK = tuple(
    kind.type_name for kind in (ActionReverted, AllSlotsReset, Restarted, UserUtteranceReverted)
)


class RecentTrackerStore(SQLTrackerStore):
    """Rasa's SQL tracker store, which goes on from the last turns and the slots as they then were.

    Rasa's reads the whole session twice a message, and for each prediction goes through all of it.
    Nothing is lost: everything stays stored, and ``retrieve_full_tracker`` returns it. A session
    with an event that undoes earlier ones, such as a restart, is read in full.

    The events of a turn go to an SQL event broker together, all or none.
    """

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Returns the latest session from its last turns on; None if there is no conversation."""
        with self.session_scope() as session:
            rows = self._recent_rows(session, sender_id)
        if rows is None:
            tracker = await super().retrieve(sender_id)
        elif rows:
            events = [json.loads(data) for data in rows]
            tracker = DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)
        else:
            tracker = None
        if tracker is not None:
            tracker.stored = len(tracker.events)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Saves the conversation's new events."""
        await self.new_events(tracker)
        await super().save(tracker)
        tracker.stored = len(tracker.events)

    async def stream_events(self, tracker: DialogueStateTracker) -> None:
        """Publishes the conversation's new events."""
        if self.event_broker is not None:
            new = await self.new_events(tracker)
            await self._stream_new_events(self.event_broker, new, tracker.sender_id)

    async def new_events(self, tracker: DialogueStateTracker) -> list[Event]:
        """Returns what has happened since the conversation was read or saved."""
        if not hasattr(tracker, "stored"):
            # Made by somebody else, from the whole session: what is new is told by counting.
            earlier = await super().retrieve(tracker.sender_id)
            tracker.stored = len(earlier.events) if earlier else 0
        return self._additional_events(None, tracker)

    async def _stream_new_events(
        self, event_broker: EventBroker, new_events: list[Event], sender_id: str
    ) -> None:
        if type(event_broker) is not SQLEventBroker:
            await super()._stream_new_events(event_broker, new_events, sender_id)
            return
        # Rasa's SQL broker would commit each event by itself: a third of a message's time.
        bodies = [{"sender_id": sender_id} | event.as_dict() for event in new_events]
        with event_broker.session_scope() as session:
            session.add_all(
                event_broker.SQLBrokerEvent(sender_id=sender_id, data=json.dumps(body))
                for body in bodies
            )
            session.commit()

    def _additional_events(
        self, session: Session | None, tracker: DialogueStateTracker
    ) -> list[Event]:
        return list(tracker.events)[tracker.stored :]

    def _recent_rows(self, session: Session, sender_id: str) -> list[str] | None:
        """The events' data; None if the whole session is needed."""
        event = self.SQLEvent
        columns = (event.id, event.type_name, event.action_name, event.data)
        own = sa.select(*columns).where(event.sender_id == sender_id)
        rows = session.execute(own.order_by(event.id.desc()).limit(MOST_EVENTS)).all()
        for place, row in enumerate(rows):
            if row.type_name == SessionStarted.type_name:
                return [row.data for row in reversed(rows[: place + 1])]
        if len(rows) < MOST_EVENTS:
            return [row.data for row in reversed(rows)]
        listening = [place for place, row in enumerate(rows) if _listens(row)]
        if not listening:
            return None
        recent = rows[: listening[-1] + 1]
        start = sa.select(sa.func.max(event.id)).where(
            event.sender_id == sender_id, event.type_name == SessionStarted.type_name
        )
        before = sa.and_(
            event.sender_id == sender_id,
            event.id < recent[-1].id,
            event.id > sa.func.coalesce(start.scalar_subquery(), 0),
        )
        undoing = sa.select(event.id).where(before, event.type_name.in_(_REACHES_BACK)).limit(1)
        if session.execute(undoing).first():
            return None
        # Of a slot's event, the store keeps the slot's name as that of an action.
        slots = sa.select(sa.func.max(event.id)).where(before, event.type_name == SlotSet.type_name)
        last = slots.group_by(event.action_name)
        set_before = session.execute(
            sa.select(event.data).where(event.id.in_(last)).order_by(event.id)
        )
        return [row.data for row in set_before] + [row.data for row in reversed(recent)]


def _listens(row: Any) -> bool:
    return bool(row.type_name == ActionExecuted.type_name and row.action_name == ACTION_LISTEN_NAME)
