"""Writes events to a store as Rasa does, and reads them with the report."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from rasa.core.brokers.sql import SQLEventBroker
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered

from evaluation.usage.__main__ import main
from evaluation.usage.counts import Counts, count
from evaluation.usage.turns import read_transcript
from stores.events import read_events


@dataclass
class Store:
    """A store of events in a folder of its own, with the project's ``endpoints.yml``."""

    folder: Path
    broker: SQLEventBroker = field(init=False)

    def __post_init__(self) -> None:
        self.broker = SQLEventBroker(db=str(self.folder / "events.db"))

    def publish(self, conversation: str, *events: Event, days_ago: float = 0) -> None:
        """Sends events of a conversation."""
        for event in events:
            body = event.as_dict() | {"timestamp": time.time() - days_ago * 86_400}
            self.broker.publish({"sender_id": conversation, **body})

    def ask(
        self,
        text: str,
        intent: str,
        action: str = "action_answer_skills",
        conversation: str = "ann",
        *,
        topic: str | None = None,
        channel: str = "web",
        days_ago: float = 0,
        **parse_data: Any,
    ) -> None:
        """Sends the events of a question and its answer."""
        read: Any = {"intent": {"name": intent, "confidence": 0.9}, "entities": [], **parse_data}
        self.publish(
            conversation,
            ActionExecuted("action_session_start"),
            UserUttered(text, read["intent"], read["entities"], read, input_channel=channel),
            ActionExecuted(action),
            BotUttered("An answer.", metadata={"answer": {"id": "x", "topic": topic}}),
            ActionExecuted("action_listen"),
            days_ago=days_ago,
        )

    def rate(self, answer: str, rating: str | None, comment: str | None = None) -> None:
        """Sends feedback."""
        value = {"answer": answer, "question": "Which skills?", "intent": "ask_skills",
                 "topic": "skills", "rating": rating, "comment": comment}  # fmt: skip
        self.publish("ann", SlotSet("feedback", value))

    def counts(self) -> Counts:
        """What the report counts."""
        endpoints = self.folder / "endpoints.yml"
        database = self.folder / "events.db"
        endpoints.write_text(f"event_broker: {{type: SQL, dialect: sqlite, db: {database}}}\n")
        return count(read_transcript(read_events(endpoints), None))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return Store(tmp_path)


class Result(NamedTuple):
    """What a program leaves."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the report on the store, in this process."""
    endpoints = tmp_path / "endpoints.yml"
    endpoints.write_text(
        f"event_broker: {{type: SQL, dialect: sqlite, db: {tmp_path / 'events.db'}}}\n"
    )
    monkeypatch.chdir(tmp_path)

    def run_report(*arguments: str) -> Result:
        monkeypatch.setattr("sys.argv", ["usage", *arguments])
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
            if isinstance(ended.code, str):
                print(ended.code, file=sys.stderr)
        return Result(code, *capsys.readouterr())

    return run_report
