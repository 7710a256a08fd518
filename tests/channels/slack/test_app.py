"""The Slack app: what nobody listens to is acknowledged, and the log has no secrets."""

from __future__ import annotations

import pytest

from tests.channels.slack.asking import SKILLS, nothing_more_comes
from tests.channels.slack.conftest import Connected
from tests.channels.slack.stand_in import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, SlackStandIn


@pytest.mark.parametrize("kind", ["reaction_added", "team_join", "something_new"])
def test_events_of_other_kinds(slack: SlackStandIn, kind: str) -> None:
    slack.deliver("events_api", slack.envelope({"type": kind, "user": "U0ANN"}))
    assert nothing_more_comes(slack)


def test_buttons_and_shortcuts_of_other_kinds(slack: SlackStandIn) -> None:
    person = {"user": {"id": "U0ANN"}, "team": {"id": "T0TEAM"}, "trigger_id": "1.x"}
    action = {"action_id": "other", "type": "button", "value": "x", "action_ts": "1.1"}
    slack.deliver("interactive", {"type": "block_actions", "actions": [action], **person})
    slack.deliver("interactive", {"type": "shortcut", "callback_id": "other", **person})
    assert nothing_more_comes(slack)


def test_the_logs_have_no_secrets_and_nobodys_words(
    http: SlackStandIn, both: dict[str, Connected]
) -> None:
    for each in both.values():
        log = each.server.log("server")
        for secret in (BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, SKILLS, "Traceback"):
            assert secret not in log
