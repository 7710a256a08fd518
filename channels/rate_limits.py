"""Rate limits (429, ``Retry-After``) per conversation and per client address.

They are counted in this process, or in Redis where several servers share them.
"""

from __future__ import annotations

import logging
import math
import os
import sys
from typing import NamedTuple

from sanic import Blueprint
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse
from throttled.asyncio import BaseStore, MemoryStore, RedisStore, Throttled
from throttled.constants import RateLimiterType
from throttled.exceptions import DataError
from throttled.rate_limiter import Quota, per_duration
from throttled.rate_limiter.quota_parser import parse as parse_quota

from channels.client_address import client_address
from channels.error_sentences import error_response
from guide.text import bilingual

logger = logging.getLogger(__name__)

CONVERSATION, ADDRESS = "RATE_LIMIT_CONVERSATION", "RATE_LIMIT_ADDRESS"
REDIS = "RATE_LIMIT_REDIS"
DEFAULTS = {CONVERSATION: "20 per minute", ADDRESS: "240 per minute"}
OFF = "off"
OTHERS = 10
"""So many times as often as it may ask, an address may request anything: files, pictures, …"""
TYPING = OTHERS // 2
"""So many times as often it may have questions suggested; the other half is left for all else."""
USUAL_LENGTH = 200
"""Characters of a long ordinary question. Understanding takes longer with each more."""
MOST_KEYS = 100_000  # kept in memory at a time; the longest unused is forgotten first
TOO_FAST = bilingual(
    "That was too fast. Please try again in {seconds} seconds.",
    "Vos messages se suivent trop vite. Réessayez dans {seconds} secondes.",
)
TOO_FAST_BY_A_SECOND = bilingual(
    "That was too fast. Please try again in 1 second.",
    "Vos messages se suivent trop vite. Réessayez dans 1 seconde.",
)


class Limit(NamedTuple):
    """A rate limit, and how much of it may be used at once."""

    throttled: Throttled
    at_once: int


class TooManyRequests(SanicException):
    """Somebody is too fast; its text is a sentence for them."""

    status_code = 429

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        self.reason = TOO_FAST_BY_A_SECOND if seconds == 1 else TOO_FAST
        super().__init__(self.reason.en.format(seconds=seconds))


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
        self._by_conversation = _limit(_read_quota(CONVERSATION), store)
        by_address = _read_quota(ADDRESS)
        self._by_address = _limit(by_address, store)
        self._any_by_address = _limit(by_address and _times(OTHERS, by_address), store)
        self._typing_by_address = _limit(by_address and _times(TYPING, by_address), store)

    async def count_any(self, request: Request) -> None:
        """Counts a request of any kind.

        Raises:
            TooManyRequests: if it is one too many of its address.
        """
        await _count(self._any_by_address, f"any:{client_address(request)}")

    async def count_typing(self, request: Request) -> None:
        """Counts a request for suggestions by itself, so that it keeps nobody from asking.

        Raises:
            TooManyRequests: if it is one too many of its address.
        """
        await _count(self._typing_by_address, f"typing:{client_address(request)}")

    async def count(self, request: Request, conversation: str | None, work: int = 1) -> None:
        """Counts a request that is work; of a conversation, those of each route by themselves.

        So nobody who rates many answers is kept from asking.

        Args:
            request: tells the address it came from.
            conversation: the conversation it belongs to, if it names one.
            work: for how many requests of its address it counts (see ``work_of``).

        Raises:
            TooManyRequests: if it is one too many.
        """
        await _count(self._by_address, f"address:{client_address(request)}", work)
        if conversation is not None:
            await _count(self._by_conversation, f"{request.name}:{conversation}")

    async def count_person(self, person: str) -> None:
        """Counts a message of a person whose platform tells who it is, whatever address it has.

        Args:
            person: tells them from everybody else, on all platforms.

        Raises:
            TooManyRequests: if it is one too many.
        """
        await _count(self._by_conversation, f"person:{person}")


def work_of(text: str) -> int:
    """How many messages of the usual length a text is as much work as: 1 to 11."""
    return 1 + len(text) // USUAL_LENGTH


def answer_too_many_requests(blueprint: Blueprint) -> None:
    """Makes the blueprint answer ``TooManyRequests`` with 429, Retry-After and a sentence."""

    @blueprint.exception(TooManyRequests)
    async def too_many(request: Request, error: TooManyRequests) -> HTTPResponse:
        return too_many_requests(request, error)


def too_many_requests(request: Request, error: TooManyRequests) -> HTTPResponse:
    """The answer to somebody who is too fast."""
    headers = {"Retry-After": str(error.seconds)}
    return error_response(request, error.reason, 429, headers, seconds=error.seconds)


def _read_quota(variable: str) -> Quota | None:
    value = os.environ.get(variable, DEFAULTS[variable])
    if value == OFF:
        return None
    try:
        (quota,) = parse_quota(value)
    except (DataError, ValueError):
        sys.exit(f"{variable} is '{value}', which is neither 'off' nor such as '20 per minute'.")
    return quota


def _times(times: int, quota: Quota) -> Quota:
    return per_duration(quota.rate.period, times * quota.rate.limit)


def _limit(quota: Quota | None, store: BaseStore) -> Limit | None:
    if quota is None:
        return None
    throttled = Throttled(quota=quota, using=RateLimiterType.GCRA.value, store=store)
    return Limit(throttled, quota.burst)


async def _count(limit: Limit | None, key: str, cost: int = 1) -> None:
    if limit is None:
        return
    try:
        # What counts for more than the whole limit is let through once nothing else was.
        result = await limit.throttled.limit(key, min(cost, limit.at_once))
    except Exception:
        # Nobody is turned away because Redis is.
        logger.exception("A rate limit could not be counted.")
        return
    if result.limited:
        raise TooManyRequests(math.ceil(result.state.retry_after))
