"""Answers a question from any listener: asks the assistant, renders its messages, sends them."""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

from rasa.core.agent import Agent
from slack_sdk.web.async_client import AsyncWebClient

from channels.ask import language_of_locale
from channels.plain_text import MAX_MESSAGE_LENGTH
from channels.rate_limits import TooManyRequests
from channels.slack import phrases
from channels.slack.agent_sessions import AgentSessions
from channels.slack.answer_reference import AnswerReference
from channels.slack.blocks import ChartBlocks, RenderedMessage, quote, render
from channels.slack.charts import chart_url
from channels.slack.delivery import record_delivery
from channels.slack.errors import SLACK_ERRORS, is_passing, is_place_closed, raised_at, reason
from channels.slack.locales import Locales
from channels.slack.message import Message
from channels.slack.native_charts import native_chart
from channels.slack.person_limit import PersonLimit
from channels.slack.questions import SlackAnswer, SlackQuestion, ask_once
from channels.slack.recent import Recent
from channels.slack.replies import PostedReply, Reply, ThreadEphemeralReply
from guide.edition import current_edition
from guide.model import Guide
from guide.text import Language

logger = logging.getLogger(__name__)


AT_ONCE = 2
"""How many questions are understood at the same time, which happens in the event loop. Between two
of its steps the server acknowledges what has come in, within the three seconds that Slack gives."""


APOLOGY_SECONDS = 10
"""So long after an apology, another event about the same message isn't answered: nothing is stored
of it, and of a mention there are two."""


