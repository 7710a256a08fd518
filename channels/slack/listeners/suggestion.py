"""Suggestion buttons (quick replies): pressing one asks its question."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from channels.plain_text import plain_text
from channels.slack import phrases
from channels.slack.blocks import ASK
from channels.slack.bot import SlackBot
from channels.slack.conversation import SlackConversation
from channels.slack.listeners.failures import log_failures
from channels.slack.listeners.home import publish_home
from channels.slack.mrkdwn import escape
from channels.slack.questions import SlackQuestion
from channels.slack.replies import EphemeralReply, PostedOrEphemeralReply, PostedReply, Reply
from channels.slack.thread_context import message_id


def register(app: AsyncApp, bot: SlackBot) -> None:
    """Registers the listener."""

    @app.action(re.compile(rf"^{ASK}_\d+$"))
    @log_failures
    async def ask(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        await ack()
        conversation, thread, reply = await _destination(bot, body, str(context.team_id))
        key = f"{action['action_ts']}-{action['action_id']}"
        if thread is not None:
            key = message_id(conversation.channel, thread, key)
        question = SlackQuestion(conversation, key, plain_text(action["value"]), thread)
        answered = await bot.answer(question, reply, quote_for=conversation.user)
        if body["container"]["type"] == "view":
            # The answer is in another tab; here, too, the button must be seen to do something.
            notice = phrases.ANSWERED_IN_MESSAGES if answered else phrases.NOT_SENT
            language = await bot.language_of(conversation.team, conversation.user)
            heading = notice.in_language(language).format(question=escape(question.text))
            await publish_home(bot, conversation.user, language, heading)


async def _destination(
    bot: SlackBot, body: dict[str, Any], team: str
) -> tuple[SlackConversation, str | None, Reply]:
    """Where the answer belongs: the thread of the message that has the button.

    Returns:
        The conversation, the thread if it is one in a direct message, and the way to reply.
    """
    user = body["user"]["id"]
    if body["container"]["type"] == "view":  # the home tab: the answer is a direct message
        opened = await bot.client.conversations_open(users=user)
        conversation = SlackConversation(team, opened["channel"]["id"], user)
        return conversation, None, PostedReply(bot.client, conversation.channel, None)
    channel = body["channel"]["id"]
    ephemeral = EphemeralReply(bot.client, body["response_url"])
    if body["container"].get("is_ephemeral"):
        return SlackConversation(team, channel, user), None, ephemeral
    message = body["message"]
    conversation = SlackConversation(team, channel, user)
    thread = message.get("thread_ts")
    if conversation.is_direct_message:
        posted = PostedReply(bot.client, channel, thread or message["ts"])
        return conversation, thread, PostedOrEphemeralReply(posted, ephemeral)
    conversation = replace(conversation, thread=thread or message["ts"])
    posted = PostedReply(bot.client, channel, conversation.thread)
    return conversation, None, PostedOrEphemeralReply(posted, ephemeral)
