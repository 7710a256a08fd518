"""Conversations are read back, all of their sessions."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rasa.core.agent import Agent
from rasa.core.tracker_store import FailSafeTrackerStore, SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered

from stores.conversations import find_turn, read_conversation, tracker_store
from stores.tracker_store import ErasingTrackerStore
from tests.stores.databases import Stores
from tests.stores.turns import PERSON, START, add, turn


@pytest.fixture(params=[ErasingTrackerStore, SQLTrackerStore])
def agent(request: pytest.FixtureRequest, domain: Domain, tmp_path: Path) -> Agent:
    """With our tracker store, and with Rasa's; a question with two answers, and a later session."""
    store = request.param(domain, db=str(tmp_path / "conversations.db"))
    add(store, START)
    asked = UserUttered("Which skills?", message_id="m1")
    add(store, [asked, BotUttered("Python."), BotUttered("SQL.")])
    add(store, [*START, *turn(2)])
    return Agent(domain=domain, tracker_store=store)


def rated(answer: str, rating: str | None) -> SlotSet:
    return SlotSet("feedback", {"answer": answer, "rating": rating})


def test_questions_have_their_answers(agent: Agent) -> None:
    turns = asyncio.run(read_conversation(agent, PERSON)).turns
    assert [(each.question.text, [said.text for said in each.answers]) for each in turns] == [
        ("Which skills?", ["Python.", "SQL."]),
        ("question 2", ["answer 2"]),
    ]


def test_the_last_rating_counts(agent: Agent) -> None:
    add(tracker_store(agent), [rated("a", "up"), rated("b", "up")])
    add(tracker_store(agent), [rated("a", "down"), rated("b", None)])
    assert asyncio.run(read_conversation(agent, PERSON)).ratings == {"a": "down"}


def test_a_conversation_that_there_is_not_is_empty(agent: Agent) -> None:
    conversation = asyncio.run(read_conversation(agent, "nobody"))
    assert (conversation.turns, conversation.ratings) == ((), {})


def test_a_turn_is_found_by_its_message(agent: Agent) -> None:
    found = asyncio.run(find_turn(agent, PERSON, "m1"))
    assert found is not None and found.question.text == "Which skills?"


@pytest.mark.parametrize(
    ("conversation", "message"), [(PERSON, "m2"), (PERSON, "m_"), ("ben", "m1")]
)
def test_no_other_turn_is(agent: Agent, conversation: str, message: str) -> None:
    assert asyncio.run(find_turn(agent, conversation, message)) is None


def test_a_message_that_is_only_spoken_of_is_none(agent: Agent) -> None:
    add(tracker_store(agent), [UserUttered("What was m9?")])
    assert asyncio.run(find_turn(agent, PERSON, "m9")) is None


def test_the_store_is_the_one_whose_errors_are_raised(agent: Agent, stores: Stores) -> None:
    assert isinstance(agent.tracker_store, FailSafeTrackerStore)
    assert isinstance(tracker_store(agent), SQLTrackerStore)
    agent.tracker_store = stores.store
    assert tracker_store(agent) is stores.store
