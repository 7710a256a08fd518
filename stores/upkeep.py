"""Retries in the background: what the stores could not finish, until they can."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from sanic import Sanic

from stores.conversations import tracker_store
from stores.errors import reason
from stores.tracker_store import ErasingTrackerStore

logger = logging.getLogger(__name__)

RETRY_SECONDS = 5.0


def retry_in_background(app: Sanic) -> None:
    """Makes the server go on with erasures that weren't finished, and with copying events.

    Args:
        app: the server; its ``ctx.agent`` is there once it has started.
    """

    @app.after_server_start
    async def start(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        app.ctx.retrying = loop.create_task(_retry(app))

    @app.before_server_stop
    async def stop(app: Sanic, _: Any) -> None:
        app.ctx.retrying.cancel()


async def _retry(app: Sanic) -> None:
    is_first, told = True, ""
    while True:
        store = tracker_store(app.ctx.agent)
        if isinstance(store, ErasingTrackerStore):
            try:
                if store.event_copy is not None and not store.event_copy.is_complete:
                    await store.event_copy.catch_up()
                if await store.finish_erasures() and not is_first:
                    logger.warning("What was to be erased is erased now.")
                is_first, told = False, ""
            except Exception as error:
                if told != (told := str(error) or reason(error)):  # once
                    logger.warning("An erasure is not finished: %s", told)
        await asyncio.sleep(RETRY_SECONDS)
