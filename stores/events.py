"""Reads the events that the assistant has sent to its event broker."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from rasa.core.brokers.sql import SQLEventBroker
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import read_endpoint_config
from sqlalchemy import JSON, Float, cast
from sqlalchemy.exc import SQLAlchemyError

from stores.event_store import EVENT_STORE, EventStore

BATCH = 1000


class EventsUnavailable(Exception):  # noqa: N818 (what it says)
    """The events can't be read; its text says why in a sentence."""


def read_events(endpoints: Path) -> Iterator[dict[str, Any]]:
    """Yields all events in the order in which they were sent.

    The report reads the event broker's store and not the tracker store, so that it leaves the
    conversations alone, and so that one store can serve several assistants.

    Args:
        endpoints: Rasa's file of that name; its ``event_broker`` must be of the type SQL, or its
            ``tracker_store`` say where events end up.

    Raises:
        EventsUnavailable: if there is no such broker, or it can't be reached.
    """
    try:
        config = read_endpoint_config(str(endpoints), "event_broker")
        tracker_store = read_endpoint_config(str(endpoints), "tracker_store")
    except RasaException as error:
        raise EventsUnavailable(f"{endpoints} can't be read: {error}") from None
    if tracker_store is not None and EVENT_STORE in tracker_store.kwargs:
        yield from _read(lambda: EventStore(**tracker_store.kwargs[EVENT_STORE]))
        return
    if config is None or str(config.type).lower() != "sql":
        kind = "nowhere" if config is None else f"to a broker of the type '{config.type}'"
        raise EventsUnavailable(
            f"{endpoints} sends the events {kind}; "
            "the report reads an event_broker of the type SQL."
        )
    if config.kwargs.get("dialect") == "sqlite" and not Path(config.kwargs["db"]).exists():
        return  # Rasa would make an empty one
    yield from _read(lambda: SQLEventBroker(host=config.url, **config.kwargs))


def _read(open_store: Callable[[], SQLEventBroker]) -> Iterator[dict[str, Any]]:
    try:
        broker = open_store()
        event = broker.SQLBrokerEvent
        with broker.session_scope() as session:
            query = session.query(event.data).order_by(*_order(broker))
            for (data,) in query.yield_per(BATCH):
                yield json.loads(data)
    except SQLAlchemyError as error:
        reason = getattr(error, "orig", error)
        raise EventsUnavailable(f"The events can't be read: {reason}.") from None


def _order(broker: SQLEventBroker) -> list[Any]:
    """Events that came late over a queue are put where they belong."""
    event = broker.SQLBrokerEvent
    if broker.engine.dialect.name != "postgresql":
        return [event.id]
    return [cast(cast(event.data, JSON)["timestamp"].as_string(), Float), event.id]
