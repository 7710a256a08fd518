"""Feedback buttons 👍 and 👎 below an answer; 👎 also opens a modal for a comment."""

from __future__ import annotations

import logging
from typing import Any, Literal

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.models.blocks import InputBlock, PlainTextInputElement
from slack_sdk.models.views import View

from channels.feedback import Feedback, record_feedback
from channels.slack import phrases
from channels.slack.answer_reference import AnswerReference
from channels.slack.blocks import RATE_DOWN, RATE_UP
from channels.slack.bot import SlackBot, plain_message
from channels.slack.errors import SLACK_ERRORS, raised_at, reason
from channels.slack.listeners.failures import log_failures
from channels.slack.replies import EphemeralReply
from guide.text import Text

logger = logging.getLogger(__name__)

COMMENT = "comment"
LONGEST_COMMENT = 1000


def register(app: AsyncApp, bot: SlackBot) -> None:
    """Registers the listeners."""

    @app.action(RATE_UP)
    @log_failures
    async def up(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        kept = await _keep(bot, AnswerReference.load(action["value"]), "up")
        await _confirm(bot, body, action, phrases.THANKS_UP if kept else phrases.NOT_RATED)

    @app.action(RATE_DOWN)
    @log_failures
    async def down(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        answer = AnswerReference.load(action["value"])
        try:
            # First, because Slack opens a modal only within three seconds.
            await bot.client.views_open(trigger_id=body["trigger_id"], view=_comment_form(answer))
        except SLACK_ERRORS as error:
            logger.error("Slack didn't open the form for a comment: %s.", reason(error))
        kept = await _keep(bot, answer, "down")
        await _confirm(bot, body, action, phrases.THANKS_DOWN if kept else phrases.NOT_RATED)

    @app.view(COMMENT)
    @log_failures
    async def comment(ack: AsyncAck, view: dict[str, Any]) -> None:
        await ack()
        written = view["state"]["values"][COMMENT][COMMENT].get("value")
        if written:
            await _keep(bot, AnswerReference.load(view["private_metadata"]), "down", written)


async def _keep(
    bot: SlackBot,
    answer: AnswerReference,
    rating: Literal["up", "down"],
    comment: str | None = None,
) -> bool:
    feedback = Feedback(answer.answer, rating, comment)
    try:
        await record_feedback(bot.agent, answer.conversation, feedback)
    except Exception as error:
        logger.error("A rating from Slack could not be kept: %s.", raised_at(error))
        return False
    return True


async def _confirm(
    bot: SlackBot, body: dict[str, Any], action: dict[str, Any], phrase: Text
) -> None:
    language = AnswerReference.load(action["value"]).language
    message = plain_message(phrase.in_language(language))
    await EphemeralReply(bot.client, body["response_url"]).send(message)


def _comment_form(answer: AnswerReference) -> View:
    language = answer.language
    return View(
        type="modal",
        callback_id=COMMENT,
        private_metadata=answer.dump(),
        title=phrases.WHAT_WAS_WRONG.in_language(language),
        submit=phrases.SEND.in_language(language),
        close=phrases.SKIP.in_language(language),
        blocks=[
            InputBlock(
                block_id=COMMENT,
                label=phrases.COMMENT.in_language(language),
                optional=True,
                element=PlainTextInputElement(
                    action_id=COMMENT, multiline=True, max_length=LONGEST_COMMENT
                ),
            )
        ],
    )
