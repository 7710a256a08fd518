"""The app's tabs (App Home): the home tab, and prompts in the Messages tab of an agent app.

For an agent app ``app_home_opened`` with ``"tab": "messages"`` takes the place of
``assistant_thread_started`` (https://docs.slack.dev/ai/migrating-to-agent-messaging, read on
28 November 2026).
"""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.models.views import View

from channels.slack.bot import SlackBot
from channels.slack.listeners.failures import log_failures
from channels.slack.welcome import home_blocks, starting_questions
from guide.text import Language


def register(app: AsyncApp, bot: SlackBot) -> None:
    """Registers the listener."""

    @app.event("app_home_opened")
    @log_failures
    async def opened(event: dict[str, Any], context: AsyncBoltContext) -> None:
        if event.get("tab") not in ("home", "messages"):
            return
        language = await bot.language_of(str(context.team_id), event["user"])
        if event["tab"] == "home":
            await publish_home(bot, event["user"], language)
        else:
            prompts = starting_questions(bot.guide, language)
            bot.sessions.offer(event["channel"], prompts, language)


async def publish_home(
    bot: SlackBot, user: str, language: Language, notice: str | None = None
) -> None:
    """Shows a person's home tab.

    Args:
        bot: shows it.
        user: the person's id.
        language: the person's.
        notice: what a button of the tab has done, as mrkdwn.

    Raises:
        SlackClientError: if Slack doesn't take it; see ``SLACK_ERRORS`` for others.
    """
    view = View(type="home", blocks=home_blocks(bot.guide, language, notice))
    await bot.client.views_publish(user_id=user, view=view)
