"""Confirmations: ephemeral messages to who pressed a button, in the thread where the button is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from channels.slack.bot import SlackBot, plain_message
from channels.slack.errors import SLACK_ERRORS, is_place_closed
from channels.slack.replies import EphemeralReply


async def confirm(bot: SlackBot, body: Mapping[str, Any], sentence: str) -> None:
    """Tells a person that a button has done its work.

    Args:
        bot: sends it.
        body: the ``block_actions`` payload.
        sentence: what to say.

    Raises:
        SlackClientError: if Slack doesn't take it; see ``SLACK_ERRORS`` for others.
    """
    thread = (body.get("message") or {}).get("thread_ts")
    if thread is not None:
        try:
            await bot.client.chat_postEphemeral(
                channel=body["channel"]["id"],
                user=body["user"]["id"],
                thread_ts=thread,
                text=sentence,
            )
            return
        except SLACK_ERRORS as error:
            if not is_place_closed(error):
                raise
    await EphemeralReply(bot.client, body["response_url"]).send(plain_message(sentence))
