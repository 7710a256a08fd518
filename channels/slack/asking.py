"""Asks the assistant, each question exactly once."""

from __future__ import annotations

from dataclasses import dataclass

from rasa.core.agent import Agent

import channels.ask
from channels.slack import phrases
from channels.slack.answer_reference import AnswerReference
from channels.slack.message import Message
from channels.slack.place import Place
from guide.text import Language
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


async def ask_once(agent: Agent, question: Question) -> Exchange | None:
    """Lets the assistant handle a question; ``None`` if it has handled it before.

    Slack sends an event again when it missed our acknowledgement, to whichever server it likes.

    Raises:
        Exception: whatever ``channels.ask.ask`` raises.
    """
    is_first = not await has_asked(agent, question.place)
    sent = channels.ask.Question(
        question.place.conversation, question.text, CHANNEL, message_id=question.key
    )
    answer = await channels.ask.ask(agent, sent)
    if answer.is_repeat:
        return None
    messages = (Message.from_rasa(message) for message in answer.messages)
    language = phrases.language_of(answer.language)
    return Exchange(tuple(each for each in messages if each.text), language, is_first)


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
