"""Confirmations: ephemeral messages to who pressed a button, in the thread where the button is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from channels.slack.bot import SlackBot, plain_message
from channels.slack.replies import EphemeralReply, Reply, ThreadEphemeralReply


async def confirm(bot: SlackBot, body: Mapping[str, Any], sentence: str) -> None:
    """Tells a person that a button has done its work.

    Args:
        bot: sends it.
        body: the ``block_actions`` payload.
        sentence: what to say.

    Raises:
        SlackClientError: if Slack doesn't take it; see ``SLACK_ERRORS`` for others.
    """
    await ephemeral_reply(bot, body).send(plain_message(sentence))


def ephemeral_reply(bot: SlackBot, body: Mapping[str, Any]) -> Reply:
    """The way to answer one person about a message, in the message's thread if it is in one.

    Args:
        bot: lends its client.
        body: the payload of a button or of a message shortcut.
    """
    elsewhere = EphemeralReply(bot.client, body["response_url"])
    thread = (body.get("message") or {}).get("thread_ts")
    if thread is None:
        return elsewhere
    channel, user = body["channel"]["id"], body["user"]["id"]
    return ThreadEphemeralReply(bot.client, channel, thread, user, elsewhere)
