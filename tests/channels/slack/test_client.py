"""The client of Slack's Web API."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from slack_sdk.errors import SlackRequestError

from channels.slack.client import WORKSPACE_TOKEN, SlackClient, new_session
from tests.channels.slack.stand_in import BOT_TOKEN, SlackStandIn, page


def call(slack: SlackStandIn, workspace_token: str | None = None, **named: Any) -> None:
    """Posts a message, with the token of a workspace if there is one."""

    async def run() -> None:
        WORKSPACE_TOKEN.set(workspace_token)
        async with new_session() as session:
            client = SlackClient(BOT_TOKEN, f"{slack.url}/api/", session, [])
            await client.chat_postMessage(channel="D0ANN", text="an answer", **named)

    asyncio.run(run())


@pytest.mark.parametrize("content_type", ["text/plain", "application/json"])
def test_an_answer_that_is_not_json_is_an_error_of_slacks(content_type: str) -> None:
    with SlackStandIn() as slack:
        slack.refusals["chat.postMessage"] = [page(200, content_type, '"ok"')]
        with pytest.raises(SlackRequestError, match=r"chat\.postMessage: an answer that isn't"):
            call(slack)


def test_each_workspace_has_its_token() -> None:
    with SlackStandIn() as slack:
        slack.workspaces = {"xoxb-one": "T0ONE", "xoxb-two": "T0TWO"}
        call(slack)
        call(slack, "xoxb-one")
        call(slack, "xoxb-one", token="xoxb-two")
        assert [token for _, token in slack.used] == [BOT_TOKEN, "xoxb-one", "xoxb-two"]
