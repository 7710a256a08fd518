"""The assistant pane: suggested prompts, the status "is thinking…" and the thread's title."""

from __future__ import annotations

import logging
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncAssistant
from slack_bolt.context.async_context import AsyncBoltContext

from channels.slack import phrases
from channels.slack.bot import SlackBot
from channels.slack.errors import SLACK_ERRORS, reason
from channels.slack.incoming import is_from_a_person, read_question
from channels.slack.replies import PostedReply
from channels.slack.welcome import PANE_TITLE, starting_questions

logger = logging.getLogger(__name__)

# A title is shown in a list of earlier conversations.
LONGEST_TITLE = 80


def register(app: AsyncApp, bot: SlackBot) -> None:
    """Registers the listeners."""
    assistant = AsyncAssistant()

    @assistant.thread_started
    async def started(payload: dict[str, Any]) -> None:
        thread = payload["assistant_thread"]
        # No greeting: if Slack sends the event again, there would be two.
        await bot.client.assistant_threads_setSuggestedPrompts(
            channel_id=thread["channel_id"],
            thread_ts=thread["thread_ts"],
            title=PANE_TITLE,
            prompts=[
                {"title": question.title, "message": question.payload}
                for question in starting_questions(bot.guide)
            ],
        )

    @assistant.thread_context_changed
    async def context_changed() -> None:
        """Does nothing: the answers don't depend on the channel that is open beside the pane."""

    @assistant.user_message
    async def message(payload: dict[str, Any], context: AsyncBoltContext) -> None:
        if not is_from_a_person(payload):
            return
        question = read_question(payload, context.team_id, context.bot_user_id)
        conversation = question.conversation
        try:
            # Slack takes the status away when the answer arrives.
            await bot.client.assistant_threads_setStatus(
                channel_id=conversation.channel,
                thread_ts=payload["thread_ts"],
                status=phrases.IS_THINKING,
            )
        except SLACK_ERRORS as error:
            # A workspace without the pane: an ordinary thread of a direct message.
            logger.debug("Slack shows no status: %s.", reason(error))
        answered = await bot.answer(question, PostedReply(bot.client, conversation))
        if answered is not None and answered.is_first and question.text:
            try:
                await bot.client.assistant_threads_setTitle(
                    channel_id=conversation.channel,
                    thread_ts=payload["thread_ts"],
                    title=question.text[:LONGEST_TITLE],
                )
            except SLACK_ERRORS as error:
                logger.debug("Slack takes no title: %s.", reason(error))

    app.assistant(assistant)
