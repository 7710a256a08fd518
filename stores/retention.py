"""Retention: old conversations are erased, by ``make erase-old`` and once a day in the server."""

from __future__ import annotations

import asyncio
import logging
import sys
import time
from typing import Any

from rasa.core.brokers.sql import SQLEventBroker
from rasa.core.tracker_store import SQLTrackerStore
from sanic import Sanic
from sqlalchemy.exc import SQLAlchemyError

from stores.conversations import tracker_store
from stores.erasure import erase_older, erase_older_events
from stores.errors import reason
from stores.event_store import EventStore
from stores.retention_days import RetentionError, retention_days
from stores.sql_event_broker import WriteAheadEventBroker
from stores.threads import run_in_thread
from stores.tracker_store import ErasingTrackerStore
from stores.write_ahead_log import LogStillReadError, empty_logs

logger = logging.getLogger(__name__)

SECONDS_A_DAY = 24 * 60 * 60


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
    events = getattr(store, "event_store", store.event_broker)
    try:
        number = _erase_old(store, events, before)
        engines = [each.engine for each in (store, events) if hasattr(each, "engine")]
        asyncio.run(empty_logs(engines))
        return number
    except SQLAlchemyError as error:
        raise RetentionError(f"Old conversations can't be erased: {reason(error)}.") from None
    except LogStillReadError as error:
        raise RetentionError(str(error)) from None


def _erase_old(store: SQLTrackerStore, events: Any, before: float) -> int:
    if isinstance(store, ErasingTrackerStore):
        store.forget_confirmed_erasures()
    if not isinstance(events, SQLEventBroker):
        return erase_older(store, before)
    is_written_here = isinstance(events, WriteAheadEventBroker)
    # Nothing is copied from the one to the other meanwhile (``stores.event_copy``).
    with events.writing() if is_written_here else events.session_scope() as session:
        number = erase_older(store, before)
        erase_older_events(session, events.SQLBrokerEvent, before)
        session.commit()
    if isinstance(events, EventStore):
        events.forget_erasures(before)
    return number


def erase_old_daily(app: Sanic) -> None:
    """Makes the server erase old conversations when it starts, and then once a day.

    In the server rather than beside it: there is nothing more to start, on one machine or on many.

    Args:
        app: the server; its ``ctx.agent`` is there once it has started.

    Raises:
        SystemExit: if ``RETENTION_DAYS`` is wrong.
    """
    try:
        days = retention_days()
    except RetentionError as error:
        sys.exit(str(error))
    if days is None:
        return

    @app.after_server_start
    async def start(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        app.ctx.erasing_old = loop.create_task(_every_day(app, days))

    @app.before_server_stop
    async def stop(app: Sanic, _: Any) -> None:
        app.ctx.erasing_old.cancel()


async def _every_day(app: Sanic, days: int) -> None:
    while True:
        try:
            store = tracker_store(app.ctx.agent)
            if isinstance(store, SQLTrackerStore):
                await run_in_thread(erase_old, store, days)
        except RetentionError as error:
            logger.error("%s", error)
        except Exception:  # tomorrow is another day
            logger.exception("Erasing old conversations failed.")
        await asyncio.sleep(SECONDS_A_DAY)
