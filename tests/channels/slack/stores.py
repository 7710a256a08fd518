"""Rasa's agent with stores in memory, for what the Slack channel keeps in conversations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered

DOMAIN = Domain.load("domain.yml")


@dataclass
class Stores:
    """Stands in for an agent: its stores and its domain, nothing that answers."""

    tracker_store: InMemoryTrackerStore = field(
        default_factory=lambda: InMemoryTrackerStore(DOMAIN)
    )
    lock_store: InMemoryLockStore = field(default_factory=InMemoryLockStore)
    domain: Domain = DOMAIN

    async def add(self, conversation: str, *events: Event) -> None:
        """Adds events to a conversation."""
        tracker = await self.tracker_store.get_or_create_tracker(
            conversation, append_action_listen=False
        )
        for event in events:
            tracker.update(event, self.domain)
        await self.tracker_store.save(tracker)

    async def slot(self, conversation: str, name: str) -> Any:
        """The value that a slot has."""
        tracker = await self.tracker_store.retrieve(conversation)
        return tracker.get_slot(name) if tracker else None


def said(text: str, message_id: str, timestamp: float | None = None) -> UserUttered:
    """Something a person has said."""
    return UserUttered(text, {"name": None}, message_id=message_id, timestamp=timestamp)
