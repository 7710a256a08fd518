"""A listener that fails is logged in a line, and its request stays acknowledged."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.listener.async_listener import AsyncCustomListener
from slack_sdk.errors import SlackApiError

from channels.slack.listeners import register_listeners
from channels.slack.listeners.failures import log_failures
from tests.channels.slack.stand_in import ACKNOWLEDGE_SECONDS, SlackStandIn
from tests.channels.slack.test_channel import JSON

EVENT = {"type": "event_callback", "team_id": "T1", "event": {"type": "team_join"}}


async def authorize() -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1")


def new_app() -> AsyncApp:
    return AsyncApp(
        authorize=authorize, signing_secret="secret", request_verification_enabled=False
    )


@pytest.mark.parametrize(
    ("error", "logged"),
    [
        (ValueError("what Ann wrote"), "A Slack listener failed: ValueError at test_failures.py"),
        (SlackApiError("x", {"error": "not_in_channel"}), "A call to Slack failed: not_in_channel"),  # type: ignore[no-untyped-call]
    ],
)
def test_it_is_acknowledged_all_the_same(
    caplog: pytest.LogCaptureFixture, error: Exception, logged: str
) -> None:
    async def run() -> tuple[int, float]:
        app = new_app()

        @app.event("team_join")
        @log_failures
        async def fail() -> None:
            raise error

        start = time.monotonic()
        response = await app.async_dispatch(AsyncBoltRequest(body=EVENT, mode="socket_mode"))
        return response.status, time.monotonic() - start

    status, seconds = asyncio.run(run())
    assert (status, seconds < ACKNOWLEDGE_SECONDS) == (200, True)
    assert logged in caplog.text
    assert "Ann" not in caplog.text


def test_all_listeners_are_such() -> None:
    app = new_app()
    register_listeners(app, None)  # type: ignore[arg-type]
    listeners: list[Any] = app._async_listeners
    assert listeners
    for listener in listeners:
        assert isinstance(listener, AsyncCustomListener)
        assert hasattr(listener.ack_function, "__wrapped__"), listener.ack_function


def test_an_event_that_lacks_something(http: SlackStandIn) -> None:
    body = json.dumps(http.envelope({"type": "app_home_opened", "tab": "home"}))
    response = http.post(body, JSON)
    assert (response.status_code, response.text) == (200, "")
