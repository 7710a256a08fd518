"""``message`` events: direct messages, and messages in threads that the app follows."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from channels.slack.bot import SlackBot
from channels.slack.conversation import SlackConversation
from channels.slack.incoming import is_from_a_person, mentioned, read_question
from channels.slack.listeners.failures import log_failures
from channels.slack.listeners.mention import answer_mention
from channels.slack.questions import SlackQuestion, has_asked, is_question
from channels.slack.replies import PostedReply


def register(app: AsyncApp, bot: SlackBot) -> None:
    """Registers the listener."""

    @app.event("message")
    @log_failures
    async def message(event: dict[str, Any], context: AsyncBoltContext) -> None:
        if not is_from_a_person(event):
            return
        question = read_question(event, context.team_id, context.bot_user_id)
        if _is_group(event) and context.bot_user_id in mentioned(event.get("text") or ""):
            await answer_mention(bot, event, context)
            return
        conversation = question.conversation
        if conversation.is_direct_message:
            await _answer_direct_message(bot, question, event["ts"])
        elif await _is_followed(bot, question, event, context):
            await bot.answer(
                question, PostedReply(bot.client, conversation.channel, conversation.thread)
            )


async def _answer_direct_message(bot: SlackBot, question: SlackQuestion, ts: str) -> None:
    """Answers in the thread of the message, or in one that begins with it."""
    channel, thread = question.conversation.channel, question.replies_in or ts
    begun = bot.sessions.begin(channel, thread, question.text)
    answered = await bot.answer(question, PostedReply(bot.client, channel, thread))
    title = question.text if answered and answered.is_first else None
    bot.sessions.end(channel, thread, begun, answered.suggestions if answered else (), title)


def _is_group(event: dict[str, Any]) -> bool:
    """Whether this is a message to several people, of which Slack need not send a mention event."""
    return event.get("channel_type") == "mpim"


async def _is_followed(
    bot: SlackBot, question: SlackQuestion, event: dict[str, Any], context: AsyncBoltContext
) -> bool:
    """Whether a message in a channel is for us though it doesn't mention us.

    Everything is, of a person who has asked us something in this thread. Of others in a thread
    that began with a question to us, only questions about the guide's topics are: the rest of
    their talk is neither answered nor kept. Whoever mentions somebody else talks to them; and
    messages that mention us come as ``app_mention`` events too, which ``mention`` handles.
    """
    own = question.conversation
    if own.thread is None or not question.text or mentioned(event.get("text") or ""):
        return False
    if await has_asked(bot.agent, own):
        return True
    starter = event.get("parent_user_id")
    if starter is None:
        return False
    began_with_us = starter == context.bot_user_id or await has_asked(
        bot.agent, SlackConversation(own.team, own.channel, starter, own.thread)
    )
    return began_with_us and await is_question(bot.agent, question.text)
