"""Nobody can flood the assistant: limits per conversation and per address.

They are counted in this process, or in Redis where several servers share them.
"""

from __future__ import annotations

import ipaddress
import logging
import math
import os
import sys

from sanic import Blueprint
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json
from throttled.asyncio import BaseStore, MemoryStore, RedisStore, Throttled
from throttled.constants import RateLimiterType
from throttled.exceptions import DataError

logger = logging.getLogger(__name__)

CONVERSATION, ADDRESS = "RATE_LIMIT_CONVERSATION", "RATE_LIMIT_ADDRESS"
REDIS = "RATE_LIMIT_REDIS"
DEFAULTS = {CONVERSATION: "20 per minute", ADDRESS: "240 per minute"}
OFF = "off"
MOST_KEYS = 100_000  # kept in memory at a time; the longest unused is forgotten first


class TooManyRequests(SanicException):
    """Somebody is too fast; its text is a sentence for them."""

    status_code = 429

    def __init__(self, seconds: int) -> None:
        unit = "second" if seconds == 1 else "seconds"
        super().__init__(f"That was too fast. Please try again in {seconds} {unit}.")
        self.seconds = seconds


class RateLimits:
    """Counts requests, and stops those beyond the limits of the environment variables.

    ``RATE_LIMIT_CONVERSATION`` and ``RATE_LIMIT_ADDRESS`` are such as ``20 per minute``: that many
    at once, and as many over each minute. ``off`` turns one off. ``RATE_LIMIT_REDIS`` is the
    address of a Redis server, such as ``redis://localhost:6379/2``.

    Raises:
        SystemExit: if one of them can't be read; the message names it.
    """

    def __init__(self) -> None:
        redis = os.environ.get(REDIS)
        store: BaseStore = (
            RedisStore(server=redis) if redis else MemoryStore(options={"MAX_SIZE": MOST_KEYS})
        )
        self._by_conversation = _read_limit(CONVERSATION, store)
        self._by_address = _read_limit(ADDRESS, store)

    async def count(self, request: Request, conversation: str | None) -> None:
        """Counts a request; of a conversation, those of each route by themselves.

        So nobody who rates many answers is kept from asking.

        Args:
            request: tells the address it came from.
            conversation: the conversation it belongs to, if it names one.

        Raises:
            TooManyRequests: if it is one too many.
        """
        await _count(self._by_address, f"address:{client_address(request)}")
        if conversation is not None:
            await _count(self._by_conversation, f"{request.path}:{conversation}")


def client_address(request: Request) -> str:
    """The network address a request came from, as far as it tells people apart.

    That is the other end of the connection or, behind as many proxies as Sanic's setting
    ``SANIC_PROXIES_COUNT`` says, the address that the outermost of them saw: ``X-Forwarded-For``
    is believed no further, because anyone can write it. One household or server has a whole /64
    network of IPv6 addresses, so that counts as one.
    """
    address = (request.remote_addr or request.ip).strip("[]")
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:  # a Unix socket, or a name some proxies write instead
        return address
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network(f"{parsed}/64", strict=False))


def answer_too_many_requests(blueprint: Blueprint) -> None:
    """Makes the blueprint answer ``TooManyRequests`` with 429, Retry-After and a sentence."""

    @blueprint.exception(TooManyRequests)
    async def too_many(_: Request, error: TooManyRequests) -> HTTPResponse:
        headers = {"Retry-After": str(error.seconds)}
        return json({"error": str(error)}, status=429, headers=headers)


def _read_limit(variable: str, store: BaseStore) -> Throttled | None:
    value = os.environ.get(variable, DEFAULTS[variable])
    if value == OFF:
        return None
    try:
        return Throttled(quota=value, using=RateLimiterType.GCRA.value, store=store)
    except DataError:
        sys.exit(f"{variable} is '{value}', which is neither 'off' nor such as '20 per minute'.")


async def _count(limit: Throttled | None, key: str) -> None:
    if limit is None:
        return
    try:
        result = await limit.limit(key)
    except Exception:
        # Nobody is turned away because Redis is.
        logger.exception("A rate limit could not be counted.")
        return
    if result.limited:
        raise TooManyRequests(math.ceil(result.state.retry_after))
