"""What is wrong with Slack's settings is said in a sentence, and Slack is off."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from channels.slack.settings import SlackOffError, SlackSettings

SOCKET = {"bot_token": "xoxb-1", "app_token": "xapp-1", "api_url": "https://slack.com/api"}
HTTP = {**SOCKET, "app_token": "", "signing_secret": "secret", "public_url": "https://a.example/"}


def test_socket_mode_needs_no_signing_secret() -> None:
    settings = SlackSettings.read(SOCKET)

    assert settings.uses_socket_mode
    assert settings.api_url == "https://slack.com/api/"
    assert settings.public_url == ""


def test_http_requests_need_one() -> None:
    settings = SlackSettings.read(HTTP)

    assert not settings.uses_socket_mode
    assert settings.public_url == "https://a.example"


def test_several_workspaces_need_no_bot_token() -> None:
    many = {"client_id": "1.2", "client_secret": "s", "public_url": "https://a.example"}
    settings = SlackSettings.read({**SOCKET, **many, "bot_token": ""})

    assert settings.has_many_workspaces
    assert not SlackSettings.read(SOCKET).has_many_workspaces


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"bot_token": None}, "SLACK_BOT_TOKEN is not set"),
        ({"bot_token": "xapp-1"}, "must be a bot token"),
        ({"app_token": "xoxb-1"}, "must be an app-level token"),
        ({"app_token": "", "signing_secret": ""}, "SLACK_APP_TOKEN .* or SLACK_SIGNING_SECRET"),
        ({"api_url": "slack.com"}, "SLACK_API_URL must be an address"),
        ({"public_url": "a.example"}, "PUBLIC_URL must be an address"),
        ({"client_id": "1.2", "public_url": "https://a.ca"}, "needs SLACK_OAUTH_CLIENT_SECRET"),
        ({"client_id": "1.2", "client_secret": "s"}, "SLACK_OAUTH_CLIENT_SECRET and PUBLIC_URL"),
    ],
)
def test_what_is_wrong_is_named(change: dict[str, Any], said: str) -> None:
    with pytest.raises(SlackOffError, match=said):
        SlackSettings.read({**SOCKET, **change})


def test_the_example_of_settings_names_settings_that_exist() -> None:
    defaults, example = (
        set(re.findall(r"^#?([A-Z_]+)=", Path(file).read_text(encoding="utf-8"), re.MULTILINE))
        for file in ("defaults.env", ".env.example")
    )
    assert {"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"} <= example <= defaults
