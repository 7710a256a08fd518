"""Delivery of answers (at-least-once): whether Slack has taken one, kept with the conversation."""

from __future__ import annotations

import time

from rasa.core.agent import Agent
from rasa.shared.core.events import SlotSet, UserUttered

from stores.conversations import tracker_store

DELIVERY_SLOT = "delivery"
"""The slot whose events say of a message whether what was said in return has arrived."""
SENDING_SECONDS = 120
"""So long another server may still be sending an answer of which nothing is known."""


async def record_delivery(agent: Agent, conversation: str, message_id: str, *, sent: bool) -> None:
    """Keeps whether Slack has taken an answer; of an erased conversation nothing is kept.

    Raises:
        Exception: whatever the stores raise when they can't be reached.
    """
    async with agent.lock_store.lock(conversation):
        await _record(agent, conversation, message_id, sent)


async def claim_delivery(agent: Agent, conversation: str, message_id: str) -> bool:
    """Takes it on to send something that may be sent once; whether nobody has done so before.

    Who then fails records that it was not sent.

    Raises:
        Exception: whatever the stores raise when they can't be reached.
    """
    async with agent.lock_store.lock(conversation):
        _, sent = await _read(agent, conversation, message_id)
        if sent:
            return False
        await _record(agent, conversation, message_id, True)
        return True


async def is_undelivered(agent: Agent, conversation: str, message_id: str) -> bool:
    """Whether a message was handled whose answer never arrived.

    Raises:
        Exception: whatever the tracker store raises when it can't be read.
    """
    handled, sent = await _read(agent, conversation, message_id)
    if handled is None:
        return False
    if sent is None:
        return time.time() - handled > SENDING_SECONDS
    return not sent


async def _read(
    agent: Agent, conversation: str, message_id: str
) -> tuple[float | None, bool | None]:
    """When a message was handled, and whether what was said in return has arrived."""
    tracker = await tracker_store(agent).retrieve_full_tracker(conversation)
    handled: float | None = None
    sent: bool | None = None
    for event in tracker.events if tracker else ():
        if isinstance(event, UserUttered) and event.message_id == message_id:
            handled = event.timestamp
        elif isinstance(event, SlotSet) and event.key == DELIVERY_SLOT:
            value = event.value or {}
            sent = value["sent"] if value.get("message") == message_id else sent
    return handled, sent


async def _record(agent: Agent, conversation: str, message_id: str, sent: bool) -> None:
    store = tracker_store(agent)
    tracker = await store.retrieve(conversation)
    if tracker is not None:
        value = {"message": message_id, "sent": sent}
        tracker.update(SlotSet(DELIVERY_SLOT, value), agent.domain)
        await store.save(tracker)
