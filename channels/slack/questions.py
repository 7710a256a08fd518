"""Questions from Slack and their answers; events that Slack sends again are deduplicated."""

from __future__ import annotations

from dataclasses import dataclass

from rasa.core.agent import Agent
from rasa.shared.core.events import UserUttered

import channels.ask
from channels.slack import phrases
from channels.slack.answer_reference import AnswerReference
from channels.slack.conversation import SlackConversation
from channels.slack.delivery import is_undelivered
from channels.slack.message import Button, Message
from channels.slack.thread_context import return_to_thread
from guide.text import Language
from stores.conversations import read_conversation, tracker_store

CHANNEL = "slack"
"""The channel's name in conversations and reports."""


@dataclass(frozen=True)
class SlackQuestion:
    """Something a person asks.

    Attributes:
        conversation: who asks, and where.
        message_id: the idempotency key: tells it from every other question of the conversation,
            and is the same each time that Slack sends it.
        text: as ``read_text`` returns it.
        replies_in: timestamp of the first message of the thread in a direct message that this is
            a reply in; ``None`` elsewhere, where a thread is a conversation of its own.
    """

    conversation: SlackConversation
    message_id: str
    text: str
    replies_in: str | None = None


@dataclass(frozen=True)
class SlackAnswer:
    """A question's answer.

    Attributes:
        messages: at least one, unless the assistant was left without an answer.
        is_first: whether the conversation began with it.
        is_stored: whether the conversation has it; an apology is in none.
    """

    messages: tuple[Message, ...]
    language: Language
    is_first: bool
    is_stored: bool = True

    @property
    def suggestions(self) -> tuple[Button, ...]:
        """What could be asked next."""
        return tuple(button for message in self.messages for button in message.buttons)


async def ask_once(
    agent: Agent, question: SlackQuestion, locale: str | None = None
) -> SlackAnswer | None:
    """Lets the assistant handle a question; ``None`` if it has been answered before.

    Slack retries an event when it missed our acknowledgement, on whichever server it likes. Where
    the question was handled but the answer didn't go out, it is returned once more.

    Args:
        agent: the running assistant.
        question: who asks what, and where.
        locale: the person's, if it is known.

    Raises:
        Exception: whatever ``channels.ask.ask`` and the stores raise.
    """
    is_first = not await has_asked(agent, question.conversation)
    if question.replies_in is not None and not is_first:
        conversation = question.conversation
        await return_to_thread(agent, conversation.id, conversation.channel, question.replies_in)
    sent = channels.ask.Question(
        question.conversation.id,
        question.text,
        CHANNEL,
        message_id=question.message_id,
        locale=locale,
    )
    answer = await channels.ask.ask(agent, sent)
    if answer.is_repeat and not await is_undelivered(
        agent, question.conversation.id, question.message_id
    ):
        return None
    messages = (Message.from_rasa(message) for message in answer.messages)
    language = phrases.language_of(answer.language)
    return SlackAnswer(tuple(each for each in messages if each.text), language, is_first)


async def has_asked(agent: Agent, conversation: SlackConversation) -> bool:
    """Whether this person has asked the assistant something in this conversation."""
    # Whoever has only rated somebody else's answer has a conversation without questions.
    tracker = await tracker_store(agent).retrieve(conversation.id)
    return tracker is not None and tracker.get_last_event_for(UserUttered) is not None


async def find_answer(agent: Agent, answer: AnswerReference) -> tuple[str, Message] | None:
    """Returns an earlier answer with its question, or ``None`` if there is no such answer."""
    for turn in (await read_conversation(agent, answer.conversation)).turns:
        for event in turn.answers:
            message = Message.from_rasa(event.message())
            if message.answer_id == answer.answer:
                return turn.question.text or "", message
    return None
