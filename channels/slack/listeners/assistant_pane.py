"""The assistant pane of an app with the older manifest (``assistant_view``, until February 2027).

An app made since 30 June 2026 has none; its direct messages are the Messages tab (``home``). What
is written in the pane is a direct message in a thread, which ``message`` answers.
"""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from channels.slack.bot import SlackBot
from channels.slack.listeners.failures import log_failures
from channels.slack.welcome import starting_questions


def register(app: AsyncApp, bot: SlackBot) -> None:
    """Registers the listener."""

    @app.event("assistant_thread_started")
    @log_failures
    async def started(event: dict[str, Any], context: AsyncBoltContext) -> None:
        # No greeting: if Slack sends the event again, there would be two.
        thread = event["assistant_thread"]
        language = await bot.language_of(str(context.team_id), thread["user_id"])
        prompts = starting_questions(bot.guide, language)
        bot.sessions.offer(thread["channel_id"], prompts, language, thread["thread_ts"])
