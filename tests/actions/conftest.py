"""Runs an action as the action server does, without the server."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher


@dataclass
class Turn:
    """What an action said, and the slots after it."""

    message: dict[str, Any]
    slots: dict[str, Any]

    @property
    def text(self) -> str:
        """The Markdown that was said."""
        return str(self.message["text"])

    @property
    def buttons(self) -> list[str]:
        """What the buttons say."""
        for button in self.message["buttons"]:
            assert button["payload"] == button["title"]
        return [button["title"] for button in self.message["buttons"]]


Run = Callable[..., Turn]


@pytest.fixture
def run() -> Run:
    """Runs ``action`` on a message with these entities, in a conversation with these slots."""

    def run_action(
        action: Action,
        entities: dict[str, str] | list[dict[str, Any]] | None = None,
        slots: dict[str, Any] | None = None,
        **message: Any,
    ) -> Turn:
        if isinstance(entities, dict):
            entities = [
                {"entity": name, "value": value, "start": 0, "end": 0}
                for name, value in entities.items()
            ]
        latest = {"text": "a question", "entities": entities or [], **message}
        before = dict(slots or {})
        tracker = Tracker("person", before, latest, [], False, None, {}, "action_listen")
        dispatcher = CollectingDispatcher()
        events = action.run(dispatcher, tracker, {})
        assert all(event["event"] == "slot" for event in events)
        assert len(dispatcher.messages) == 1
        after = before | {event["name"]: event["value"] for event in events}
        return Turn(dispatcher.messages[0], after)

    return run_action
