"""Asks the assistant, each question exactly once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage

from channels.slack import phrases
from channels.slack.answer_reference import AnswerReference
from channels.slack.message import Message
from channels.slack.place import Place
from guide.text import Language
from stores.confirmation import CONFIRMED, ERASURE
from stores.conversation_id import is_storable
from stores.conversations import read_conversation, tracker_store

CHANNEL = "slack"
"""The channel's name in conversations and reports."""


@dataclass(frozen=True)
class Question:
    """Something a person asks.

    Attributes:
        key: what tells it from every other question of the conversation, the same each time
            that Slack sends it.
        text: as ``read_text`` returns it.
    """

    place: Place
    key: str
    text: str


@dataclass(frozen=True)
class Exchange:
    """A question's answer.

    Attributes:
        messages: at least one, unless the assistant was left without an answer.
        is_first: whether the conversation began with it.
    """

    messages: tuple[Message, ...]
    language: Language
    is_first: bool


class AssistantNotReadyError(Exception):
    """There is no model to answer with."""


class NotErasedError(Exception):
    """The assistant was asked to erase the conversation, and it is still there."""


async def ask(agent: Agent, question: Question) -> Exchange | None:
    """Lets the assistant handle a question; ``None`` if it has handled it before.

    Slack sends an event again when it missed our acknowledgement, to whichever server it likes.
    Whether we had it is decided by what all servers share: under the conversation's lock, its
    turns are searched for the question's key. The messages are returned rather than sent from
    within, so that whatever reaches Slack has been saved before.

    Raises:
        AssistantNotReadyError: if no model is loaded.
        ValueError: if the conversation can't be stored under its id.
        NotErasedError: if the person wants everything erased and it couldn't be.
        Exception: whatever the stores raise when they can't be reached.
    """
    if not agent.is_ready():
        raise AssistantNotReadyError("There is no model to answer with.")
    assert agent.processor is not None
    conversation = question.place.conversation
    if not is_storable(conversation):
        raise ValueError("Slack's ids make no id of a conversation.")
    output = _Collector()
    message = UserMessage(
        question.text, output, conversation, input_channel=CHANNEL, message_id=question.key
    )
    async with agent.lock_store.lock(conversation):
        turns = (await read_conversation(agent, conversation)).turns
        if any(turn.question.message_id == question.key for turn in turns):
            return None
        await agent.processor.handle_message(message)
        if output.erases and await tracker_store(agent).retrieve(conversation) is not None:
            raise NotErasedError("The stores have failed; Rasa has logged why.")
        tracker = await tracker_store(agent).retrieve(conversation)
    language = phrases.language_of(tracker and tracker.get_slot("language"))
    return Exchange(tuple(output.messages), language, is_first=not turns)


async def has_asked(agent: Agent, place: Place) -> bool:
    """Whether this person has asked the assistant something at this place."""
    return await tracker_store(agent).retrieve(place.conversation) is not None


async def is_question(agent: Agent, text: str) -> bool:
    """Whether a text is a question that the guide is about. It is not kept."""
    parsed = await agent.parse_message(text)
    return str(parsed["intent"]["name"]).startswith("ask_")


async def find_answer(agent: Agent, answer: AnswerReference) -> tuple[str, Message] | None:
    """Returns an earlier answer with its question, or ``None`` if there is no such answer."""
    for turn in (await read_conversation(agent, answer.conversation)).turns:
        for event in turn.answers:
            message = Message.from_rasa(event.message())
            if message.answer_id == answer.answer:
                return turn.question.text or "", message
    return None


class _Collector(OutputChannel):
    """Keeps what the assistant says until all of it is said."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.erases = False

    @classmethod
    def name(cls) -> str:
        return CHANNEL

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        shown = Message.from_rasa(message)
        self.erases |= message.get(ERASURE) == CONFIRMED
        if shown.text:
            self.messages.append(shown)
