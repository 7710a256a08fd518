"""The Slack channel before a stand-in, in a server without a model."""

from __future__ import annotations

from threading import Event

import pytest

from tests.channels.slack.stand_in import SlackStandIn

TOKENS = {
    "bot_token": "xoxb-1",
    "app_token": "xapp-1",
    "signing_secret": "",
    "api_url": "https://slack.com/api/",
    "public_url": "",
}


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