class SlackBot:
    """Answers questions that come from Slack.

    Attributes:
        client: Slack's Web API.
        sessions: shows status, title and prompts.
        public_url: this server's address on the internet, empty if it has none.
    """

    def __init__(
        self,
        agent: Callable[[], Agent],
        client: AsyncWebClient,
        sessions: AgentSessions,
        locales: Locales,
        public_url: str,
        limit: PersonLimit,
    ) -> None:
        self._agent = agent
        self.client = client
        self.sessions = sessions
        self._locales = locales
        self.public_url = public_url
        self._limit = limit
        self._understanding = asyncio.Semaphore(AT_ONCE)
        self._in_flight: dict[tuple[str, str], asyncio.Task[object]] = {}
        self._apologized_at: Recent[tuple[str, str], float] = Recent()

    @property
    def agent(self) -> Agent:
        """The running assistant; another one after a new model was loaded."""
        return self._agent()

    @property
    def guide(self) -> Guide:
        """What charts and first questions are made from; another one after it was edited."""
        return current_edition().guide

    @asynccontextmanager
    async def understanding(self) -> AsyncIterator[Agent]:
        """Waits until the assistant may read another text, and lends it."""
        async with self._understanding:
            yield self.agent

    async def language_of(self, team: str, user: str) -> Language:
        """The language of a person's locale, for what is said outside answers.

        Args:
            team: id of the workspace.
            user: id of the person.
        """
        return language_of_locale(await self._locales.find(team, user))

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
        key = question.conversation.id, question.message_id
        if key in self._in_flight:  # Slack sends it again while the answer is on its way
            return None
        if time.monotonic() - self._apologized_at.get(key, -math.inf) < APOLOGY_SECONDS:
            return None
        task = asyncio.current_task()
        assert task is not None
        self._in_flight[key] = task
        try:
            await self._limit.count(question.conversation, question.message_id)
            own = question.conversation
            answered = await self._ask(question, await self._locales.find(own.team, own.user))
            if answered is None:
                return None
            sent = await self._deliver(question, answered, reply, quote_for, shareable)
            if answered.is_stored:
                await self._record(question, sent)
            elif sent:
                self._apologized_at.set(key, time.monotonic())
            return answered if sent else None
        except TooManyRequests as error:
            if self._limit.is_news(question.conversation, error):
                await self._tell_too_fast(question, reply, error.seconds)
            return None
        finally:
            del self._in_flight[key]

    async def finish(self, seconds: float) -> None:
        """Graceful shutdown: waits for the answers in flight, at most for so many seconds."""
        if self._in_flight:
            await asyncio.wait(self._in_flight.values(), timeout=seconds)
        await self.sessions.close()

    def chart(self, message: Message) -> ChartBlocks | None:
        """The ways to show the message's chart, if it has one."""
        chart = message.chart
        if chart is None:
            return None
        url = chart_url(chart, self.public_url) if self.public_url else None
        return ChartBlocks(native_chart(self.guide, chart.name, chart.language), url, chart.alt)

    async def _ask(self, question: SlackQuestion, locale: str | None) -> SlackAnswer | None:
        cut = replace(question, text=question.text[:MAX_MESSAGE_LENGTH])
        try:
            async with self.understanding() as agent:
                answered = await ask_once(agent, cut, locale)
        except Exception as error:
            # The stores, a model that is being replaced, ...
            logger.error("Handling a question from Slack failed: %s.", raised_at(error))
            return _apology(language_of_locale(locale))
        if answered is not None and not answered.messages:
            return _apology(answered.language)
        return answered

    async def _deliver(
        self,
        question: SlackQuestion,
        answered: SlackAnswer,
        reply: Reply,
        quote_for: str | None,
        shareable: bool,
    ) -> bool:
        """Sends an answer, or tells the person that there is none; whether it was taken."""
        try:
            await self._send(question, answered, reply, quote_for, shareable)
            return True
        except SLACK_ERRORS as error:
            logger.error("An answer could not be sent to Slack: %s.", reason(error))
            if is_place_closed(error) and not question.conversation.is_direct_message:
                return await self._deliver_directly(question, answered)
            if is_passing(error):
                await self._apologize(reply, phrases.NOT_SENT.in_language(answered.language))
        except Exception as error:
            logger.error("Showing an answer in Slack failed: %s.", raised_at(error))
            await self._apologize(reply, phrases.SORRY.in_language(answered.language))
        return False

    async def _deliver_directly(self, question: SlackQuestion, answered: SlackAnswer) -> bool:
        """Sends what can't be written where it was asked to the person alone."""
        conversation, language = question.conversation, answered.language
        heading = phrases.NOT_THERE.in_language(language).format(
            place=f"<#{conversation.channel}>", quote=quote(question.text, language)
        )
        try:
            opened = await self.client.conversations_open(users=conversation.user)
            reply = PostedReply(self.client, opened["channel"]["id"], None)
            await self._send(question, answered, reply, heading=heading)
            return True
        except SLACK_ERRORS as error:
            logger.error("Nor could it be sent as a direct message: %s.", reason(error))
            return False

    async def _tell_too_fast(self, question: SlackQuestion, reply: Reply, seconds: int) -> None:
        """Tells the person, and nobody who reads along."""
        conversation = question.conversation
        language = await self.language_of(conversation.team, conversation.user)
        sentence = phrases.TOO_FAST.in_language(language).format(seconds=seconds)
        if reply.is_public and not conversation.is_direct_message:
            channel, thread, user = conversation.channel, conversation.thread, conversation.user
            reply = ThreadEphemeralReply(self.client, channel, thread, user, None)
        await reply.send(plain_message(sentence))

    async def _apologize(self, reply: Reply, sentence: str) -> None:
        try:
            await reply.send(plain_message(sentence))
        except SLACK_ERRORS as error:
            logger.error("Nor could the person be told: %s.", reason(error))

    async def _record(self, question: SlackQuestion, sent: bool) -> None:
        try:
            await record_delivery(
                self.agent, question.conversation.id, question.message_id, sent=sent
            )
        except Exception as error:
            logger.error("A delivery could not be recorded: %s.", raised_at(error))

    async def _send(
        self,
        question: SlackQuestion,
        answered: SlackAnswer,
        reply: Reply,
        quote_for: str | None = None,
        shareable: bool = False,
        heading: str | None = None,
    ) -> None:
        conversation, language = question.conversation, answered.language
        if heading is not None:
            pass
        elif quote_for is not None:
            user = None if conversation.is_direct_message or not reply.is_public else quote_for
            heading = quote(question.text, language, user)
        elif not question.text:
            heading = phrases.ONLY_TEXT.in_language(language)
        elif len(question.text) > MAX_MESSAGE_LENGTH:
            heading = phrases.TOO_LONG.in_language(language)
        for message in answered.messages:
            answer = None
            if message.answer_id:
                answer = AnswerReference(conversation.id, message.answer_id, language)
            rendered = render(
                message.linked(self.public_url),
                language,
                heading=heading,
                chart=self.chart(message),
                answer=answer,
                shareable=shareable,
            )
            await reply.send(rendered)
            heading = None


def plain_message(text: str) -> list[RenderedMessage]:
    """One sentence as a message without blocks."""
    return [RenderedMessage(text, ())]


def _apology(language: Language) -> SlackAnswer:
    message = Message(phrases.SORRY.in_language(language))
    return SlackAnswer((message,), language, is_first=False, is_stored=False)
