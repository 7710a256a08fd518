"""One turn, for all channels: lock, deduplicate, handle, see that what is erased is, count."""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.lock_store import LockError
from rasa.core.processor import MessageProcessor
from rasa.shared.core.trackers import DialogueStateTracker
from structlog.contextvars import bind_contextvars

from channels.fair_executor import FairExecutor
from guide.text import DEFAULT_LANGUAGE, LANGUAGES, Language, bilingual
from monitoring.counting import count_message
from stores.confirmation import CONFIRMED, ERASURE
from stores.conversation_id import is_storable
from stores.conversations import find_answer, tracker_store
from stores.errors import ForeseenError
from stores.turn_outcome import UNANSWERED, outcome_of

logger = logging.getLogger(__name__)

APOLOGY = "Sorry, something went wrong and I couldn't answer. Please try again in a moment."
"""What a channel says where there is no answer."""

APOLOGIES = bilingual(
    APOLOGY,
    "Désolé, une erreur s'est produite et je n'ai pas pu répondre. Réessayez dans un instant.",
)
"""The same in each language."""

LOCALE = "locale"
"""The key in a message's metadata that says in which language the page or the account is."""

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]
"""What Rasa gives to a channel to handle messages; ours ask here instead."""

UNDERSTANDING = FairExecutor()
"""Where models read messages, one at a time: they aren't made for several threads."""
_QUOTED = re.compile("'.*?'")


@dataclass(frozen=True)
class Question:
    """A message that somebody has sent.

    Attributes:
        conversation: its id; a store must be able to hold it (``stores.conversation_id``).
        text: what the person wrote, as ``channels.plain_text`` returns it.
        channel: the channel's name in conversations, reports and metrics.
        message_id: the idempotency key: the same one is handled once. ``None``: every time.
        client: who takes turns with others, such as a network address; each conversation by itself
            where that isn't known.
        locale: that of the page, the browser or the program, such as ``fr-CA``: until the person
            has written enough to tell their language, they are answered in this one.
    """

    conversation: str
    text: str
    channel: str
    message_id: str | None = None
    client: str | None = None
    locale: str | None = None


@dataclass(frozen=True)
class Answer:
    """What was said in return.

    Attributes:
        messages: as Rasa hands them to an output channel (``BotUttered.message()``), all of them
            stored; none if the assistant was left without an answer, which has been logged.
        language: that of the conversation, if it has been found out.
        is_repeat: whether the message had been handled before, and these were read back.
    """

    messages: tuple[Mapping[str, Any], ...]
    language: str | None = None
    is_repeat: bool = False


class NotReadyError(Exception):
    """There is no model to answer with."""


class NotErasedError(Exception):
    """The assistant has said that the conversation is erased, and it is still there."""


class EndedProcessError(Exception):
    """Something of Rasa wanted to end the whole server because of one message."""


async def ask(agent: Agent, question: Question) -> Answer:
    """Lets the assistant handle a message, exactly once.

    Looking and handling are under one lock, Rasa's own of the conversation: the same message sent
    twice at the same time is handled once, on however many servers. The messages are returned
    rather than sent from within, so that whatever reaches a person has been stored before.

    A client that hangs up cancels its request; a turn that has begun is finished all the same.

    Args:
        agent: the running assistant.
        question: what somebody has sent.

    Raises:
        ValueError: if no store could hold the conversation's id.
        NotReadyError: if no model is loaded.
        NotErasedError: if the person wants everything erased and it couldn't be.
        LockError: if the conversation is busy for too long, or the lock store can't be reached.
        Exception: whatever the stores raise when they can't be reached.
    """
    if not is_storable(question.conversation):
        raise ValueError("No store can hold the conversation's id.")
    if not agent.is_ready() or agent.processor is None:
        raise NotReadyError("There is no model to answer with.")
    return await asyncio.shield(_ask(agent, agent.processor, question))


def apology_in(locale: str | None) -> str:
    """What a channel says where there is no answer, in the language of a locale that is known."""
    return APOLOGIES.in_language(language_of_locale(locale))


def language_of_locale(locale: str | None) -> Language:
    """The language of a locale such as ``fr-CA``; the default one if it isn't one of ours."""
    spoken = (locale or "").partition("-")[0].lower()
    return next((each for each in LANGUAGES if each == spoken), DEFAULT_LANGUAGE)


