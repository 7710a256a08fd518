"""Turns of a conversation, as Rasa's processor makes and saves them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

PERSON = "a-person"

START = [
    ActionExecuted("action_session_start"),
    SessionStarted(),
    ActionExecuted("action_listen"),
]


def turn(number: int, *more: Event) -> list[Event]:
    """A question with its answer, and other events between them."""
    return [
        UserUttered(f"question {number}", {"name": "ask_salary", "confidence": 0.9}),
        *more,
        ActionExecuted("action_answer_salary"),
        BotUttered(f"answer {number}"),
        SlotSet("listed", [number]),
        ActionExecuted("action_listen"),
    ]


def add(store: SQLTrackerStore, events: Sequence[Event]) -> DialogueStateTracker:
    """Adds events to the conversation; returns its tracker."""

    async def add() -> DialogueStateTracker:
        tracker = await store.get_or_create_tracker(PERSON, append_action_listen=False)
        tracker.update_with_events(list(events), store.domain)
        await store.save(tracker)
        return tracker

    return asyncio.run(add())


def retrieve(store: SQLTrackerStore) -> DialogueStateTracker:
    """What a message is answered from."""
    return asyncio.run(store.retrieve(PERSON))
