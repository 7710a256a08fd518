"""The slash command ``/mlcareer``: an ephemeral answer, which can be shared."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from channels.slack.bot import SlackBot
from channels.slack.conversation import SlackConversation
from channels.slack.listeners.failures import log_failures
from channels.slack.markup import read_text
from channels.slack.questions import SlackQuestion
from channels.slack.replies import EphemeralReply
from channels.slack.welcome import render_welcome

COMMAND = "/mlcareer"


def register(app: AsyncApp, bot: SlackBot) -> None:
    """Registers the listener."""

    @app.command(COMMAND)
    @log_failures
    async def ask(ack: AsyncAck, command: dict[str, Any], context: AsyncBoltContext) -> None:
        await ack()
        conversation = SlackConversation(
            str(context.team_id), command["channel_id"], command["user_id"]
        )
        reply = EphemeralReply(bot.client, command["response_url"])
        text = read_text(command.get("text") or "")
        if not text:
            language = await bot.language_of(conversation.team, conversation.user)
            await reply.send(render_welcome(bot.guide, language))
            return
        question = SlackQuestion(conversation, command["trigger_id"], text)
        await bot.answer(
            question,
            reply,
            quote_for=conversation.user,
            shareable=not conversation.is_direct_message,
        )
