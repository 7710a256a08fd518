"""Connecting to Slack when the server starts, and graceful shutdown."""

from __future__ import annotations

import logging
import socket
from threading import Event

import pytest
import requests

from channels.ask import APOLOGY
from channels.slack import SlackInput
from channels.web.channel import WebInput
from tests.channels.slack.asking import SKILLS, nothing_more_comes
from tests.channels.slack.stand_in import SlackStandIn, too_soon
from tests.channels.slack.starting import TOKENS, NoAgent, credentials, wait_for_log
from tests.serving import serving


@pytest.mark.usefixtures("no_limits")
class TestStarting:
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


class TestRetries:
    def test_it_waits_as_long_as_slack_says(self, slack: SlackStandIn) -> None:
        slack.refusals["chat.postMessage"] = [too_soon(1)]
        slack.write("U0ANN", "D0ANN", SKILLS)
        slack.wait_for(1)
        times = [moment for name, _, moment in slack.calls if name == "chat.postMessage"]
        assert len(times) == 2
        assert times[1] - times[0] >= 1
        assert nothing_more_comes(slack)
