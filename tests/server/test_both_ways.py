"""The fast way and Rasa's own give the same answers and store the same events, in the same order.

Fast: actions in the server's process, the short way round Rasa's processor, predictions
remembered, trackers copied without a replay and kept from turn to turn, one read a turn. Rasa's
own: an action server over HTTP, its processor, its ``RulePolicy`` asked each time, its tracker
copied by a replay, and each of the store's reads by itself.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.policies.rule_policy import RulePolicy
from rasa.core.processor import MessageProcessor
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from channels.ask import Question, ask
from components.remembering_rule_policy import RememberingRulePolicy
from evaluation.assistant import Assistant
from server.action_endpoint import ActionEndpoint
from server.agent import set_up_agent
from server.in_process_actions import InProcessActions
from server.model_file import MODEL
from server.short_processor import ShortProcessor
from stores.sql_event_broker import WriteAheadEventBroker
from stores.stored_tracker import StoredTracker
from stores.tracker_store import ErasingTrackerStore

HOUR = 3600.0
EXPIRES = "(an hour and more goes by)"
AGAIN = "(the same message comes a second time)"
FAILS = "(the action of the next message fails)"

# Every intent, follow-ups, several questions, languages, and what goes wrong.
CONVERSATIONS: Sequence[Sequence[str]] = (
    ("How much do ML engineers earn?", "And with 8 years of experience?", "the third one"),
    ("what skills do i need", "what about the soft ones", "tell me more", "shorter please"),
    ("hello", "what can you do?", "are you a bot?", "where is that from?", "thanks", "bye"),
    ("do i need a degree", "which degree?", "can I do it without experience?", "yes", "no"),
    ("how do i become a machine learning engineer", "step 3", "how long does that take?"),
    ("Do I need a degree, and how long does it take?", "and how much do they earn?"),
    ("which certifications are worth it", "which programs are there", "is networking important"),
    ("what does an ml engineer do all day", "what does the career path look like"),
    ("where do i start from scratch", "how do I find a job", "which cities pay best", "demand?"),
    ("data scientist vs ml engineer", "how do I get practical experience"),
    ("Combien gagne un ingénieur en apprentissage automatique ?", "et à Toronto ?", "merci"),
    ("parle français", "quelles compétences faut-il ?", "in English please", "what about pay?"),
    ("asdf qwer", "is google hiring", "asdf qwer", "what's the weather", "can I get a visa?"),
    ("How much do ML engineers earn?", EXPIRES, "And with 8 years of experience?"),
    ("what skills do i need", AGAIN, "which degree?", AGAIN),
    ("How much do ML engineers earn?", "delete my data", "yes", AGAIN, "what skills do i need"),
    ("hello", "delete my data", "no", "what skills do i need"),
    ("what skills do i need", FAILS, "which degree?", "How much do ML engineers earn?"),
    ("/restart", "hello", "/session_start", "hello", "/back", "/nlu_fallback", "/ask_privacy"),
    ("What is MLOps?", "do I need it for a first job", "What is MLOps?", "is that hard"),
    ("what skills do i need",) * 12,
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An action server, of the two."""
    running = Assistant(tmp_path_factory.mktemp("actions"), has_action_server=True)
    running.start("actions")
    yield running
    running.__exit__()


class ReadsEachTime(ErasingTrackerStore):
    """Reads a conversation each time, by itself, beside the message that is looked for."""

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        assert self._recent is not None
        self._recent.clear()
        with self.engine.connect() as connection:
            return self._latest(connection, sender_id)


def load(folder: Path, store: type[ErasingTrackerStore], endpoint: EndpointConfig) -> Agent:
    folder.mkdir()
    broker = WriteAheadEventBroker(db=str(folder / "events.db"))
    domain = Domain.load("domain.yml")
    kept = store(domain, db=str(folder / "conversations.db"), event_broker=broker)
    agent = Agent.load(MODEL, tracker_store=kept, action_endpoint=endpoint)
    set_up_agent(agent)
    return agent


