"""Settings of the Slack app (tokens, signing secret, URLs), read and validated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

HOW_TO = "docs/slack.md tells how to set it up"


class SlackOffError(Exception):
    """Slack can't be used as it is set up; the text is a sentence that says why."""


@dataclass(frozen=True)
class SlackSettings:
    """What ``credentials.yml`` says under ``channels.slack.SlackInput``.

    Attributes:
        bot_token: lets the app act in a workspace; starts with ``xoxb-``.
        app_token: opens Socket Mode; starts with ``xapp-``. Empty: Slack sends HTTP requests.
        signing_secret: tells that an HTTP request comes from Slack. Socket Mode needs none.
        api_url: where Slack's Web API is, ending in a slash.
        public_url: this server's address as seen from the internet, without a slash at the end;
            empty if it has none.
        client_id: of the app, for installing it in several workspaces (OAuth); empty: it is
            installed in one, the bot token's.
        client_secret: goes with it.
    """

    bot_token: str
    app_token: str
    signing_secret: str
    api_url: str
    public_url: str
    client_id: str = ""
    client_secret: str = ""

    @classmethod
    def read(cls, credentials: Mapping[str, Any]) -> SlackSettings:
        """Reads the settings.

        Raises:
            SlackOffError: if no token is set, or one can't be right.
        """
        settings = cls(
            bot_token=_text(credentials, "bot_token"),
            app_token=_text(credentials, "app_token"),
            signing_secret=_text(credentials, "signing_secret"),
            api_url=_text(credentials, "api_url").rstrip("/") + "/",
            public_url=_text(credentials, "public_url").rstrip("/"),
            client_id=_text(credentials, "client_id"),
            client_secret=_text(credentials, "client_secret"),
        )
        settings._check()
        return settings

    @property
    def uses_socket_mode(self) -> bool:
        """Whether events come over a WebSocket that we open, rather than as HTTP requests."""
        return bool(self.app_token)

    @property
    def has_many_workspaces(self) -> bool:
        """Whether the app is installed by OAuth, in as many workspaces as want it."""
        return bool(self.client_id)

    def _check(self) -> None:
        if self.has_many_workspaces:
            if not (self.client_secret and self.public_url):
                raise SlackOffError(
                    "with SLACK_OAUTH_CLIENT_ID it needs SLACK_OAUTH_CLIENT_SECRET and PUBLIC_URL; "
                    + HOW_TO
                )
        elif not self.bot_token:
            raise SlackOffError(f"SLACK_BOT_TOKEN is not set; {HOW_TO}")
        elif not self.bot_token.startswith("xoxb-"):
            raise SlackOffError("SLACK_BOT_TOKEN must be a bot token, which starts with 'xoxb-'")
        if self.app_token and not self.app_token.startswith("xapp-"):
            raise SlackOffError("SLACK_APP_TOKEN must be an app-level token, starting with 'xapp-'")
        if not (self.app_token or self.signing_secret):
            raise SlackOffError(
                "it needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP requests); "
                + HOW_TO
            )
        for name, url in (("SLACK_API_URL", self.api_url), ("PUBLIC_URL", self.public_url)):
            if url and not url.startswith(("https://", "http://")):
                raise SlackOffError(
                    f"{name} must be an address that starts with https:// or http://"
                )


def _text(credentials: Mapping[str, Any], key: str) -> str:
    return str(credentials.get(key) or "").strip()
