"""``message`` events: direct messages, and messages in channels where the app is meant."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from channels.slack.bot import SlackBot
from channels.slack.following import is_followed, is_meant, is_stop
from channels.slack.incoming import (
    awaits_transcript,
    is_from_a_person,
    new_words,
    read_question,
)
from channels.slack.listeners.failures import log_failures
from channels.slack.listeners.mention import answer_mention, end_following
from channels.slack.markup import is_for_others, mentioned
from channels.slack.questions import SlackQuestion
from channels.slack.replies import PostedReply
from guide.text import DEFAULT_LANGUAGE


def register(app: AsyncApp, bot: SlackBot) -> None:
    """Registers the listener."""

    @app.event("message")
    @log_failures
    async def message(event: dict[str, Any], context: AsyncBoltContext) -> None:
        written = new_words(event, context.bot_user_id) or event
        if not is_from_a_person(written) or awaits_transcript(written):
            return
        question = read_question(written, context.team_id)
        if question.conversation.is_direct_message:
            await _answer_direct_message(bot, question, written["ts"])
        elif context.bot_user_id in mentioned(written.get("text") or ""):
            # Of most mentions there is an ``app_mention`` event too: not of a file with a mention,
            # of one in a message to several people, or of one that was added by editing. It is
            # answered once, whichever event comes first.
            await answer_mention(bot, written, context)
        elif not is_for_others(written.get("text") or "", context.bot_user_id):
            await _answer_in_thread(bot, question, written, context)


async def _answer_direct_message(bot: SlackBot, question: SlackQuestion, ts: str) -> None:
    """Answers in the thread of the message, or in one that begins with it."""
    channel, thread = question.conversation.channel, question.replies_in or ts
    begun = bot.sessions.begin(channel, thread, question.text)
    answered = await bot.answer(question, PostedReply(bot.client, channel, thread))
    title = question.text if answered and answered.is_first else None
    prompts = answered.suggestions if answered else ()
    language = answered.language if answered else DEFAULT_LANGUAGE
    bot.sessions.end(channel, thread, begun, prompts, language, title)


async def _answer_in_thread(
    bot: SlackBot, question: SlackQuestion, event: dict[str, Any], context: AsyncBoltContext
) -> None:
    """Answers a question in a thread that the app follows; all other talk there is left alone."""
    own, bot_user = question.conversation, context.bot_user_id
    if own.thread is None or not question.text:
        return
    async with bot.understanding() as agent:
        if not await is_followed(agent, own, event.get("parent_user_id"), bot_user):
            return
        meant = is_stop(question.text) or await is_meant(agent, own, question.text)
    if is_stop(question.text):
        await end_following(bot, own, bot_user)
    elif meant:
        await bot.answer(question, PostedReply(bot.client, own.channel, own.thread))
