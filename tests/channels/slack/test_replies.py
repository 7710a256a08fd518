"""Messages in channels and ephemeral messages, also where Slack refuses one."""

from __future__ import annotations

from aiohttp import web

from tests.channels.slack.asking import SKILLS
from tests.channels.slack.stand_in import SlackStandIn, too_soon


def test_it_waits_for_ephemeral_messages_too(http: SlackStandIn) -> None:
    http.refusals["response_url"] = [too_soon(1)]
    http.command("U0ANN", "C0NOTIN", SKILLS)
    http.wait_for(1)
    first, second = [moment for name, _, moment in http.calls if name == "response_url"]
    assert second - first >= 1


def test_blocks_that_slack_does_not_take_arrive_as_text(http: SlackStandIn) -> None:
    refusal = web.json_response({"ok": False, "error": "invalid_blocks"})
    http.refusals["chat.postMessage"] = [refusal]
    http.write("U0ANN", "D0ANN", SKILLS)
    [answer] = http.wait_for(1)
    assert answer.blocks == []
    assert answer.text.startswith("You need the right skills")