def log_failure(channel: str, error: BaseException) -> None:
    """Logs why a message could not be answered, without the person's words or ids.

    A lock error quotes the conversation's id; a database's error has the statement in it.

    Args:
        channel: the channel's name.
        error: what ``ask`` or a store has raised.
    """
    if isinstance(error, LockError):
        logger.error("%s: %s", channel, _QUOTED.sub("'…'", str(error)))
    elif isinstance(error, ForeseenError):
        logger.error("A request of the %s channel failed: %s", channel, error)
    elif (reason := getattr(error, "orig", None)) is not None:
        logger.error("A request of the %s channel failed: %s", channel, reason)
    else:
        logger.error("A request of the %s channel failed.", channel, exc_info=error)


async def _ask(agent: Agent, processor: MessageProcessor, question: Question) -> Answer:
    try:
        async with agent.lock_store.lock(question.conversation):
            if question.message_id is not None:
                earlier = await find_answer(agent, question.conversation, question.message_id)
                if earlier is not None:
                    return Answer(tuple(earlier), is_repeat=True)
            answer = await _handle_and_count(processor, question)
            if any(message.get(ERASURE) == CONFIRMED for message in answer.messages):
                await _check_erasure(agent, question.conversation)
    except SystemExit as error:
        raise EndedProcessError("Handling a message wanted to end the server.") from error
    if not answer.messages:
        logger.error("A message from '%s' was left unanswered.", question.channel)
    return answer


async def _handle_and_count(processor: MessageProcessor, question: Question) -> Answer:
    output = _Collector()
    message = UserMessage(
        question.text,
        output,
        question.conversation,
        input_channel=question.channel,
        message_id=question.message_id,
        metadata={LOCALE: question.locale} if question.locale else None,
    )
    bind_contextvars(channel=question.channel)
    start, outcome, tracker = time.perf_counter(), UNANSWERED, None
    try:
        tracker = await _handle(processor, message, question.client or question.conversation)
        outcome = outcome_of(tracker.events)
    finally:
        seconds = time.perf_counter() - start
        count_message(question.channel, tracker, outcome, seconds, processor.domain.intents)
    return Answer(tuple(output.messages), tracker.get_slot("language"))


async def _handle(
    processor: MessageProcessor, message: UserMessage, client: str
) -> DialogueStateTracker:
    """``MessageProcessor.handle_message`` of Rasa 3.6, which keeps its tracker to itself.

    Rasa understands a message on the event loop, where nobody else is served meanwhile.
    """
    tracker = await processor.fetch_tracker_and_update_session(
        message.sender_id, message.output_channel, message.metadata
    )
    message.parse_data = _remembered(processor, message, tracker)
    if message.parse_data is None:
        understanding = UNDERSTANDING.submit(client, partial(_parse, processor, message, tracker))
        message.parse_data = await asyncio.wrap_future(understanding)
    await processor._handle_message_with_tracker(message, tracker)
    tracker = await processor.run_action_extract_slots(message.output_channel, tracker)
    await processor._run_prediction_loop(message.output_channel, tracker)
    await processor.run_anonymization_pipeline(tracker)
    await processor.save_tracker(tracker)
    return tracker


def _remembered(
    processor: MessageProcessor, message: UserMessage, tracker: DialogueStateTracker
) -> dict[str, Any] | None:
    """What is known of the message without reading it, where results are kept."""
    remembered = getattr(processor, "remembered", None)
    return remembered(message, tracker) if remembered else None


def _parse(
    processor: MessageProcessor, message: UserMessage, tracker: DialogueStateTracker
) -> dict[str, Any]:
    """What Rasa understands; in this thread, without an event loop, it has nothing to wait for."""
    parsing = processor.parse_message(message, tracker)
    try:
        parsing.send(None)
    except StopIteration as done:
        return dict(done.value)
    raise RuntimeError("Understanding is in this process: endpoints.yml must name no 'nlu'.")


async def _check_erasure(agent: Agent, conversation: str) -> None:
    if await tracker_store(agent).retrieve(conversation) is not None:
        raise NotErasedError("The conversation is still in the tracker store.")


class _Collector(OutputChannel):
    """Keeps what the assistant says until all of it is said and stored."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        return "collector"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.messages.append(message)
