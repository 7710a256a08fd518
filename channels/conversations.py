"""Reads a conversation back from the tracker store, all of its sessions."""

from __future__ import annotations

from dataclasses import dataclass

from rasa.core.agent import Agent
from rasa.core.tracker_store import FailSafeTrackerStore, TrackerStore
from rasa.shared.core.events import BotUttered, UserUttered


@dataclass(frozen=True)
class Turn:
    """What the person said and everything that was said in return."""

    question: UserUttered
    answers: tuple[BotUttered, ...]


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


async def read_turns(agent: Agent, conversation: str) -> list[Turn]:
    """Returns the turns of a conversation from its beginning; none if there is no such one.

    Args:
        agent: whose tracker store to read.
        conversation: its id.

    Raises:
        Exception: whatever the tracker store raises when it can't be read.
    """
    tracker = await tracker_store(agent).retrieve_full_tracker(conversation)
    turns: list[Turn] = []
    for event in tracker.events if tracker else ():
        if isinstance(event, UserUttered):
            turns.append(Turn(event, ()))
        elif isinstance(event, BotUttered) and turns:
            turns[-1] = Turn(turns[-1].question, (*turns[-1].answers, event))
    return turns
