"""Feedback, kept in Rasa's own SQL stores."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.brokers.sql import SQLEventBroker
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, UserUttered

from channels.feedback import Feedback, UnknownAnswer, record_feedback

ANN, BEN = "ann", "ben"


@pytest.fixture
def agent(tmp_path: Path) -> Agent:
    """An agent with the project's domain and stores of its own; it needs no model."""
    domain = Domain.load("domain.yml")
    broker = SQLEventBroker(db=str(tmp_path / "events.db"))
    store = SQLTrackerStore(domain, db=str(tmp_path / "trackers.db"), event_broker=broker)
    agent = Agent(domain=domain, tracker_store=store, lock_store=InMemoryLockStore())
    asyncio.run(answer(agent, ANN, "What does it pay?", "ask_salary", "a1", "salary"))
    asyncio.run(answer(agent, ANN, "Which skills?", "ask_skills", "a2", "skills"))
    asyncio.run(answer(agent, BEN, "Hm?", "nlu_fallback", "b1", None))
    return agent


async def answer(
    agent: Agent, conversation: str, text: str, intent: str, answer_id: str, topic: str | None
) -> None:
    """Adds a session with one question and its answer, as Rasa's processor does."""
    tracker = await agent.tracker_store.get_or_create_tracker(conversation)
    metadata = {"answer": {"id": answer_id, "topic": topic}}
    for event in (
        ActionExecuted("action_session_start"),
        SessionStarted(),
        ActionExecuted("action_listen"),
        UserUttered(text, {"name": intent, "confidence": 0.9}),
        BotUttered("An answer.", metadata=metadata),
        ActionExecuted("action_listen"),
    ):
        tracker.update(event, agent.domain)
    await agent.tracker_store.save(tracker)
    time.sleep(0.01)  # the store tells sessions apart by their time


def events(tmp_path: Path, conversation: str) -> list[dict[str, Any]]:
    """What reached the event broker, in order."""
    with sqlite3.connect(tmp_path / "events.db") as database:
        rows = database.execute(
            "SELECT data FROM events WHERE sender_id = ? ORDER BY id", [conversation]
        )
        return [json.loads(data) for (data,) in rows]


def kept(tmp_path: Path, conversation: str = ANN) -> list[Any]:
    """The feedback that reached the event broker."""
    return [
        event["value"]
        for event in events(tmp_path, conversation)
        if event["event"] == "slot" and event["name"] == "feedback"
    ]


def test_feedback_has_the_question_its_intent_and_topic(agent: Agent, tmp_path: Path) -> None:
    feedback = Feedback("a2", "down", "Too short.")
    asyncio.run(record_feedback(agent, ANN, feedback))

    assert kept(tmp_path) == [
        {
            "answer": "a2",
            "question": "Which skills?",
            "intent": "ask_skills",
            "topic": "skills",
            "rating": "down",
            "comment": "Too short.",
        }
    ]


def test_an_answer_of_an_earlier_session_can_be_rated(agent: Agent, tmp_path: Path) -> None:
    before = len(events(tmp_path, ANN))
    asyncio.run(record_feedback(agent, ANN, Feedback("a1", "up")))

    assert [value["topic"] for value in kept(tmp_path)] == ["salary"]
    assert len(events(tmp_path, ANN)) == before + 1
    tracker = asyncio.run(agent.tracker_store.retrieve_full_tracker(ANN))
    assert tracker is not None
    questions = [event.text for event in tracker.events if isinstance(event, UserUttered)]
    assert questions == ["What does it pay?", "Which skills?"]


def test_minds_can_be_changed_and_feedback_taken_back(agent: Agent, tmp_path: Path) -> None:
    for rating in ("up", "down", None):
        asyncio.run(record_feedback(agent, ANN, Feedback("a1", rating)))

    assert [value["rating"] for value in kept(tmp_path)] == ["up", "down", None]


@pytest.mark.parametrize(("conversation", "answer_id"), [(ANN, "b1"), (ANN, ""), ("nobody", "a1")])
def test_only_answers_of_the_same_conversation_can_be_rated(
    agent: Agent, tmp_path: Path, conversation: str, answer_id: str
) -> None:
    with pytest.raises(UnknownAnswer):
        asyncio.run(record_feedback(agent, conversation, Feedback(answer_id, "up")))

    assert kept(tmp_path, ANN) == kept(tmp_path, BEN) == kept(tmp_path, "nobody") == []
    assert "nobody" not in asyncio.run(agent.tracker_store.keys())


def test_feedback_at_the_same_time_is_all_kept(agent: Agent, tmp_path: Path) -> None:
    async def rate_all() -> None:
        ratings = [Feedback(answer_id, "up") for answer_id in ("a1", "a2") * 3]
        await asyncio.gather(*(record_feedback(agent, ANN, rating) for rating in ratings))

    asyncio.run(rate_all())

    assert sorted(value["answer"] for value in kept(tmp_path)) == ["a1"] * 3 + ["a2"] * 3


def test_an_unreachable_store_is_no_unknown_answer(agent: Agent, tmp_path: Path) -> None:
    (tmp_path / "trackers.db").rename(tmp_path / "elsewhere.db")
    (tmp_path / "trackers.db").mkdir()

    with pytest.raises(Exception, match="unable to open database"):
        asyncio.run(record_feedback(agent, ANN, Feedback("a1", "up")))
