"""Failures of listeners, which are logged and take no acknowledgement back."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import ParamSpec

from channels.slack.errors import SLACK_ERRORS, raised_at, reason

logger = logging.getLogger(__name__)

P = ParamSpec("P")


def log_failures(listener: Callable[P, Awaitable[None]]) -> Callable[P, Awaitable[None]]:
    """Makes a listener one that never raises an error.

    slack-bolt 1.30 takes the acknowledgement back if the listener fails within the first 10 ms
    after it (``AsyncioListenerRunner``, which sets ``ack.response`` to ``None``): Slack would wait
    for three seconds, and then show an error or send the event again.
    """

    @wraps(listener)
    async def listen(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            await listener(*args, **kwargs)
        except SLACK_ERRORS as error:
            logger.error("A call to Slack failed: %s.", reason(error))
        except Exception as error:
            logger.error("A Slack listener failed: %s.", raised_at(error))

    return listen
