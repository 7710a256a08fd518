"""Context of a thread in a direct message: a reply is about what was said in its thread.

A direct message is one conversation, so that a follow-up may be written in a thread or outside. Its
slots are what was said last; a reply in an earlier thread brings that thread's slots back.
"""

from __future__ import annotations

from collections.abc import Sequence

from rasa.core.agent import Agent
from rasa.shared.core.events import Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from channels.slack.delivery import DELIVERY_SLOT
from stores.conversations import FEEDBACK_SLOT, tracker_store

# Slots whose events are about one message, and mean the same again if they are repeated.
_ABOUT_ONE_MESSAGE = {DELIVERY_SLOT, FEEDBACK_SLOT, "labelled_example"}


def message_id(channel: str, thread: str, message: str) -> str:
    """The idempotency key of a message, which begins alike for all messages of a thread."""
    return f"{channel}-{thread}-{message}"


async def return_to_thread(agent: Agent, conversation: str, channel: str, thread: str) -> None:
    """Sets the slots to what they were when the last message of a thread had been answered.

    Does nothing if that was the last message of all.

    Args:
        agent: whose tracker store has the conversation.
        conversation: its id, of a direct message.
        channel: id of the direct message.
        thread: timestamp of the thread's first message; where that is none of the person's, the
            slots are set to what they were at that time.

    Raises:
        Exception: whatever the stores raise when they can't be reached.
    """
    store = tracker_store(agent)
    full = await store.retrieve_full_tracker(conversation)
    if full is None:
        return
    events = list(full.events)
    questions = [number for number, event in enumerate(events) if isinstance(event, UserUttered)]
    if not questions or _is_of(events[questions[-1]], channel, thread):
        return
    until = _until_answered(events, questions, channel, thread)
    wanted = DialogueStateTracker.from_events(
        conversation, until, agent.domain.slots
    ).current_slot_values()
    async with agent.lock_store.lock(conversation):
        tracker = await store.retrieve(conversation)
        if tracker is None:
            return
        changed = [
            SlotSet(name, value)
            for name, value in wanted.items()
            if name not in _ABOUT_ONE_MESSAGE and tracker.get_slot(name) != value
        ]
        for event in changed:
            tracker.update(event, agent.domain)
        if changed:
            await store.save(tracker)


def _is_of(event: Event, channel: str, thread: str) -> bool:
    assert isinstance(event, UserUttered)
    return str(event.message_id).startswith(message_id(channel, thread, ""))


def _until_answered(
    events: Sequence[Event], questions: Sequence[int], channel: str, thread: str
) -> list[Event]:
    """The events up to the last answer in a thread."""
    following = None
    for number in reversed(questions):
        if _is_of(events[number], channel, thread):
            return list(events[:following])
        following = number
    return [event for event in events if event.timestamp <= float(thread)]
