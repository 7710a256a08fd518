"""Setting Slack up: tokens, the manifest, and a server that starts without Slack."""

from __future__ import annotations

import logging
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import requests
from aiohttp import web

from channels.ask import APOLOGY
from channels.slack import SlackInput, socket_mode
from channels.slack.listeners.command import COMMAND
from channels.web.channel import WebInput
from tests.channels.slack.stand_in import (
    MANIFEST,
    METHODS,
    SlackStandIn,
    read_manifest,
    too_soon,
)
from tests.serving import serving

TOKENS = {
    "bot_token": "xoxb-1",
    "app_token": "xapp-1",
    "signing_secret": "",
    "api_url": "https://slack.com/api/",
    "public_url": "",
}
ADDRESS = "https://ml-careers.example/webhooks/slack/events"


class NoAgent:
    """Stands in for Rasa's agent while it has no model."""

    def is_ready(self) -> bool:
        """Whether there is a model."""
        return False


def credentials(slack: SlackStandIn, *, socket_mode: bool) -> dict[str, str]:
    """The channel's credentials for a stand-in."""
    names = {"SLACK_API_URL": "api_url"}
    return {
        names.get(name, name.removeprefix("SLACK_").lower()): value
        for name, value in slack.settings(socket_mode=socket_mode).items()
    }


def wait_for_log(caplog: pytest.LogCaptureFixture, words: str) -> None:
    """Waits until a line with these words is logged."""
    for _ in range(1000):
        if words in caplog.text:
            return
        Event().wait(0.01)
    raise AssertionError(f"{words!r} was not logged:\n{caplog.text}")


