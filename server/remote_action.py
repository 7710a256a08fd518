"""How Rasa asks the action server: over connections that stay open, and again if one broke.

Rasa 3.6.21, the version in ``pyproject.toml``, opens a connection for each action, sends along all
that was said so far, waits five minutes for the answer, and gives up when a connection breaks. No
setting of it changes that, so this module's action takes the place of its ``RemoteAction``, for
every channel and the shell.
"""

from __future__ import annotations

import asyncio
import atexit
from asyncio import AbstractEventLoop
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any

import rasa
import rasa.core.actions.action
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
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

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


def apply() -> None:
    """Lets Rasa ask in this way, in the whole process."""
    rasa.core.actions.action.RemoteAction = QuickRemoteAction


class QuickRemoteAction(RemoteAction):
    """Rasa's remote action, which costs the same however long the conversation is."""

    def __init__(self, name: str, action_endpoint: EndpointConfig | None) -> None:
        super().__init__(name, action_endpoint and ActionServer(action_endpoint))

    def _action_call_format(self, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
        events = [event.as_dict() for event in last_turns(tracker.events)]
        call = {
            "next_action": self.name(),
            "sender_id": tracker.sender_id,
            "tracker": tracker.current_state() | {"events": events},
            "version": rasa.__version__,
        }
        if (
            not self._is_selective_domain_enabled()
            or domain.does_custom_action_explicitly_need_domain(self.name())
        ):
            call["domain"] = domain.as_dict()
        return call


class ActionServer(EndpointConfig):
    """Rasa's endpoint with a session that stays open, and with patience for a restart."""

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

    def session(self) -> AbstractAsyncContextManager[RetryClient]:
        """The session of this event loop, which leaving the context doesn't close."""
        return nullcontext(_session_of(asyncio.get_running_loop()))

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        """Does as Rasa's does, within ``ANSWER_SECONDS``.

        Raises:
            aiohttp.ClientError: if there was no answer, or an error.
        """
        kwargs["timeout"] = ClientTimeout(sock_connect=ANSWER_SECONDS / 5)
        if self.basic_auth:  # Rasa puts it into the session
            kwargs["auth"] = BasicAuth(self.basic_auth["username"], self.basic_auth["password"])
        try:
            return await asyncio.wait_for(super().request(*args, **kwargs), ANSWER_SECONDS)
        except asyncio.TimeoutError:
            raise ServerTimeoutError(f"no answer within {ANSWER_SECONDS:g} seconds") from None


def last_turns(events: Sequence[Event]) -> list[Event]:
    """The events from the last but one thing that the person said, or from the beginning."""
    turns, last = 0, []
    for event in reversed(events):
        last.append(event)
        turns += isinstance(event, UserUttered)
        if turns == TURNS:
            break
    return last[::-1]


_sessions: dict[AbstractEventLoop, RetryClient] = {}


def _session_of(loop: AbstractEventLoop) -> RetryClient:
    if loop not in _sessions:
        connector = TCPConnector(keepalive_timeout=KEEP_ALIVE_SECONDS)
        atexit.register(connector.close)  # or aiohttp complains that nobody did
        _sessions[loop] = RetryClient(ClientSession(connector=connector), retry_options=RETRIES)
    return _sessions[loop]
