"""Opens the stores that endpoints.yml names, for programs that run beside the server."""

from __future__ import annotations

from pathlib import Path
from typing import TypeGuard

from rasa.core.brokers.sql import SQLEventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.exceptions import RasaException
from rasa.shared.utils.common import class_from_module_path
from rasa.utils.endpoints import EndpointConfig, read_endpoint_config
from sqlalchemy.exc import SQLAlchemyError

from stores.errors import StoreUnavailableError, reason
from stores.event_store import EventStore
from stores.tracker_store import ErasingTrackerStore

ENDPOINTS = Path("endpoints.yml")
EVENT_STORE = "event_store"
"""The setting of the tracker store that says where events end up."""


def read_endpoint(endpoints: Path, name: str) -> EndpointConfig | None:
    """Reads one entry of the file, such as ``tracker_store``; ``None`` if it has none.

    Raises:
        StoreUnavailableError: if the file can't be read.
    """
    try:
        return read_endpoint_config(str(endpoints), name)
    except RasaException as error:
        raise StoreUnavailableError(f"{endpoints} can't be read: {error}") from None


def open_tracker_store(endpoints: Path = ENDPOINTS) -> ErasingTrackerStore | None:
    """Opens the tracker store, and with it the store of its events if that is in SQL.

    Args:
        endpoints: Rasa's file of that name.

    Returns:
        ``None`` if there is nothing in it, because nobody has ever asked anything.

    Raises:
        StoreUnavailableError: if the file is wrong, or a store can't be reached or isn't in SQL.
    """
    config = read_endpoint(endpoints, "tracker_store")
    if config is None or not _is_sql(config, SQLTrackerStore):
        raise StoreUnavailableError(f"{endpoints} has no tracker_store in SQL.")
    broker_config = read_endpoint(endpoints, "event_broker")
    if not _exists(config):
        return None
    try:
        broker = None
        if EVENT_STORE not in config.kwargs and _is_sql(broker_config, SQLEventBroker):
            broker = SQLEventBroker(host=broker_config.url, **broker_config.kwargs)
        return ErasingTrackerStore(host=config.url, event_broker=broker, **config.kwargs)
    except RasaException as error:
        raise StoreUnavailableError(str(error)) from None
    except SQLAlchemyError as error:
        raise StoreUnavailableError(f"A store can't be opened: {reason(error)}.") from None


def open_event_store(endpoints: Path = ENDPOINTS) -> SQLEventBroker | None:
    """Opens where events end up: the event broker, or the ``event_store`` of the tracker store.

    Args:
        endpoints: Rasa's file of that name.

    Returns:
        ``None`` if there is nothing in it, because nobody has ever asked anything.

    Raises:
        StoreUnavailableError: if the file is wrong, or the store can't be reached or isn't in SQL.
    """
    tracker_store = read_endpoint(endpoints, "tracker_store")
    config = read_endpoint(endpoints, "event_broker")
    try:
        if tracker_store is not None and EVENT_STORE in tracker_store.kwargs:
            return EventStore(**tracker_store.kwargs[EVENT_STORE])
        if not _is_sql(config, SQLEventBroker):
            kind = "nowhere" if config is None else f"to a broker of the type '{config.type}'"
            raise StoreUnavailableError(
                f"{endpoints} sends the events {kind}; "
                "the report reads an event_broker of the type SQL."
            )
        return SQLEventBroker(host=config.url, **config.kwargs) if _exists(config) else None
    except SQLAlchemyError as error:
        raise StoreUnavailableError(f"The events can't be read: {reason(error)}.") from None


def _is_sql(config: EndpointConfig | None, base: type) -> TypeGuard[EndpointConfig]:
    """Whether a store's ``type`` is Rasa's ``SQL``, or the path of a class made from that."""
    if config is None or str(config.type).lower() == "sql":
        return config is not None
    try:
        return issubclass(class_from_module_path(str(config.type)), base)
    except (ImportError, RasaException):  # another of Rasa's names, or a class that isn't there
        return False


def _exists(config: EndpointConfig) -> bool:
    # Rasa would make an empty SQLite file.
    kwargs = config.kwargs
    return bool(kwargs.get("dialect", "sqlite") != "sqlite") or Path(kwargs["db"]).exists()
