"""How Rasa calls the action server: over keep-alive connections, with retries and a request id."""

from __future__ import annotations

import asyncio
import time
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any

from aiohttp import (
    BasicAuth,
    ClientConnectionError,
    ClientPayloadError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    ServerTimeoutError,
    TCPConnector,
)
from aiohttp_retry import ExponentialRetry, RetryClient
from rasa.shared.core.events import UserUttered
from rasa.utils.endpoints import EndpointConfig

from monitoring.metrics import ACTION_SECONDS
from monitoring.request_ids import request_id_header

ANSWER_SECONDS = 10.0
"""How long an answer may take, with all that is tried again. (The page waits for 25 seconds.)"""


async def _is_whole(response: ClientResponse) -> bool:
    await response.read()
    return True


RETRIES = ExponentialRetry(
    # After 0.1, 0.2, 0.4, then every 0.5 seconds, for 8 in all: a restarted action server is back
    # by then, also on a busy machine. Actions only look things up, so one may well run twice.
    attempts=19,
    start_timeout=0.05,
    max_timeout=0.5,
    exceptions={ClientConnectionError, ClientPayloadError},
    retry_all_server_errors=False,
    evaluate_response_callback=_is_whole,
)

KEEP_ALIVE_SECONDS = 4.0
"""An unused connection is kept for less than Sanic's 5 seconds, so that it's us who close it."""

TURNS = 2
"""What an action is told of: this turn, and the one before, which may have asked something."""


class ActionEndpoint(EndpointConfig):
    """Rasa's endpoint, for the action server that nearly every answer comes from.

    Rasa's opens a connection for each action, sends along all that was said so far, waits five
    minutes for the answer, and gives up when a connection breaks. Here connections stay open
    (keep-alive), a call whose connection broke is made again (retry), an answer has a deadline
    (timeout), a call costs the same however long the conversation is, carries the request id, and
    is timed for ``/metrics``.

    Args:
        endpoint: as ``endpoints.yml`` says; its settings hold.
    """

    def __init__(self, endpoint: EndpointConfig) -> None:
        super().__init__(
            endpoint.url,
            endpoint.params,
            endpoint.headers,
            endpoint.basic_auth,
            endpoint.token,
            endpoint.token_name,
            endpoint.cafile,
            **endpoint.kwargs,
        )
        self._session: RetryClient | None = None

    def session(self) -> AbstractAsyncContextManager[RetryClient]:
        """The session of the running event loop, which leaving the context doesn't close."""
        if self._session is None:
            connector = TCPConnector(keepalive_timeout=KEEP_ALIVE_SECONDS)
            self._session = RetryClient(ClientSession(connector=connector), retry_options=RETRIES)
        return nullcontext(self._session)

    async def close(self) -> None:
        """Closes the connections."""
        if self._session is not None:
            await self._session.close()

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        """Calls an action as Rasa's endpoint does, within ``ANSWER_SECONDS``.

        Raises:
            aiohttp.ClientError: if there was no answer, or an error.
        """
        kwargs["timeout"] = ClientTimeout(sock_connect=ANSWER_SECONDS / 5)
        kwargs["headers"] = kwargs.get("headers", {}) | request_id_header()
        if self.basic_auth:  # Rasa puts it into the session
            kwargs["auth"] = BasicAuth(self.basic_auth["username"], self.basic_auth["password"])
        if "json" in kwargs:
            kwargs["json"] = with_last_turns(kwargs["json"])
        start, result = time.perf_counter(), "failed"
        try:
            answer = await asyncio.wait_for(super().request(*args, **kwargs), ANSWER_SECONDS)
            result = "ok"
            return answer
        except asyncio.TimeoutError:
            raise ServerTimeoutError(f"no answer within {ANSWER_SECONDS:g} seconds") from None
        finally:
            ACTION_SECONDS.labels(result).observe(time.perf_counter() - start)


def with_last_turns(call: dict[str, Any]) -> dict[str, Any]:
    """Returns an action's call with the tracker's last ``TURNS`` turns instead of all events.

    Args:
        call: as Rasa sends it to the action server.
    """
    tracker, turns, last = call["tracker"], 0, []
    for event in reversed(tracker["events"] or []):
        last.append(event)
        turns += event["event"] == UserUttered.type_name
        if turns == TURNS:
            break
    return {**call, "tracker": {**tracker, "events": last[::-1]}}
