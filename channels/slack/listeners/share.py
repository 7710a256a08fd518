"""The button that shares an ephemeral answer of the slash command with the channel."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from channels.slack import phrases
from channels.slack.answer_reference import AnswerReference
from channels.slack.blocks import SHARE, quote, render
from channels.slack.bot import SlackBot, plain_message
from channels.slack.delivery import claim_delivery, record_delivery
from channels.slack.errors import SLACK_ERRORS, raised_at
from channels.slack.listeners.failures import log_failures
from channels.slack.message import Message
from channels.slack.questions import find_answer
from channels.slack.replies import EphemeralReply

logger = logging.getLogger(__name__)


def register(app: AsyncApp, bot: SlackBot) -> None:
    """Registers the listener."""

    @app.action(SHARE)
    @log_failures
    async def share(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        ephemeral = EphemeralReply(bot.client, body["response_url"])
        answer = AnswerReference.load(action["value"])
        key = f"share-{answer.answer}"
        try:
            found = await find_answer(bot.agent, answer)
            # Pressed twice, or delivered twice, it shares once.
            if found is not None and not await claim_delivery(bot.agent, answer.conversation, key):
                return
        except Exception as error:
            logger.error("Looking for an answer to share failed: %s.", raised_at(error))
            found = None
        if found is None:
            sentence = phrases.NOT_SHARED.in_language(answer.language)
            await ephemeral.send(plain_message(sentence))
            return
        question, message = found
        message = message.linked(bot.public_url)
        try:
            await _share(bot, ephemeral, answer, question, message, body["user"]["id"])
        except SLACK_ERRORS:
            await record_delivery(bot.agent, answer.conversation, key, sent=False)
            raise


async def _share(
    bot: SlackBot,
    ephemeral: EphemeralReply,
    answer: AnswerReference,
    question: str,
    message: Message,
    user: str,
) -> None:
    language = answer.language
    chart = bot.chart(message)
    shared = render(
        replace(message, buttons=()),
        language,
        heading=quote(question, language, user),
        chart=chart,
        closing=phrases.SHARED_WITH.in_language(language),
    )
    for each in shared:
        await ephemeral.respond(each, response_type="in_channel", replace_original=False)
    # The person keeps the answer with its buttons, apart from the one that has done its work.
    kept = render(
        message,
        language,
        heading=quote(question, language),
        chart=chart,
        answer=answer,
        closing=phrases.SHARED.in_language(language),
    )
    await ephemeral.respond(kept[0], response_type="ephemeral", replace_original=True)
