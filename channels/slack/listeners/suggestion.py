"""Suggestion buttons: pressing one asks its question."""

from __future__ import annotations

import re
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from channels.plain_text import plain_text
from channels.slack.asking import Question
from channels.slack.blocks import ASK
from channels.slack.bot import SlackBot
from channels.slack.place import Place
from channels.slack.replies import Post, PostOrWhisper, Reply, Whisper


def register(app: AsyncApp, bot: SlackBot) -> None:
    """Registers the listener."""

    @app.action(re.compile(rf"^{ASK}_\d+$"))
    async def ask(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        await ack()
        place, reply = await _where(bot, body, str(context.team_id))
        key = f"{action['action_ts']}-{action['action_id']}"
        question = Question(place, key, plain_text(action["value"]))
        await bot.answer(question, reply, quote_for=place.user)


async def _where(bot: SlackBot, body: dict[str, Any], team: str) -> tuple[Place, Reply]:
    """Where the answer belongs: the thread of the message that has the button."""
    user = body["user"]["id"]
    if body["container"]["type"] == "view":  # the home tab: the answer is a direct message
        opened = await bot.client.conversations_open(users=user)
        place = Place(team, opened["channel"]["id"], user)
        return place, Post(bot.client, place)
    channel = body["channel"]["id"]
    whisper = Whisper(bot.client, body["response_url"])
    if body["container"].get("is_ephemeral"):
        return Place(team, channel, user), whisper
    message = body["message"]
    place = Place(team, channel, user, message.get("thread_ts"))
    if place.thread is None and not place.is_direct:
        place = Place(team, channel, user, message["ts"])
    return place, PostOrWhisper(Post(bot.client, place), whisper)
