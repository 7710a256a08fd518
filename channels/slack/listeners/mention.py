"""Mentions (``app_mention`` events) in channels: the app answers in their thread."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from channels.slack import phrases
from channels.slack.bot import SlackBot, plain_message
from channels.slack.conversation import SlackConversation
from channels.slack.following import follow_again, is_stop, stop_following
from channels.slack.incoming import is_from_a_person, read_question
from channels.slack.listeners.failures import log_failures
from channels.slack.replies import PostedReply, ThreadEphemeralReply

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
    question = read_question(event, context.team_id)
    thread = question.conversation.thread
    if thread is not None:
        if is_stop(question.text):
            await end_following(bot, question.conversation, context.bot_user_id)
            return
        await follow_again(bot.agent, question.conversation, context.bot_user_id)
    conversation = replace(question.conversation, thread=thread or event["ts"])
    question = replace(question, conversation=conversation, text=question.text or GREETING)
    await bot.answer(question, PostedReply(bot.client, conversation.channel, conversation.thread))


async def end_following(
    bot: SlackBot, conversation: SlackConversation, bot_user: str | None
) -> None:
    """Follows a thread no longer, and says so to who wants that, and to nobody else."""
    if not await stop_following(bot.agent, conversation, bot_user):
        return  # both events of one message say so
    reply = ThreadEphemeralReply(
        bot.client, conversation.channel, conversation.thread, conversation.user, None
    )
    language = await bot.language_of(conversation.team, conversation.user)
    await reply.send(plain_message(phrases.STOPPED.in_language(language)))
