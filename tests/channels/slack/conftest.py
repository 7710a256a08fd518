"""The whole project server behind a stand-in for Slack: once over HTTP, once over Socket Mode."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from evaluation.assistant import Assistant
from server.supervision.servers import free_port
from tests.channels.slack.asking import SKILLS
from tests.channels.slack.stand_in import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, SlackStandIn


@dataclass
class Connected:
    """A Slack and the server that is connected with it."""

    slack: SlackStandIn
    server: Assistant


class SecondServer(Assistant):
    """A Rasa server that shares the action server of another one."""

    servers = ("server",)


@pytest.fixture(scope="package")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Connected]]:
    """Two servers of one assistant, with the same stores, started at the same time.

    To one, Slack sends HTTP requests. The other uses Socket Mode, and has a public address.
    """
    folder = tmp_path_factory.mktemp("slack")
    with ExitStack() as stack:
        http, socket = (stack.enter_context(SlackStandIn()) for _ in range(2))
        # Tests ask faster than people.
        no_limit = {"RATE_LIMIT_CONVERSATION": "off"}
        settings = http.settings(socket_mode=False) | no_limit
        first = Assistant(folder, settings=settings, has_action_server=True)
        http.server_url = first.url
        port = free_port()
        second = SecondServer(
            tmp_path_factory.mktemp("slack_socket"),
            settings=socket.settings(socket_mode=True)
            | no_limit
            | {
                "CONVERSATIONS_DB": str(folder / "conversations.db"),
                "EVENTS_DB": str(folder / "events.db"),
                "PUBLIC_URL": f"http://127.0.0.1:{port}",
            },
            port=port,
            has_action_server=True,
            actions_port=first.actions_port,
        )
        with ThreadPoolExecutor() as pool:
            for starting in [pool.submit(stack.enter_context, each) for each in (first, second)]:
                starting.result()
        http.wait_for_call("auth.test")
        socket.wait_until(lambda: socket.connections == 1)
        yield {"http": Connected(http, first), "socket": Connected(socket, second)}


def fresh(connected: Connected) -> Iterator[SlackStandIn]:
    """A Slack in which nothing was sent yet.

    When the test ends, nothing wrong was sent, and no secret, question or stack trace was logged.
    """
    connected.slack.forget()
    yield connected.slack
    problems, connected.slack.problems = connected.slack.problems, []
    assert problems == []
    log = connected.server.log("server")
    for unwanted in (BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, SKILLS, "Traceback"):
        assert unwanted not in log


@pytest.fixture
def http(both: dict[str, Connected]) -> Iterator[SlackStandIn]:
    """Slack, sending HTTP requests."""
    yield from fresh(both["http"])


@pytest.fixture
def socket(both: dict[str, Connected]) -> Iterator[SlackStandIn]:
    """Slack, using Socket Mode."""
    yield from fresh(both["socket"])


@pytest.fixture(params=["http", "socket"])
def slack(request: pytest.FixtureRequest) -> SlackStandIn:
    """Slack in either way."""
    either: SlackStandIn = request.getfixturevalue(request.param)
    return either


@pytest.fixture
def server(both: dict[str, Connected]) -> Assistant:
    """The server that gets HTTP requests."""
    return both["http"].server
