"""Listeners of the Slack app (slack-bolt): one file for each event, command and action."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp

from channels.slack.bot import SlackBot
from channels.slack.listeners import (
    ask_about_this,
    assistant_pane,
    command,
    home,
    mention,
    message,
    rating,
    share,
    suggestion,
)


def register_listeners(app: AsyncApp, bot: SlackBot) -> None:
    """Registers all listeners with the app."""
    for listener in (
        ask_about_this,
        assistant_pane,
        command,
        home,
        mention,
        message,
        rating,
        share,
        suggestion,
    ):
        listener.register(app, bot)
