"""Socket Mode: the WebSocket is opened, refused, and opened again."""

from __future__ import annotations

import asyncio
import time

import pytest
import requests
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from channels.slack import SlackInput, socket_mode
from channels.web.channel import WebInput
from tests.channels.slack.asking import nothing_more_comes
from tests.channels.slack.stand_in import SlackStandIn, refusal, too_soon
from tests.channels.slack.starting import NoAgent, credentials, wait_for_log
from tests.serving import serving


@pytest.mark.usefixtures("no_limits")
class TestConnecting:
    def test_an_app_token_that_slack_refuses(self, caplog: pytest.LogCaptureFixture) -> None:
        with SlackStandIn() as slack:
            wrong = credentials(slack, socket_mode=True) | {"app_token": "xapp-wrong"}
            with serving(NoAgent(), [WebInput(), SlackInput.from_credentials(wrong)]) as url:
                wait_for_log(caplog, "Slack is off")
                assert requests.get(f"{url}/chat", timeout=10).status_code == 200
            [line] = [each for each in caplog.messages if "Slack" in each]
            assert line.startswith("Slack is off: it refuses SLACK_APP_TOKEN (invalid_auth")
            assert "xapp" not in caplog.text

    @pytest.mark.parametrize("refused", [1, 3])
    def test_a_websocket_that_fails_gets_a_new_address(
        self, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, refused: int
    ) -> None:
        monkeypatch.setattr(socket_mode, "CONNECT_SECONDS", 0.5)
        with SlackStandIn() as slack:
            slack.refusals["link"] = [web.Response(status=503) for _ in range(refused)]
            channel = SlackInput.from_credentials(credentials(slack, socket_mode=True))
            with serving(NoAgent(), [WebInput(), channel]):
                slack.wait_until(lambda: slack.connections == 1)
            asked = [name for name, _, _ in slack.calls if name == "apps.connections.open"]
            assert len(asked) == refused + 1
            told = [line for line in caplog.messages if "no WebSocket" in line]
            assert told == ["Slack can't be reached (no WebSocket); trying again."]

    def test_no_address_as_long_as_slack_says(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(socket_mode, "PAUSE_SECONDS", 0.05)
        with SlackStandIn() as slack:
            slack.refusals["apps.connections.open"] = [refusal("internal_error"), too_soon(2)]
            channel = SlackInput.from_credentials(credentials(slack, socket_mode=True))
            with serving(NoAgent(), [WebInput(), channel]):
                slack.wait_until(lambda: slack.connections == 1)
            times = [at for name, _, at in slack.calls if name == "apps.connections.open"]
            assert len(times) == 3
            assert times[2] - times[1] >= 2

    def test_it_is_open_within_five_seconds_of_slack_accepting_it(self) -> None:
        with SlackStandIn() as slack:
            channel = SlackInput.from_credentials(credentials(slack, socket_mode=True))
            with serving(NoAgent(), [WebInput(), channel]):
                slack.wait_until(lambda: slack.connections == 1)
                slack.hanging = {"link"}
                slack.close_sockets()
                slack.wait_until(lambda: len(slack.link_tries) >= 3)
                slack.hanging = set()
                accepted = time.monotonic()
                slack.wait_until(lambda: slack.connections == 2)
                assert time.monotonic() - accepted < 5

    def test_one_that_is_announced_to_close_and_closes_is_replaced_once(self) -> None:
        async def replace(slack: SlackStandIn) -> int:
            settings = credentials(slack, socket_mode=True)
            web_client = AsyncWebClient(settings["bot_token"], settings["api_url"])
            handler = socket_mode.SocketModeHandler(
                AsyncApp(client=web_client), settings["app_token"], web_client
            )
            client = handler.client
            await client.connect_to_new_endpoint()
            # What the SDK does when Slack's word and the end itself arrive together.
            closed = client.connect_to_new_endpoint()
            announced = client.connect_to_new_endpoint(force=True)
            await client.disconnect()  # type: ignore[no-untyped-call]
            await asyncio.gather(closed, announced)
            replaced = slack.connections
            await client.connect_to_new_endpoint(force=True)
            await handler.close_async()  # type: ignore[no-untyped-call]
            return replaced

        with SlackStandIn() as slack:
            assert asyncio.run(replace(slack)) == 2
            assert slack.connections == 3


def test_socket_mode_connects_again(socket: SlackStandIn) -> None:
    connections = socket.connections
    socket.close_sockets()
    socket.wait_until(lambda: socket.connections == connections + 1)
    assert nothing_more_comes(socket)


def test_it_connects_again_after_the_network_has_broken_off(socket: SlackStandIn) -> None:
    connections = socket.connections
    socket.drop_sockets()
    socket.wait_until(lambda: socket.connections == connections + 1)
    assert nothing_more_comes(socket)
