"""Mentions (``app_mention`` events) in channels: the app answers in their thread."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from channels.slack.bot import SlackBot
from channels.slack.incoming import is_from_a_person, read_question
from channels.slack.listeners.failures import log_failures
from channels.slack.replies import PostedReply

# What somebody says who mentions the app and nothing else.
GREETING = "Hi"


def register(app: AsyncApp, bot: SlackBot) -> None:
    """Registers the listener."""

    @app.event("app_mention")
    @log_failures
    async def mention(event: dict[str, Any], context: AsyncBoltContext) -> None:
        if is_from_a_person(event):
            await answer_mention(bot, event, context)


async def answer_mention(bot: SlackBot, event: dict[str, Any], context: AsyncBoltContext) -> None:
    """Answers in the thread of the message, or in one that begins with it."""
    question = read_question(event, context.team_id, context.bot_user_id)
    conversation = replace(
        question.conversation, thread=question.conversation.thread or event["ts"]
    )
    question = replace(question, conversation=conversation, text=question.text or GREETING)
    await bot.answer(question, PostedReply(bot.client, conversation.channel, conversation.thread))
