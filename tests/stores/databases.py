"""Real SQL databases with conversations in them."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Any

from rasa.core.brokers.sql import SQLEventBroker
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered

from stores.tracker_store import ErasingTrackerStore

SECONDS_A_DAY = 24 * 60 * 60


@dataclass
class Stores:
    """A tracker store and its event broker."""

    store: ErasingTrackerStore
    broker: SQLEventBroker

    def say(self, conversation: str, text: str, days_ago: float = 0, **metadata: str) -> None:
        """Adds a question, its answer and a rating, as the server does."""
        when = time.time() - days_ago * SECONDS_A_DAY

        async def add() -> None:
            tracker = await self.store.get_or_create_tracker(
                conversation, append_action_listen=False
            )
            for event in (
                UserUttered(text, {"name": "ask_salary", "confidence": 0.9}, timestamp=when),
                BotUttered("An answer.", metadata=metadata, timestamp=when),
                SlotSet("feedback", {"comment": f"about {text}"}, timestamp=when),
                ActionExecuted("action_listen", timestamp=when),
            ):
                tracker.update(event)
            await self.store.save(tracker)

        asyncio.run(add())

    def conversations(self) -> tuple[set[str], set[str]]:
        """The conversations that each store has something of."""
        with self.store.session_scope() as session:
            kept = {row[0] for row in session.query(self.store.SQLEvent.sender_id)}
        with self.broker.session_scope() as session:
            sent = {row[0] for row in session.query(self.broker.SQLBrokerEvent.sender_id)}
        return kept, sent


def open_stores(domain: Domain, conversations: dict[str, Any], events: dict[str, Any]) -> Stores:
    """Opens them, each by what endpoints.yml says of a database."""
    broker = SQLEventBroker(**events)
    return Stores(ErasingTrackerStore(domain, event_broker=broker, **conversations), broker)
