"""Conversations that have become old go: by ``make erase-old``, and once a day in the server."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.brokers.sql import SQLEventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig, read_endpoint_config
from sanic import Sanic
from sqlalchemy.exc import SQLAlchemyError

from stores.conversations import tracker_store
from stores.erasure import erase_older, erase_older_events
from stores.event_store import EVENT_STORE, EventStore
from stores.tracker_store import ErasingTrackerStore

logger = logging.getLogger(__name__)

ENDPOINTS = Path("endpoints.yml")
SECONDS_A_DAY = 24 * 60 * 60
DEFAULT_DAYS = "30"
MOST_DAYS = 36_500
STORE_TYPES = ("sql", "stores.tracker_store.erasingtrackerstore")


class RetentionError(Exception):
    """Old conversations can't be erased; the text says why in a sentence."""


def read_days(value: str) -> int | None:
    """Reads ``RETENTION_DAYS``.

    Returns:
        The days that conversations are kept after their last event; ``None`` for ever.

    Raises:
        RetentionError: if it is no number of days and not ``off``.
    """
    if value.strip().lower() == "off":
        return None
    if not value.isdecimal() or not 0 < int(value) <= MOST_DAYS:
        raise RetentionError(f"RETENTION_DAYS must be a number of days or 'off', not '{value}'.")
    return int(value)


def erase_old(store: SQLTrackerStore, days: int) -> int:
    """Erases the conversations without an event for so many days, and their events.

    Doing it twice, or on two servers at once, does no harm.

    Args:
        store: the tracker store; where its events are is seen to as well, if that is in SQL.
        days: how many.

    Returns:
        How many conversations the tracker store had of them.

    Raises:
        RetentionError: if a store can't be reached.
    """
    before = time.time() - days * SECONDS_A_DAY
    try:
        events = getattr(store, "event_store", store.event_broker)
        if isinstance(events, SQLEventBroker):
            erase_older_events(events, before)
        if isinstance(events, EventStore):
            events.forget_erasures(before)
        return erase_older(store, before)
    except SQLAlchemyError as error:
        raise _unreachable(error) from None


def open_store(endpoints: Path = ENDPOINTS) -> ErasingTrackerStore | None:
    """Opens the tracker store and the store of events that a server would use.

    Args:
        endpoints: Rasa's file of that name.

    Returns:
        The tracker store, with the other as its event broker; ``None`` if there is nothing in it,
        because nobody has ever asked anything.

    Raises:
        RetentionError: if the file is wrong, a store can't be reached, or is none of SQL.
    """
    try:
        config = read_endpoint_config(str(endpoints), "tracker_store")
        if config is None or str(config.type).lower() not in STORE_TYPES:
            raise RetentionError(f"{endpoints} has no tracker_store in SQL.")
        broker_config = read_endpoint_config(str(endpoints), "event_broker")
        if not _exists(config):
            return None
        broker = None
        if EVENT_STORE in config.kwargs:
            broker = EventStore(**config.kwargs[EVENT_STORE])
        elif broker_config is not None and str(broker_config.type).lower() == "sql":
            broker = SQLEventBroker(host=broker_config.url, **broker_config.kwargs)
        return ErasingTrackerStore(host=config.url, event_broker=broker, **config.kwargs)
    except RasaException as error:
        raise RetentionError(f"{endpoints} can't be read: {error}") from None
    except SQLAlchemyError as error:
        raise _unreachable(error) from None


def erase_old_daily(app: Sanic) -> None:
    """Makes the server erase old conversations when it starts, and then once a day.

    In the server rather than beside it: there is nothing more to start, on one machine or on many.

    Raises:
        SystemExit: if ``RETENTION_DAYS`` is wrong.
    """
    try:
        days = read_days(os.environ.get("RETENTION_DAYS", DEFAULT_DAYS))
    except RetentionError as error:
        sys.exit(str(error))

    @app.after_server_start
    async def start(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        if days is not None:
            app.ctx.erasing_old = loop.create_task(_every_day(lambda: app.ctx.agent, days))

    @app.before_server_stop
    async def stop(app: Sanic, _: Any) -> None:
        if days is not None:
            app.ctx.erasing_old.cancel()


async def _every_day(agent: Callable[[], Agent], days: int) -> None:
    loop = asyncio.get_running_loop()
    while True:
        try:
            current = agent()
            store = tracker_store(current) if isinstance(current, Agent) else None
            if isinstance(store, SQLTrackerStore):
                await loop.run_in_executor(None, erase_old, store, days)
        except RetentionError as why:
            logger.error("%s", why)
        # Tomorrow is another day. Rasa's own SQL tracker store exits where ours raises an error.
        except (Exception, SystemExit):
            logger.exception("Erasing old conversations failed.")
        await asyncio.sleep(SECONDS_A_DAY)


def _exists(config: EndpointConfig) -> bool:
    # Rasa would make an empty SQLite file.
    kwargs = config.kwargs
    return bool(kwargs.get("dialect", "sqlite") != "sqlite") or Path(kwargs["db"]).exists()


def _unreachable(error: SQLAlchemyError) -> RetentionError:
    # With the statement, the error would name conversations.
    reason = getattr(error, "orig", None) or type(error).__name__
    return RetentionError(f"Old conversations can't be erased: {reason}.")
