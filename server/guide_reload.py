"""Reload of the guide: SIGHUP, as ``make reload`` sends it, puts an edited one in force."""

from __future__ import annotations

import asyncio
import logging
import signal
from functools import partial

from sanic import Sanic

from guide import GuideError
from guide.edition import take_up_edited

logger = logging.getLogger(__name__)


async def reload_guide_on_hangup(_: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    """Listens for the signal; for Sanic's ``after_server_start``."""
    loop.add_signal_handler(signal.SIGHUP, partial(loop.run_in_executor, None, reload_guide))


def reload_guide() -> None:
    """Takes up the guide as it is now; if that isn't valid, the one in force stays."""
    try:
        take_up_edited()
    except GuideError as error:
        logger.error("The edited guide is not taken up, as it is not valid.\n  %s", error)
