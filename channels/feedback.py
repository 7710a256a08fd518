"""Feedback on an answer (👍, 👎, comment): a slot event in the tracker store and event broker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rasa.core.agent import Agent
from rasa.shared.core.events import SlotSet

from stores.conversations import FEEDBACK_SLOT, read_conversation, tracker_store


@dataclass(frozen=True)
class Feedback:
    """What somebody thinks of an answer.

    Attributes:
        answer_id: the id that the answer's action gave it (``answer.id`` of the message).
        rating: ``None`` takes an earlier rating back.
        comment: in the person's own words.
    """

    answer_id: str
    rating: Literal["up", "down"] | None
    comment: str | None = None


class UnknownAnswer(Exception):  # noqa: N818 (what it says, not how it failed)
    """The conversation has no answer of that id."""


async def record_feedback(
    agent: Agent, conversation: str, feedback: Feedback, *, kept_in: str | None = None
) -> None:
    """Adds feedback to the conversation, with the question, intent and topic that it is about.

    It is an event like any other: it sets a slot that influences nothing, is saved with the
    conversation and reaches the event broker. The last one for an answer counts, in each
    conversation that it is kept in.

    Args:
        agent: the running assistant.
        conversation: id of the one that has the answer.
        feedback: what to add.
        kept_in: id of the conversation to add it to, of somebody who rates another's answer; left
            out, the one that has the answer.

    Raises:
        UnknownAnswer: if nothing with that id was ever said in this conversation.
        Exception: whatever the stores raise when they can't be reached.
    """
    kept_in = kept_in or conversation
    async with agent.lock_store.lock(kept_in):
        question, topic = None, None
        for turn in (await read_conversation(agent, conversation)).turns:
            for event in turn.answers:
                answer = event.metadata.get("answer") or {}
                if answer.get("id") == feedback.answer_id:
                    question, topic = turn.question, answer.get("topic")
        if question is None:
            raise UnknownAnswer(feedback.answer_id)
        store = tracker_store(agent)
        # Only the latest session: stores work out what is new by counting from its beginning.
        tracker = await store.get_or_create_tracker(kept_in, append_action_listen=False)
        value = {
            "answer": feedback.answer_id,
            "question": question.text,
            "intent": question.intent_name,
            "topic": topic,
            "rating": feedback.rating,
            "comment": feedback.comment,
        }
        tracker.update(SlotSet(FEEDBACK_SLOT, value), agent.domain)
        await store.save(tracker)
