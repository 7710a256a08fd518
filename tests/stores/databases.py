"""Real SQL databases with conversations in them."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered

from evaluation.assistant import Assistant
from stores.sql_event_broker import WriteAheadEventBroker
from stores.tracker_store import ErasingTrackerStore

SECONDS_A_DAY = 24 * 60 * 60


@dataclass
class Stores:
    """A tracker store and its event broker."""

    store: ErasingTrackerStore
    broker: WriteAheadEventBroker

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

    def said(self) -> tuple[list[str], list[str]]:
        """The texts of everything said, in each store."""
        rows = []
        for kind, place in (
            (self.store.SQLEvent, self.store),
            (self.broker.SQLBrokerEvent, self.broker),
        ):
            with place.session_scope() as session:
                data = [json.loads(row.data) for row in session.query(kind).order_by(kind.id)]
            rows.append([event["text"] for event in data if "text" in event])
        return rows[0], rows[1]


def rows(assistant: Assistant, conversation: str) -> tuple[int, int]:
    """How many rows the tracker store and the event broker have of a conversation."""
    counts = []
    for name in ("conversations.db", "events.db"):
        with closing(sqlite3.connect(assistant.folder / name)) as database:
            query = "SELECT count(*) FROM events WHERE sender_id = ?"
            counts.append(database.execute(query, [conversation]).fetchone()[0])
    return counts[0], counts[1]


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Another program holds an SQLite file."""
    with closing(sqlite3.connect(database, isolation_level=None, timeout=30)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


def open_stores(domain: Domain, conversations: dict[str, Any], events: dict[str, Any]) -> Stores:
    """Opens them, each by what endpoints.yml says of a database."""
    broker = WriteAheadEventBroker(**events)
    return Stores(ErasingTrackerStore(domain, event_broker=broker, **conversations), broker)