@pytest.mark.usefixtures("no_limits")
class TestTokens:
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

    @pytest.mark.parametrize(
        ("code", "socket_mode"),
        [("invalid_auth", True), ("token_revoked", False), ("account_inactive", True)],
    )
    def test_a_token_that_slack_refuses(
        self, caplog: pytest.LogCaptureFixture, code: str, socket_mode: bool
    ) -> None:
        with SlackStandIn() as slack:
            slack.token_error = code
            channel = SlackInput.from_credentials(credentials(slack, socket_mode=socket_mode))
            with serving(NoAgent(), [WebInput(), channel]) as url:
                wait_for_log(caplog, "Slack is off")
                assert requests.get(f"{url}/chat", timeout=10).status_code == 200
                events = requests.post(f"{url}/webhooks/slack/events", data="{}", timeout=10)
                assert events.status_code == (404 if socket_mode else 503)
            [line] = [each for each in caplog.messages if "Slack" in each]
            assert line == (
                f"Slack is off: it refuses SLACK_BOT_TOKEN ({code}: the token is wrong or was "
                "revoked; see docs/slack.md)."
            )
            assert [name for name, _, _ in slack.calls] == ["auth.test"]

    def test_an_app_token_that_slack_refuses(self, caplog: pytest.LogCaptureFixture) -> None:
        with SlackStandIn() as slack:
            wrong = credentials(slack, socket_mode=True) | {"app_token": "xapp-wrong"}
            with serving(NoAgent(), [WebInput(), SlackInput.from_credentials(wrong)]) as url:
                wait_for_log(caplog, "Slack is off")
                assert requests.get(f"{url}/chat", timeout=10).status_code == 200
            [line] = [each for each in caplog.messages if "Slack" in each]
            assert line.startswith("Slack is off: it refuses SLACK_APP_TOKEN (invalid_auth")
            assert "xapp" not in caplog.text

    def test_slack_that_cannot_be_reached_is_tried_again(
        self, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
    ) -> None:
        caplog.set_level(logging.WARNING)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        unreachable = TOKENS | {"api_url": f"http://127.0.0.1:{port}/api/"}
        with serving(NoAgent(), [WebInput(), SlackInput.from_credentials(unreachable)]) as url:
            wait_for_log(caplog, "Slack can't be reached")
            assert requests.get(f"{url}/chat", timeout=10).status_code == 200

    def test_a_websocket_that_fails_gets_a_new_address(
        self, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(socket_mode, "CONNECT_SECONDS", 0.5)
        with SlackStandIn() as slack:
            slack.refusals["link"] = [web.Response(status=503)]
            channel = SlackInput.from_credentials(credentials(slack, socket_mode=True))
            with serving(NoAgent(), [WebInput(), channel]):
                slack.wait_until(lambda: slack.connections == 1)
            asked = [name for name, _, _ in slack.calls if name == "apps.connections.open"]
            assert len(asked) == 2
            assert "Slack can't be reached (no WebSocket); trying again." in caplog.messages

    def test_it_says_when_it_is_connected(self, capsys: pytest.CaptureFixture[str]) -> None:
        with SlackStandIn() as slack:
            channel = SlackInput.from_credentials(credentials(slack, socket_mode=True))
            with serving(NoAgent(), [WebInput(), channel]):
                printed = ""
                while not printed:
                    Event().wait(0.01)
                    printed = capsys.readouterr().out
            slack.wait_until(lambda: slack.open_connections == 0)
        assert printed == "Slack: answering as @mlcareer in Stand-in, over Socket Mode\n"


def test_the_example_of_settings_names_settings_that_exist() -> None:
    defaults, example = (
        set(re.findall(r"^#?([A-Z_]+)=", Path(file).read_text(encoding="utf-8"), re.MULTILINE))
        for file in ("defaults.env", ".env.example")
    )
    assert {"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"} <= example <= defaults


@pytest.mark.usefixtures("no_limits")
class TestStopping:
    def test_answers_under_way_are_sent_and_new_questions_are_not_taken(self) -> None:
        with SlackStandIn() as slack:
            channel = SlackInput.from_credentials(credentials(slack, socket_mode=False))
            with serving(NoAgent(), [WebInput(), channel]) as slack.server_url:
                slack.wait_for_call("auth.test")
                while slack.post("{}", {}).status_code == 503:
                    Event().wait(0.01)
                slack.refusals["chat.postMessage"] = [too_soon(1)]
                slack.write("U0ANN", "D0ANN", "Which skills do I need?")
                slack.wait_for_call("chat.postMessage")
            assert [each.text for each in slack.sent] == [APOLOGY]


class TestManifest:
    """Limits: https://docs.slack.dev/reference/app-manifest."""

    def both_ways(self) -> Iterator[dict[str, Any]]:
        text = MANIFEST.read_text(encoding="utf-8")
        yield read_manifest(text)
        yield read_manifest(
            text.replace("#HTTP ", "").replace(
                "socket_mode_enabled: true", "socket_mode_enabled: false"
            )
        )

    def test_it_is_within_slacks_limits(self) -> None:
        for manifest in self.both_ways():
            about = manifest["display_information"]
            assert len(about["name"]) <= 35
            assert len(about["description"]) <= 140
            assert 174 <= len(about["long_description"]) <= 4000
            assert re.fullmatch("#[0-9a-f]{6}", about["background_color"])
            assert len(manifest["features"]["bot_user"]["display_name"]) <= 80
            [command] = manifest["features"]["slash_commands"]
            assert command["command"] == COMMAND

    def test_without_socket_mode_everything_goes_to_our_address(self) -> None:
        over_socket, over_http = self.both_ways()
        assert over_socket["settings"]["socket_mode_enabled"] is True
        assert "ml-careers.example" not in str(over_socket)
        assert over_http["settings"]["socket_mode_enabled"] is False
        addresses = {
            over_http["settings"]["event_subscriptions"]["request_url"],
            over_http["settings"]["interactivity"]["request_url"],
            over_http["features"]["slash_commands"][0]["url"],
        }
        assert addresses == {ADDRESS}

    def test_its_scopes_are_those_that_are_used(self) -> None:
        manifest = read_manifest()
        of_events = {
            "app_mention": "app_mentions:read",
            "assistant_thread_started": "assistant:write",
            "assistant_thread_context_changed": "assistant:write",
            "message.channels": "channels:history",
            "message.groups": "groups:history",
            "message.im": "im:history",
            "message.mpim": "mpim:history",
        }
        events = manifest["settings"]["event_subscriptions"]["bot_events"]
        assert set(events) == {*of_events, "app_home_opened"}
        of_methods = {scope for scope, _ in METHODS.values() if scope}
        scopes = manifest["oauth_config"]["scopes"]["bot"]
        assert set(scopes) == {*of_events.values(), *of_methods, "commands"}
