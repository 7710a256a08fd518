"""Events, as Rasa sends them to event brokers."""

from __future__ import annotations

import json
import time
from typing import Any

from rasa.core.brokers.sql import SQLEventBroker


def event(sender: str, text: str, seconds_ago: float = 0) -> dict[str, Any]:
    """Something that a person said."""
    return {
        "sender_id": sender,
        "event": "user",
        "text": text,
        "timestamp": time.time() - seconds_ago,
    }


def texts(store: SQLEventBroker) -> list[str]:
    """Everything said that a store has, in order."""
    with store.session_scope() as session:
        rows = session.query(store.SQLBrokerEvent.data).order_by(store.SQLBrokerEvent.id)
        return [json.loads(data)["text"] for (data,) in rows]
