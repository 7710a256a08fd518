"""Backfill: adds the events that the queue didn't bring, from the tracker store, which has all."""

from __future__ import annotations

import json
import time

from rasa.core.tracker_store import SQLTrackerStore

from stores.event_store import EventStore

BATCH = 1000
SETTLED_SECONDS = 60
"""Younger events are looked at again: one with a lower number may still be on its way."""

STORE = "conversations"


def backfill(conversations: SQLTrackerStore, store: EventStore) -> None:
    """Adds the events that are missing, from the checkpoint on (``EventStore.position``).

    Args:
        conversations: the tracker store.
        store: where to add them.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: if one of them can't be reached; the next time goes on.
    """
    row = SQLTrackerStore.SQLEvent
    position, settled = store.position(STORE), True
    seen = position
    while True:
        with conversations.session_scope() as session:
            rows = (
                session.query(row.id, row.sender_id, row.timestamp, row.data)
                .filter(row.id > seen)
                .order_by(row.id)
                .limit(BATCH)
                .all()
            )
        if not rows:
            break
        store.add({"sender_id": sender_id, **json.loads(data)} for _, sender_id, _, data in rows)
        before = time.time() - SETTLED_SECONDS
        for number, _, timestamp, _ in rows:
            settled = settled and timestamp < before
            position = number if settled else position
            seen = number
        store.move_on(STORE, position)
