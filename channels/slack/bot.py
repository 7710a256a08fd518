"""The Slack app's work, shared by all listeners: ask the assistant, show what it says."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from rasa.core.agent import Agent
from slack_sdk.web.async_client import AsyncWebClient

from channels.plain_text import MAX_MESSAGE_LENGTH
from channels.slack import charts, phrases
from channels.slack.answer_reference import AnswerReference
from channels.slack.asking import Exchange, Question, ask_once
from channels.slack.blocks import Shown, quote, show
from channels.slack.failures import SLACK_FAILURES, reason, where
from channels.slack.message import Message
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
        self._at_work: set[asyncio.Task[object]] = set()

    @property
    def agent(self) -> Agent:
        """The running assistant; another one after a new model was loaded."""
        return self._agent()

    async def answer(
        self,
        question: Question,
        reply: Reply,
        *,
        quote_for: str | None = None,
        shareable: bool = False,
    ) -> Exchange | None:
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
        self._at_work.add(task)
        try:
            exchange = await self._ask(question)
            if exchange is not None:
                await self._send(question, exchange, reply, quote_for, shareable)
            return exchange
        except SLACK_FAILURES as error:
            logger.error("An answer could not be sent to Slack: %s.", reason(error))
            return None
        except Exception as error:
            logger.error("Showing an answer in Slack failed: %s.", where(error))
            await reply.send(say(phrases.SORRY.in_language("en")))
            return None
        finally:
            self._at_work.discard(task)

    async def finish(self, seconds: float) -> None:
        """Waits for the answers that are under way, but not for longer than ``seconds``."""
        if self._at_work:
            await asyncio.wait(self._at_work, timeout=seconds)

    def image_url(self, message: Message) -> str | None:
        """The public address of the message's chart, if it has one."""
        if message.chart is None or not self.public_url:
            return None
        return charts.address(message.chart, self.public_url)

    async def _ask(self, question: Question) -> Exchange | None:
        cut = Question(question.place, question.key, question.text[:MAX_MESSAGE_LENGTH])
        try:
            exchange = await ask_once(self.agent, cut)
        except Exception as error:
            # The stores, a model that is being replaced, ...
            logger.error("Handling a question from Slack failed: %s.", where(error))
            return _apology("en")
        if exchange is not None and not exchange.messages:
            return _apology(exchange.language)
        return exchange

    async def _send(
        self,
        question: Question,
        exchange: Exchange,
        reply: Reply,
        quote_for: str | None,
        shareable: bool,
    ) -> None:
        place, language = question.place, exchange.language
        heading = None
        if quote_for is not None:
            user = None if place.is_direct or not reply.takes_files else quote_for
            heading = quote(question.text, language, user)
        elif not question.text:
            heading = phrases.ONLY_TEXT.in_language(language)
        elif len(question.text) > MAX_MESSAGE_LENGTH:
            heading = phrases.TOO_LONG.in_language(language)
        for message in exchange.messages:
            answer = None
            if message.answer_id:
                answer = AnswerReference(place.conversation, message.answer_id, language)
            image_url = self.image_url(message)
            shown = show(
                message,
                language,
                heading=heading,
                image_url=image_url,
                answer=answer,
                shareable=shareable,
            )
            await reply.send(shown)
            if image_url is None and reply.takes_files:
                await self._send_chart(message, reply)
            heading = None

    async def _send_chart(self, message: Message, reply: Reply) -> None:
        if message.chart is None:
            return
        try:
            content = await charts.png(self.guide, message.chart.name, message.chart.language)
            await reply.send_file(content, message.chart.name, message.chart.alt)
        except SLACK_FAILURES as error:
            # The text has said the same.
            logger.error("A chart could not be sent to Slack: %s.", reason(error))


def say(text: str) -> list[Shown]:
    """One sentence as a message."""
    return [Shown(text, ())]


def _apology(language: Language) -> Exchange:
    return Exchange((Message(phrases.SORRY.in_language(language)),), language, is_first=False)
