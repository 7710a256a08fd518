"""The message shortcut "Ask about this": answers what a message asks, to one person alone.

Slash commands can't be used in threads; a message's menu is everywhere
(https://docs.slack.dev/interactivity/implementing-shortcuts, read on 28 November 2026).
"""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from channels.slack import phrases
from channels.slack.bot import SlackBot, plain_message
from channels.slack.confirmation import ephemeral_reply
from channels.slack.conversation import SlackConversation
from channels.slack.incoming import read_words
from channels.slack.listeners.failures import log_failures
from channels.slack.questions import SlackQuestion

ASK_ABOUT_THIS = "ask_about_this"
"""The shortcut's ``callback_id`` in the manifest."""


def register(app: AsyncApp, bot: SlackBot) -> None:
    """Registers the listener."""

    @app.message_shortcut(ASK_ABOUT_THIS)
    @log_failures
    async def ask(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        await ack()
        reply = ephemeral_reply(bot, body)
        text = read_words(body["message"])
        # As of the slash command: what is answered to one person is no question in the thread.
        conversation = SlackConversation(
            str(context.team_id), body["channel"]["id"], body["user"]["id"]
        )
        if not text:
            language = await bot.language_of(conversation.team, conversation.user)
            await reply.send(plain_message(phrases.ONLY_TEXT.in_language(language)))
            return
        question = SlackQuestion(conversation, f"shortcut-{body['action_ts']}", text)
        await bot.answer(
            question,
            reply,
            quote_for=conversation.user,
            shareable=not conversation.is_direct_message,
        )
