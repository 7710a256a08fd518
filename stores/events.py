"""Reads the events that the assistant has sent to its event broker, in batches."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rasa.core.brokers.sql import SQLEventBroker
from sqlalchemy import JSON, Float, cast
from sqlalchemy.exc import SQLAlchemyError

from stores.endpoints import open_event_store
from stores.errors import StoreUnavailableError, reason

BATCH = 1000


def read_events(endpoints: Path) -> Iterator[dict[str, Any]]:
    """Yields all events in the order in which they were sent.

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
    try:
        with broker.session_scope() as session:
            query = session.query(event.data).order_by(*_order(broker))
            for (data,) in query.yield_per(BATCH):
                yield json.loads(data)
    except SQLAlchemyError as error:
        raise StoreUnavailableError(f"The events can't be read: {reason(error)}.") from None


def _order(broker: SQLEventBroker) -> list[Any]:
    """Events that came late over a queue are put where they belong."""
    event = broker.SQLBrokerEvent
    if broker.engine.dialect.name != "postgresql":
        return [event.id]
    return [cast(cast(event.data, JSON)["timestamp"].as_string(), Float), event.id]
