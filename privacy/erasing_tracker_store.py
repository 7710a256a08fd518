"""A tracker store that erases a conversation when the person has asked for it and confirmed."""

from __future__ import annotations

from typing import Any

from rasa.core.brokers.sql import SQLEventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from channels.reserved import SLACK_PREFIX, is_reserved
from privacy.confirmation import CONFIRMED, ERASURE
from privacy.stores import erase


class ErasingTrackerStore(SQLTrackerStore):
    """Rasa's SQL tracker store, with two differences.

    A turn that ends in erasure is not saved. And when a database fails, what people wrote is not
    part of the error, which Rasa logs.

    Erasing belongs here and nowhere earlier. Rasa saves the conversation, and publishes its new
    events, only when all actions of a turn have run: whatever an action erases is written back.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.engine.hide_parameters = True
        if isinstance(self.event_broker, SQLEventBroker):
            self.event_broker.engine.hide_parameters = True

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Saves the conversation's new events, or erases all of it."""
        if is_to_be_erased(tracker):
            erase(self, lambda sender_id: of_same_person(sender_id, tracker.sender_id))
        else:
            await super().save(tracker)


def is_to_be_erased(tracker: DialogueStateTracker) -> bool:
    """Whether the assistant has answered the latest message by confirming the erasure."""
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return False
        if isinstance(event, BotUttered) and event.metadata.get(ERASURE) == CONFIRMED:
            return True
    return False


def of_same_person(sender_id: Any, conversation: str) -> Any:
    """The SQL condition that a row belongs to the person whose conversation this is.

    On the web nobody is known beyond one conversation. In Slack a person has many, one for each
    channel and thread, and means all of them.

    Args:
        sender_id: the column with the conversation's id.
        conversation: the id of the conversation in which they ask.
    """
    if not is_reserved(conversation):
        return sender_id == conversation
    team, user = conversation.split(":")[1], conversation.split(":")[-1]  # see Place
    return sender_id.startswith(f"{SLACK_PREFIX}:{team}:", autoescape=True) & sender_id.endswith(
        f":{user}", autoescape=True
    )
