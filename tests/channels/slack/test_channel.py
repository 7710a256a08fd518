"""The Slack channel: on or off by its credentials, and the route for signed HTTP requests."""

from __future__ import annotations

import json
import urllib.parse
from typing import Any

import pytest
import requests

from channels.slack import SlackInput
from channels.web.channel import WebInput
from tests.channels.slack.asking import SKILLS, nothing_more_comes
from tests.channels.slack.conftest import Connected
from tests.channels.slack.stand_in import SlackStandIn
from tests.channels.slack.starting import TOKENS, NoAgent
from tests.serving import serving

JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.usefixtures("no_limits")
class TestCredentials:
    @pytest.mark.parametrize(
        ("changed", "why"),
        [
            ({"bot_token": ""}, "SLACK_BOT_TOKEN is not set; docs/slack.md tells how"),
            ({"bot_token": "xapp-1"}, "SLACK_BOT_TOKEN must be a bot token"),
            ({"app_token": "xoxb-1"}, "SLACK_APP_TOKEN must be an app-level token"),
            ({"app_token": ""}, "it needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET"),
            ({"api_url": "slack.com"}, "SLACK_API_URL must be an address"),
            ({"public_url": "ml-careers.example"}, "PUBLIC_URL must be an address"),
        ],
    )
    def test_slack_is_off_in_one_line(
        self, capsys: pytest.CaptureFixture[str], changed: dict[str, str], why: str
    ) -> None:
        channel = SlackInput.from_credentials(TOKENS | changed)
        printed = capsys.readouterr().out
        assert printed.startswith(f"Slack is off: {why}")
        assert printed.count("\n") == 1
        with serving(NoAgent(), [WebInput(), channel]) as url:
            assert requests.get(f"{url}/chat", timeout=10).status_code == 200
            events = requests.post(f"{url}/webhooks/slack/events", data="{}", timeout=10)
            assert events.status_code == 404

    @pytest.mark.parametrize("credentials", [None, {}])
    def test_no_credentials_are_as_good_as_no_token(
        self, capsys: pytest.CaptureFixture[str], credentials: dict[str, Any] | None
    ) -> None:
        assert SlackInput.from_credentials(credentials).settings is None
        assert "SLACK_BOT_TOKEN is not set" in capsys.readouterr().out


def event(slack: SlackStandIn) -> str:
    """A question, as the body of a request."""
    [body] = slack.events("U0ANN", "D0ANN", SKILLS, slack.next_ts())
    return json.dumps(body)


class TestRequests:
    def test_a_wrong_signature(self, http: SlackStandIn) -> None:
        assert http.post(event(http), JSON, secret="other").status_code == 401
        assert nothing_more_comes(http)

    def test_no_signature(self, http: SlackStandIn) -> None:
        address = f"{http.server_url}/webhooks/slack/events"
        response = requests.post(address, data=event(http), headers=JSON, timeout=10)
        assert response.status_code == 401
        assert nothing_more_comes(http)

    def test_a_replay_of_an_old_request(self, http: SlackStandIn) -> None:
        assert http.post(event(http), JSON, age=6 * 60).status_code == 401
        assert nothing_more_comes(http)

    @pytest.mark.parametrize("data", [b"{not json", b"\xff\xfe", b"[1]", b'{"event": null', b"7"])
    def test_malformed_json(self, http: SlackStandIn, data: bytes) -> None:
        assert http.post(data, JSON).status_code == 400
        assert http.post(b"payload=%7Bnot+json", FORM).status_code == 400
        assert nothing_more_comes(http)

    @pytest.mark.parametrize(
        "data",
        ["", "{}", '{"type": "event_callback"}', '{"type": "event_callback", "event": null}',
         '{"type": "event_callback", "event": {"type": "message"}}',
         '{"type": "event_callback", "event": {"type": "app_mention", "user": "U0ANN"}}',
         '{"type": "block_actions", "actions": []}'],
    )  # fmt: skip
    def test_what_slack_would_not_send(self, http: SlackStandIn, data: str) -> None:
        assert http.post(data, JSON).status_code in (200, 400)
        assert nothing_more_comes(http)

    @pytest.mark.parametrize("actions", ["0", ["0"], [7], [{"action_id": 5}], 7, {"a": 1}])
    def test_actions_that_slack_would_not_send(self, http: SlackStandIn, actions: Any) -> None:
        body = {"type": "block_actions", "team": {"id": "T0TEAM"}, "actions": actions}
        data = urllib.parse.urlencode({"payload": json.dumps(body)})
        assert http.post(data, FORM).status_code == 400
        assert nothing_more_comes(http)

    def test_slack_checks_the_address(self, http: SlackStandIn) -> None:
        response = http.post(json.dumps({"type": "url_verification", "challenge": "abc"}), JSON)
        assert response.status_code == 200
        assert response.json() == {"challenge": "abc"}

    def test_only_posts_are_taken(self, http: SlackStandIn) -> None:
        response = requests.get(f"{http.server_url}/webhooks/slack/events", timeout=10)
        assert response.status_code == 405

    def test_with_socket_mode_there_is_no_address(self, both: dict[str, Connected]) -> None:
        address = f"{both['socket'].server.url}/webhooks/slack/events"
        assert requests.post(address, data="{}", headers=JSON, timeout=10).status_code == 404
