"""Retries of calls to Slack that failed in passing: exponential backoff, ``Retry-After`` heeded."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState

from channels.slack.errors import PASSING_ERRORS, is_passing

FIRST_PAUSE = 0.5
"""Seconds before the second try; each pause is twice as long as the one before."""
MOST_RETRIES = 5
LONGEST_RETRY_AFTER = 60.0


class PassingFailureRetryHandler(AsyncRetryHandler):
    """Tries again what failed in passing, of whatever content type Slack's answer is.

    The SDK's own handlers know the statuses 429, 500 and 503 and broken connections, each with a
    count of its own; Slack also says ``internal_error`` with status 200, and what stands before it
    answers 502 and 504 in HTML. A message that Slack took although it said otherwise
    (``internal_error``, ``fatal_error``) arrives twice, which is better than not at all.
    """

    def __init__(self) -> None:
        super().__init__(max_retry_count=MOST_RETRIES)

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if response is None:
            return error is not None and is_passing(error)
        if response.status_code == 429 or response.status_code >= 500:
            return True
        if response.status_code != 200:
            return False
        # What isn't JSON comes from something that stands before Slack.
        body = response.body
        return not isinstance(body, Mapping) or body.get("error") in PASSING_ERRORS

    async def prepare_for_next_attempt_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> None:
        """Waits, longer each time, and as long as Slack says."""
        state.next_attempt_requested = True
        pause = FIRST_PAUSE * 2**state.current_attempt
        await asyncio.sleep(max(pause, retry_after(response.headers if response else {})))
        state.increment_current_attempt()


def retry_after(headers: Mapping[str, str | list[str]]) -> float:
    """How many seconds Slack wants to be left alone; 0 if it doesn't say."""
    for name, value in headers.items():
        if name.lower() == "retry-after":
            first = value if isinstance(value, str) else value[0]
            return min(float(first), LONGEST_RETRY_AFTER) if first.isdecimal() else 0.0
    return 0.0


def retry_after_of(error: BaseException) -> float:
    """The same, of a call that failed."""
    if isinstance(error, SlackApiError):
        return retry_after(getattr(error.response, "headers", None) or {})
    return 0.0
