"""Reads the events that the assistant has sent to its event broker, in batches."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from stores.endpoints import open_event_store
from stores.errors import StoreUnavailableError, reason
from stores.event_store import EventStore

BATCH = 1000


def read_events(endpoints: Path) -> Iterator[dict[str, Any]]:
    """Yields all events; those of each conversation in the order in which they happened.

    The report reads the event broker's store and not the tracker store, so that it leaves the
    conversations alone, and so that one store can serve several assistants.

    Args:
        endpoints: Rasa's file of that name; its ``event_broker`` must be in SQL, or its
            ``tracker_store`` say where events end up.

    Raises:
        StoreUnavailableError: if there is no such broker, or it can't be reached.
    """
    broker = open_event_store(endpoints)
    if broker is None:
        return
    event = broker.SQLBrokerEvent
    over_a_queue = isinstance(broker, EventStore)
    order = (event.sender_id, event.id) if over_a_queue else (event.id,)
    try:
        with broker.session_scope() as session:
            rows = session.query(event.data).order_by(*order).yield_per(BATCH)
            events = (json.loads(data) for (data,) in rows)
            yield from _in_time(events) if over_a_queue else events
    except SQLAlchemyError as error:
        raise StoreUnavailableError(f"The events can't be read: {reason(error)}.") from None


def _in_time(events: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Puts events that came late where they belong, conversation by conversation.

    Not by the database: PostgreSQL reads no JSON with characters in it that it can't hold as text.
    """
    for _, conversation in groupby(events, itemgetter("sender_id")):
        yield from sorted(conversation, key=lambda event: event.get("timestamp") or 0.0)
