"""Answers a question from any listener: asks the assistant, renders its messages, sends them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from rasa.core.agent import Agent
from slack_sdk.web.async_client import AsyncWebClient

from channels.plain_text import MAX_MESSAGE_LENGTH
from channels.slack import charts, phrases
from channels.slack.answer_reference import AnswerReference
from channels.slack.blocks import RenderedMessage, quote, render
from channels.slack.errors import SLACK_ERRORS, raised_at, reason
from channels.slack.message import Message
from channels.slack.questions import SlackAnswer, SlackQuestion, ask_once
from channels.slack.replies import Reply
from guide.model import Guide
from guide.text import Language

logger = logging.getLogger(__name__)


class SlackBot:
    """Answers questions that come from Slack.

    Attributes:
        client: Slack's Web API.
        guide: what the charts and the first questions are made from.
        public_url: this server's address on the internet, empty if it has none.
    """

    def __init__(
        self, agent: Callable[[], Agent], client: AsyncWebClient, guide: Guide, public_url: str
    ) -> None:
        self._agent = agent
        self.client = client
        self.guide = guide
        self.public_url = public_url
        self._in_flight: set[asyncio.Task[object]] = set()

    @property
    def agent(self) -> Agent:
        """The running assistant; another one after a new model was loaded."""
        return self._agent()

    async def answer(
        self,
        question: SlackQuestion,
        reply: Reply,
        *,
        quote_for: str | None = None,
        shareable: bool = False,
    ) -> SlackAnswer | None:
        """Answers a question, or apologises; does nothing if it was answered before.

        Args:
            question: who asks what, and where.
            reply: where the answer goes.
            quote_for: id of who asked, to repeat a question that can't be seen in the channel.
            shareable: whether the answer gets a button to share it.

        Returns:
            What was said, if anything was.
        """
        task = asyncio.current_task()
        assert task is not None
        self._in_flight.add(task)
        try:
            answered = await self._ask(question)
            if answered is not None:
                await self._send(question, answered, reply, quote_for, shareable)
            return answered
        except SLACK_ERRORS as error:
            logger.error("An answer could not be sent to Slack: %s.", reason(error))
            return None
        except Exception as error:
            logger.error("Showing an answer in Slack failed: %s.", raised_at(error))
            await reply.send(plain_message(phrases.SORRY.in_language("en")))
            return None
        finally:
            self._in_flight.discard(task)

    async def finish(self, seconds: float) -> None:
        """Graceful shutdown: waits for the answers in flight, at most for so many seconds."""
        if self._in_flight:
            await asyncio.wait(self._in_flight, timeout=seconds)

    def image_url(self, message: Message) -> str | None:
        """The public address of the message's chart, if it has one."""
        if message.chart is None or not self.public_url:
            return None
        return charts.chart_url(message.chart, self.public_url)

    async def _ask(self, question: SlackQuestion) -> SlackAnswer | None:
        cut = SlackQuestion(
            question.conversation, question.message_id, question.text[:MAX_MESSAGE_LENGTH]
        )
        try:
            answered = await ask_once(self.agent, cut)
        except Exception as error:
            # The stores, a model that is being replaced, ...
            logger.error("Handling a question from Slack failed: %s.", raised_at(error))
            return _apology("en")
        if answered is not None and not answered.messages:
            return _apology(answered.language)
        return answered

    async def _send(
        self,
        question: SlackQuestion,
        answered: SlackAnswer,
        reply: Reply,
        quote_for: str | None,
        shareable: bool,
    ) -> None:
        conversation, language = question.conversation, answered.language
        heading = None
        if quote_for is not None:
            user = None if conversation.is_direct_message or not reply.takes_files else quote_for
            heading = quote(question.text, language, user)
        elif not question.text:
            heading = phrases.ONLY_TEXT.in_language(language)
        elif len(question.text) > MAX_MESSAGE_LENGTH:
            heading = phrases.TOO_LONG.in_language(language)
        for message in answered.messages:
            answer = None
            if message.answer_id:
                answer = AnswerReference(conversation.id, message.answer_id, language)
            image_url = self.image_url(message)
            rendered = render(
                message,
                language,
                heading=heading,
                image_url=image_url,
                answer=answer,
                shareable=shareable,
            )
            await reply.send(rendered)
            if image_url is None and reply.takes_files:
                await self._send_chart(message, reply)
            heading = None

    async def _send_chart(self, message: Message, reply: Reply) -> None:
        if message.chart is None:
            return
        try:
            content = await charts.png(self.guide, message.chart.name, message.chart.language)
            await reply.send_file(content, message.chart.name, message.chart.alt)
        except SLACK_ERRORS as error:
            # The text has said the same.
            logger.error("A chart could not be sent to Slack: %s.", reason(error))


def plain_message(text: str) -> list[RenderedMessage]:
    """One sentence as a message without blocks."""
    return [RenderedMessage(text, ())]


def _apology(language: Language) -> SlackAnswer:
    return SlackAnswer((Message(phrases.SORRY.in_language(language)),), language, is_first=False)
