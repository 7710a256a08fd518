"""Reads a conversation back from the tracker store, all of its sessions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rasa.core.tracker_store import FailSafeTrackerStore, SQLTrackerStore, TrackerStore
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered

from stores.latest_events import has_message
from stores.threads import run_in_thread
from stores.tracker_store import ErasingTrackerStore

if TYPE_CHECKING:  # it would load TensorFlow into programs that have no model
    from rasa.core.agent import Agent

FEEDBACK_SLOT = "feedback"
"""The slot whose events are feedback on answers; see ``record_feedback``."""


@dataclass(frozen=True)
class Turn:
    """What the person said and everything that was said in return."""

    question: UserUttered
    answers: tuple[BotUttered, ...]


@dataclass(frozen=True)
class Conversation:
    """Everything said so far, and what the person thinks of the answers.

    Attributes:
        turns: in order; none if nobody has said anything yet.
        ratings: ``up`` or ``down`` by the answer's id.
    """

    turns: tuple[Turn, ...]
    ratings: Mapping[str, str]


def tracker_store(agent: Agent) -> TrackerStore:
    """The store that the conversations are really in; its errors are raised.

    Rasa wraps it in a ``FailSafeTrackerStore``, which turns every error into "no such
    conversation". Somebody whose history can't be read just now must not be told that there is
    none, nor be answered a second time.
    """
    store: TrackerStore = agent.tracker_store
    if isinstance(store, FailSafeTrackerStore):
        store = store._tracker_store
    return store


async def read_conversation(agent: Agent, conversation: str) -> Conversation:
    """Returns a conversation from its beginning.

    Args:
        agent: whose tracker store to read.
        conversation: its id.

    Raises:
        Exception: whatever the tracker store raises when it can't be read.
    """
    tracker = await tracker_store(agent).retrieve_full_tracker(conversation)
    turns: list[Turn] = []
    ratings: dict[str, str] = {}
    for event in tracker.events if tracker else ():
        if isinstance(event, UserUttered):
            turns.append(Turn(event, ()))
        elif isinstance(event, BotUttered) and turns:
            turns[-1] = Turn(turns[-1].question, (*turns[-1].answers, event))
        elif isinstance(event, SlotSet) and event.key == FEEDBACK_SLOT and event.value:
            ratings[event.value["answer"]] = event.value["rating"]
    given = {answer: rating for answer, rating in ratings.items() if rating}
    return Conversation(tuple(turns), given)


async def find_answer(
    agent: Agent, conversation: str, message_id: str
) -> Sequence[Mapping[str, Any]] | None:
    """Returns the answer to a message that was handled before; ``None`` if it wasn't.

    Args:
        agent: whose tracker store to read.
        conversation: its id.
        message_id: a UUID.

    Returns:
        Messages as output channels get them.

    Raises:
        Exception: whatever the tracker store raises when it can't be read.
    """
    store = tracker_store(agent)
    if isinstance(store, ErasingTrackerStore):
        found = await store.look_up(conversation, message_id)
        if not found.is_known:
            return found.erasure
    turn = await _find_turn(agent, conversation, message_id)
    return None if turn is None else [event.message() for event in turn.answers]


async def find_turn(agent: Agent, conversation: str, message_id: str) -> Turn | None:
    """Returns the turn that a message began, however long ago; None if it hasn't been handled.

    Args:
        agent: whose tracker store to read.
        conversation: its id.
        message_id: a UUID.

    Raises:
        Exception: whatever the tracker store raises when it can't be read.
    """
    store = tracker_store(agent)
    if isinstance(store, SQLTrackerStore) and not await run_in_thread(
        _may_have, store, conversation, message_id
    ):
        return None
    return await _find_turn(agent, conversation, message_id)


async def _find_turn(agent: Agent, conversation: str, message_id: str) -> Turn | None:
    for turn in (await read_conversation(agent, conversation)).turns:
        if turn.question.message_id == message_id:
            return turn
    return None


def _may_have(store: SQLTrackerStore, conversation: str, message_id: str) -> bool:
    """Lets the database look, so that a long conversation needn't be read for each message."""
    with store.engine.connect() as connection:
        return has_message(connection, conversation, message_id)
