"""Asks the assistant, each question exactly once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from channels.slack import phrases
from channels.slack.message import Message
from channels.slack.place import Place
from guide.text import Language

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


class AssistantNotReady(Exception):
    """There is no model to answer with."""


async def ask(agent: Agent, question: Question) -> Exchange | None:
    """Lets the assistant handle a question; ``None`` if it has handled it before.

    Slack sends an event again when it missed our acknowledgement, to whichever server it likes.
    Whether we had it is decided by what all servers share: under the conversation's lock, its
    tracker is searched for the question's key. The messages are returned rather than sent from
    within, so that whatever reaches Slack has been saved before.

    Raises:
        AssistantNotReady: if no model is loaded.
    """
    if not agent.is_ready():
        raise AssistantNotReady("There is no model to answer with.")
    assert agent.processor is not None
    conversation = question.place.conversation
    output = _Collector()
    message = UserMessage(
        question.text,
        output,
        conversation,
        input_channel=CHANNEL,
        message_id=question.key,
    )
    async with agent.lock_store.lock(conversation):
        before = await agent.tracker_store.retrieve_full_tracker(conversation)
        if before is not None and _has(before, question.key):
            return None
        await agent.processor.handle_message(message)
        after = await agent.tracker_store.retrieve(conversation)
    language = phrases.language_of(after and after.get_slot("language"))
    return Exchange(tuple(output.messages), language, is_first=before is None)


async def has_asked(agent: Agent, place: Place) -> bool:
    """Whether this person has asked the assistant something at this place."""
    return await agent.tracker_store.retrieve(place.conversation) is not None


async def is_question(agent: Agent, text: str) -> bool:
    """Whether a text is a question that the guide is about. It is not kept."""
    parsed = await agent.parse_message(text)
    return str(parsed["intent"]["name"]).startswith("ask_")


async def find_answer(
    agent: Agent, conversation: str, answer_id: str
) -> tuple[str, Message] | None:
    """Returns an earlier answer with its question, or ``None`` if there is no such answer."""
    tracker = await agent.tracker_store.retrieve_full_tracker(conversation)
    question = ""
    for event in tracker.events if tracker else ():
        if isinstance(event, UserUttered):
            question = event.text or ""
        elif isinstance(event, BotUttered):
            message = Message.from_rasa(event.message())
            if message.answer_id == answer_id:
                return question, message
    return None


def _has(tracker: DialogueStateTracker, key: str) -> bool:
    return any(
        isinstance(event, UserUttered) and event.message_id == key for event in tracker.events
    )


class _Collector(OutputChannel):
    """Keeps what the assistant says until all of it is said."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    @classmethod
    def name(cls) -> str:
        return CHANNEL

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        shown = Message.from_rasa(message)
        if shown.text:
            self.messages.append(shown)
