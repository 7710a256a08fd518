"""A tracker store whose cost doesn't grow with the conversation."""

from __future__ import annotations

import json
from functools import lru_cache
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
from rasa.shared.nlu.constants import INTENT_NAME_KEY
from sqlalchemy.orm import Session

from stores.indexes import add_indexes
from stores.write_ahead_log import write_ahead

MOST_EVENTS = 40
"""How many of a session's last events are read, some five turns. The rules look one turn back, the
actions two; the slots remember the rest."""

_REACHES_BACK = tuple(
    kind.type_name for kind in (ActionReverted, AllSlotsReset, Restarted, UserUtteranceReverted)
)

# The statements are made once: that takes longer than what they do.
_event = SQLTrackerStore.SQLEvent.__table__.c
_OWN = _event.sender_id == sa.bindparam("sender_id")
_EARLIER = _event.id < sa.bindparam("before")
_LATEST = (
    sa.select(_event.id, _event.type_name, _event.action_name, _event.data)
    .where(_OWN)
    .order_by(_event.id.desc())
    .limit(MOST_EVENTS)
)
_TURNING_POINTS = (
    sa.select(_event.type_name, sa.func.max(_event.id))
    .where(_OWN, _EARLIER, _event.type_name.in_([SessionStarted.type_name, *_REACHES_BACK]))
    .group_by(_event.type_name)
)


@lru_cache(maxsize=4)
def _slots_before(names: tuple[str, ...]) -> Any:
    """The statement for the last event of each of these slots in a session, before an event."""
    # The store keeps a slot's name as that of an action. Each slot is looked up by itself, which
    # takes as long however often they were set.
    last = [
        sa.select(sa.func.max(_event.id)).where(
            _OWN,
            _EARLIER,
            _event.id > sa.bindparam("start"),
            _event.type_name == SlotSet.type_name,
            _event.action_name == name,
        )
        for name in names
    ]
    return sa.select(_event.data).where(_event.id.in_(sa.union_all(*last))).order_by(_event.id)


class RecentTrackerStore(SQLTrackerStore):
    """Rasa's SQL tracker store, which goes on from the last turns and the slots as they then were.

    Rasa's reads the whole session twice a message, and for each prediction goes through all of it.
    Nothing is lost: everything stays stored, and ``retrieve_full_tracker`` returns it. A session
    with an event that undoes earlier ones, such as a restart, is read in full.

    The events of a turn go to an SQL event broker together, all or none.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        add_indexes(self.engine)
        if isinstance(self.event_broker, SQLEventBroker):
            write_ahead(self.event_broker)

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
        new = await self.new_events(tracker)
        await self.stream_events(tracker)
        if new:
            rows = [_row(tracker.sender_id, event) for event in new]
            with self.session_scope() as session:
                session.execute(sa.insert(self.SQLEvent.__table__), rows)
                session.commit()
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
        if not new_events:
            return
        # Rasa's SQL broker would commit each event by itself: a third of a message's time.
        bodies = [{"sender_id": sender_id} | event.as_dict() for event in new_events]
        rows = [{"sender_id": sender_id, "data": json.dumps(body)} for body in bodies]
        with event_broker.session_scope() as session:
            session.execute(sa.insert(event_broker.SQLBrokerEvent.__table__), rows)
            session.commit()

    def _additional_events(
        self, session: Session | None, tracker: DialogueStateTracker
    ) -> list[Event]:
        return list(tracker.events)[tracker.stored :]

    def _recent_rows(self, session: Session, sender_id: str) -> list[str] | None:
        """The events' data; None if the whole session is needed."""
        own = {"sender_id": sender_id}
        rows = session.execute(_LATEST, own).all()
        for place, row in enumerate(rows):
            if row.type_name == SessionStarted.type_name:
                return [row.data for row in reversed(rows[: place + 1])]
        if len(rows) < MOST_EVENTS:
            return [row.data for row in reversed(rows)]
        listening = [place for place, row in enumerate(rows) if _listens(row)]
        if not listening:
            return None
        recent = rows[: listening[-1] + 1]
        before = {**own, "before": recent[-1].id}
        points = dict(session.execute(_TURNING_POINTS, before).all())
        start = points.pop(SessionStarted.type_name, 0)
        if any(undone > start for undone in points.values()):
            return None
        names = tuple(slot.name for slot in self.domain.slots)
        set_before = session.execute(_slots_before(names), {**before, "start": start})
        return [row.data for row in set_before] + [row.data for row in reversed(recent)]


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


def _listens(row: Any) -> bool:
    return bool(row.type_name == ActionExecuted.type_name and row.action_name == ACTION_LISTEN_NAME)
