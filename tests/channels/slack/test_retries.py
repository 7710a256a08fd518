"""Calls to Slack that fail in passing are made again, with growing pauses."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest
from aiohttp import web
from slack_sdk.errors import SlackApiError, SlackRequestError

from channels.slack import retries
from channels.slack.client import SlackClient, new_session
from channels.slack.errors import SLACK_ERRORS, is_passing, reason
from channels.slack.retries import MOST_RETRIES, PassingFailureRetryHandler, retry_after
from tests.channels.slack.stand_in import BOT_TOKEN, SlackStandIn, page, refusal, too_soon

PASSING = {
    "internal_error": lambda: refusal("internal_error"),
    "fatal_error": lambda: refusal("fatal_error"),
    "service_unavailable": lambda: refusal("service_unavailable", 503),
    "HTML 502": lambda: page(502, "text/html"),
    "HTML 200": lambda: page(200, "text/html"),
    "text 503": lambda: page(503, "text/plain", "upstream connect error"),
    "text 200": lambda: page(200, "text/plain", "ok"),
    "broken JSON 500": lambda: page(500, "application/json", "{"),
    "empty 504": lambda: web.Response(status=504),
    "429": lambda: too_soon(0),
}


def post(slack: SlackStandIn) -> None:
    """Posts a message as the app does."""

    async def run() -> None:
        async with new_session() as session:
            client = SlackClient(
                BOT_TOKEN, f"{slack.url}/api/", session, [PassingFailureRetryHandler()]
            )
            await client.chat_postMessage(channel="D0ANN", text="an answer")

    asyncio.run(run())


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests wait less than people may."""
    monkeypatch.setattr(retries, "FIRST_PAUSE", 0.02)


@pytest.mark.parametrize("kind", PASSING)
def test_a_passing_failure_is_tried_again(kind: str) -> None:
    with SlackStandIn() as slack:
        slack.refusals["chat.postMessage"] = [PASSING[kind](), PASSING[kind]()]
        post(slack)
        assert [sent.text for sent in slack.sent] == ["an answer"]
        assert len(slack.calls) == 3


def test_each_pause_is_longer_and_as_long_as_slack_says() -> None:
    with SlackStandIn() as slack:
        slack.refusals["chat.postMessage"] = [
            refusal("internal_error"),
            refusal("internal_error"),
            refusal("internal_error"),
            too_soon(1),
        ]
        post(slack)
        times = [moment for _, _, moment in slack.calls]
    pauses = [after - before for before, after in pairwise(times)]
    assert pauses[0] < pauses[1] < pauses[2]
    assert pauses[3] >= 1


@pytest.mark.parametrize("kind", PASSING)
def test_what_does_not_pass_is_an_error_that_is_told(kind: str) -> None:
    with SlackStandIn() as slack:
        slack.refusals["chat.postMessage"] = [PASSING[kind]() for _ in range(MOST_RETRIES + 1)]
        with pytest.raises(SLACK_ERRORS) as raised:
            post(slack)
        assert len(slack.calls) == MOST_RETRIES + 1
    assert is_passing(raised.value)
    assert isinstance(raised.value, SlackApiError | SlackRequestError)
    assert reason(raised.value)


@pytest.mark.parametrize("code", ["not_in_channel", "invalid_blocks", "token_revoked"])
def test_a_refusal_for_good_is_not_tried_again(code: str) -> None:
    with SlackStandIn() as slack:
        slack.refusals["chat.postMessage"] = [refusal(code)]
        with pytest.raises(SlackApiError):
            post(slack)
        assert len(slack.calls) == 1


def test_a_connection_that_breaks_is_tried_again() -> None:
    with SlackStandIn() as slack:
        slack.breaking["chat.postMessage"] = 2
        post(slack)
        assert len(slack.sent) == 1


def test_how_long_slack_wants_to_be_left_alone() -> None:
    assert retry_after({"retry-after": "7"}) == 7
    assert retry_after({"Retry-After": ["30"]}) == 30
    assert retry_after({"Retry-After": "99999"}) == retries.LONGEST_RETRY_AFTER
    assert retry_after({"Retry-After": "soon"}) == retry_after({}) == 0
