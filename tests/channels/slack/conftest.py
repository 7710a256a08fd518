"""The whole project server behind a stand-in for Slack: once over HTTP, once over Socket Mode."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.assistant import Assistant
from tests.channels.slack.stand_in import SlackStandIn


@dataclass
class Connected:
    """A Slack and the server that is connected with it."""

    slack: SlackStandIn
    server: Assistant


class OneServer(Assistant):
    """A Rasa server beside one that runs already, with the same action server and stores."""

    def start_actions(self) -> None:
        """Does nothing: there is one."""


@pytest.fixture(scope="session")
def over_http(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connected]:
    """Slack sends HTTP requests."""
    with SlackStandIn() as slack:
        folder = tmp_path_factory.mktemp("slack_http")
        with Assistant(folder, settings=slack.settings(socket_mode=False)) as server:
            slack.server_url = server.url
            slack.wait_for_call("auth.test")
            yield Connected(slack, server)


@pytest.fixture(scope="session")
def over_socket(
    over_http: Connected, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Connected]:
    """Slack sends events over a WebSocket, to a second server of the same assistant."""
    first = over_http.server
    with SlackStandIn() as slack:
        settings = slack.settings(socket_mode=True) | {
            "CONVERSATIONS_DB": str(first.folder / "conversations.db"),
            "EVENTS_DB": str(first.folder / "events.db"),
        }
        server = OneServer(
            tmp_path_factory.mktemp("slack_socket"),
            settings=settings,
            actions_port=first.actions_port,
        )
        with server:
            slack.wait_until(lambda: slack.connections == 1)
            yield Connected(slack, server)


def fresh(connected: Connected) -> Iterator[SlackStandIn]:
    """A Slack in which nothing was sent yet, and nothing wrong was sent when the test ends."""
    connected.slack.forget()
    yield connected.slack
    problems, connected.slack.problems = connected.slack.problems, []
    assert problems == []


@pytest.fixture
def http(over_http: Connected) -> Iterator[SlackStandIn]:
    """Slack, sending HTTP requests."""
    yield from fresh(over_http)


@pytest.fixture
def socket(over_socket: Connected) -> Iterator[SlackStandIn]:
    """Slack, using Socket Mode."""
    yield from fresh(over_socket)


@pytest.fixture(params=["http", "socket"])
def slack(request: pytest.FixtureRequest) -> SlackStandIn:
    """Slack in either way."""
    either: SlackStandIn = request.getfixturevalue(request.param)
    return either
