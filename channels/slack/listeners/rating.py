"""Feedback buttons 👍 and 👎 below an answer; 👎 also opens a modal for a comment."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Any, Literal

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.models.blocks import InputBlock, PlainTextInputElement
from slack_sdk.models.views import View

from channels.feedback import Feedback, record_feedback
from channels.slack import phrases
from channels.slack.answer_reference import AnswerReference
from channels.slack.blocks import RATE
from channels.slack.bot import SlackBot
from channels.slack.confirmation import confirm
from channels.slack.errors import SLACK_ERRORS, raised_at, reason
from channels.slack.listeners.failures import log_failures

logger = logging.getLogger(__name__)

Rating = Literal["up", "down"]
_RATE = re.compile(rf"^{RATE}(_up|_down)?$")
COMMENT = "comment"
LONGEST_COMMENT = 1000


def register(app: AsyncApp, bot: SlackBot) -> None:
    """Registers the listeners."""

    @app.action(_RATE)
    @log_failures
    async def rate(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        rating, answer = _read(action)
        if rating == "down":
            try:
                # First, because Slack opens a modal only within three seconds.
                await bot.client.views_open(
                    trigger_id=body["trigger_id"], view=_comment_form(answer)
                )
            except SLACK_ERRORS as error:
                logger.error("Slack didn't open the form for a comment: %s.", reason(error))
        thanks = phrases.THANKS_UP if rating == "up" else phrases.THANKS_DOWN
        kept = await _keep(bot, answer, body["user"]["id"], rating)
        sentence = thanks if kept else phrases.NOT_RATED
        await confirm(bot, body, sentence.in_language(answer.language))

    @app.view(COMMENT)
    @log_failures
    async def comment(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        await ack()
        written = view["state"]["values"][COMMENT][COMMENT].get("value")
        if written:
            answer = AnswerReference.load(view["private_metadata"])
            await _keep(bot, answer, body["user"]["id"], "down", written)


def _read(action: Mapping[str, Any]) -> tuple[Rating, AnswerReference]:
    """Which button was pressed; those of messages from before November 2026 were two buttons."""
    if action["action_id"] != RATE:
        rating, reference = action["action_id"].removeprefix("rate_"), action["value"]
    else:
        rating, _, reference = action["value"].partition(" ")
    return "up" if rating == "up" else "down", AnswerReference.load(reference)


async def _keep(
    bot: SlackBot, answer: AnswerReference, user: str, rating: Rating, comment: str | None = None
) -> bool:
    """Keeps a rating in the rater's own conversation, so that each counts and can be erased."""
    feedback = Feedback(answer.answer, rating, comment)
    kept_in = f"{answer.conversation.rpartition(':')[0]}:{user}"
    try:
        await record_feedback(bot.agent, answer.conversation, feedback, kept_in=kept_in)
    except Exception as error:
        logger.error("A rating from Slack could not be kept: %s.", raised_at(error))
        return False
    return True


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