@contextmanager
def as_rasa_does() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROCESSOR", "rasa")
        patch.setattr(StoredTracker, "copy", DialogueStateTracker.copy)
        patch.setattr(
            RememberingRulePolicy,
            "predict_action_probabilities",
            RulePolicy.predict_action_probabilities,
        )
        patch.setattr(
            RememberingRulePolicy,
            "_rule_prediction",
            lambda self, *args, **kwargs: _named(
                RulePolicy._rule_prediction(self, *args, **kwargs)
            ),
        )
        yield


def _named(prediction: Any) -> Any:
    prediction.policy_name = RulePolicy.__name__
    return prediction


async def play(agent: Agent, turns: Sequence[str], name: str) -> list[Any]:
    """Says one message after the other; what is answered to each."""
    answers, number, away, message = [], 0, 0.0, None
    endpoint = agent.processor.action_endpoint
    for turn in turns:
        if turn == EXPIRES:
            away += 2 * HOUR
            continue
        if turn == FAILS:
            agent.processor.action_endpoint = EndpointConfig("http://127.0.0.1:1/webhook")
            continue
        if turn != AGAIN:
            number += 1
            message = Question(name, turn, "rest", f"{name}-{number}", locale="en-CA")
        assert message is not None
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(time, "time", lambda away=away, now=time.time: now() + away)
            answer = await ask(agent, message)
        answers.append((_plain(answer.messages), answer.language, answer.is_repeat))
        agent.processor.action_endpoint = endpoint
    return answers


def _plain(value: Any) -> Any:
    """Without what is another each time: ids, and times of the day."""
    if isinstance(value, Mapping):
        left_out = ("id", "timestamp", "model_id")
        return {key: _plain(each) for key, each in value.items() if key not in left_out}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def rows(folder: Path, file: str) -> list[Any]:
    """All rows of a store, in order."""
    with closing(sqlite3.connect(folder / file)) as database:
        database.row_factory = sqlite3.Row
        stored = [dict(row) for row in database.execute("SELECT * FROM events ORDER BY id")]
    return [_plain(row | {"data": json.loads(row["data"])}) for row in stored]


def test_answers_and_stored_events_are_the_same(assistant: Assistant, tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{assistant.actions_port}/webhook"
    http = ActionEndpoint(EndpointConfig(url, enable_selective_domain=True))
    ours = InProcessActions(EndpointConfig("", enable_selective_domain=True))

    async def all_of_them(agent: Agent) -> list[Any]:
        played = [
            await play(agent, turns, f"person-{number}")
            for number, turns in enumerate(CONVERSATIONS)
        ]
        await agent.action_endpoint.close()
        return played

    fast = load(tmp_path / "fast", ErasingTrackerStore, ours)
    assert type(fast.processor) is ShortProcessor
    said = asyncio.run(all_of_them(fast))
    with as_rasa_does():
        slow = load(tmp_path / "rasas", ReadsEachTime, http)
        assert type(slow.processor) is MessageProcessor
        assert asyncio.run(all_of_them(slow)) == said

    for file in ("conversations.db", "events.db"):
        stored = rows(tmp_path / "fast", file)
        assert stored == rows(tmp_path / "rasas", file)
        assert stored


def test_every_intent_is_among_them(assistant: Assistant, tmp_path: Path) -> None:
    ours = InProcessActions(EndpointConfig("", enable_selective_domain=True))
    agent = load(tmp_path / "fast", ErasingTrackerStore, ours)

    async def intents() -> set[str]:
        found = set()
        for conversation in CONVERSATIONS:
            for turn in conversation:
                if not turn.startswith("("):
                    found.add((await agent.parse_message(turn))["intent"]["name"])
        return found

    missing = set(agent.domain.intents) - asyncio.run(intents())
    assert missing == set()
