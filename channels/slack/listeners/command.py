"""The slash command: an answer that only the person who asks can see, until they share it."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from channels.slack.asking import Question
from channels.slack.bot import SlackBot
from channels.slack.incoming import read_text
from channels.slack.place import Place
from channels.slack.replies import Whisper
from channels.slack.welcome import show_welcome

COMMAND = "/mlcareer"


def register(app: AsyncApp, bot: SlackBot) -> None:
    """Registers the listener."""

    @app.command(COMMAND)
    async def ask(ack: AsyncAck, command: dict[str, Any], context: AsyncBoltContext) -> None:
        await ack()
        place = Place(str(context.team_id), command["channel_id"], command["user_id"])
        reply = Whisper(bot.client, command["response_url"])
        text = read_text(command.get("text") or "", context.bot_user_id)
        if not text:
            await reply.send(show_welcome(bot.guide))
            return
        question = Question(place, command["trigger_id"], text)
        await bot.answer(question, reply, quote_for=place.user, shareable=not place.is_direct)
