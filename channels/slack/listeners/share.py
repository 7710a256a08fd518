"""The button that shows everybody in the channel what the slash command answered."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from channels.slack import phrases
from channels.slack.answer_reference import AnswerReference
from channels.slack.asking import find_answer
from channels.slack.blocks import SHARE, quote, show
from channels.slack.bot import SlackBot, say
from channels.slack.failures import where
from channels.slack.replies import Whisper

logger = logging.getLogger(__name__)


def register(app: AsyncApp, bot: SlackBot) -> None:
    """Registers the listener."""

    @app.action(SHARE)
    async def share(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        whisper = Whisper(bot.client, body["response_url"])
        answer = AnswerReference.load(action["value"])
        language = answer.language
        try:
            found = await find_answer(bot.agent, answer)
        except Exception as error:
            logger.error("Looking for an answer to share failed: %s.", where(error))
            found = None
        if found is None:
            await whisper.send(say(phrases.NOT_SHARED.in_language(language)))
            return
        question, message = found
        image_url = bot.image_url(message)
        heading = quote(question, language, body["user"]["id"])
        closing = phrases.SHARED_WITH.in_language(language)
        shared = show(
            replace(message, buttons=()),
            language,
            heading=heading,
            image_url=image_url,
            closing=closing,
        )
        for each in shared:
            await whisper.respond(each, response_type="in_channel", replace_original=False)
        # The person keeps the answer with its buttons, apart from the one that has done its work.
        kept = show(
            message,
            language,
            heading=quote(question, language),
            image_url=image_url,
            answer=answer,
            closing=phrases.SHARED.in_language(language),
        )
        await whisper.respond(kept[0], response_type="ephemeral", replace_original=True)
