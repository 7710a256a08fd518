"""One turn, against the trained model, the action server and real SQLite files."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import sqlite3
import time
import uuid
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import pytest
import requests
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.lock_store import LockError
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from channels.ask import (
    APOLOGY,
    Answer,
    EndedProcessError,
    NotErasedError,
    NotReadyError,
    Question,
    ask,
    log_failure,
)
from channels.rest.channel import PlainTextRestInput
from monitoring.metrics import MESSAGES
from stores.conversations import read_conversation, tracker_store
from tests.pay import AVERAGE
from tests.serving import serving

BUSY_SECONDS = 5.0
"""How long SQLite waits for a lock."""

_Result = TypeVar("_Result")


def run(work: Coroutine[Any, Any, _Result]) -> _Result:
    return asyncio.run(work)


def question(text: str = "how much do they earn", **more: Any) -> Question:
    return Question(str(uuid.uuid4()), text, "rest", **more)


def texts(answer: Answer) -> list[str]:
    return [str(message["text"]) for message in answer.messages]


def test_the_same_message_is_handled_once_and_then_read_back(agent: Agent) -> None:
    asked = question(message_id=str(uuid.uuid4()))

    async def both() -> tuple[Answer, Answer]:
        first, second = await asyncio.gather(ask(agent, asked), ask(agent, asked))
        return first, second

    first, second = run(both())

    assert sorted([first.is_repeat, second.is_repeat]) == [False, True]
    assert texts(first) == texts(second)
    assert AVERAGE in texts(first)[0]
    assert len(run(read_conversation(agent, asked.conversation)).turns) == 1


def test_without_an_id_each_message_is_handled(agent: Agent) -> None:
    asked = question()

    assert [run(ask(agent, asked)).is_repeat for _ in range(2)] == [False, False]
    assert len(run(read_conversation(agent, asked.conversation)).turns) == 2


@pytest.mark.parametrize("conversation", ["", "a" * 256])
def test_a_conversation_that_cannot_be_stored_is_refused(agent: Agent, conversation: str) -> None:
    with pytest.raises(ValueError, match="No store can hold the conversation's id"):
        run(ask(agent, Question(conversation, "Hello", "slack")))


def test_it_stores_what_rasas_own_way_of_handling_stores(agent: Agent) -> None:
    asked, message = question(), question()
    run(ask(agent, asked))
    output = CollectingOutputChannel()
    run(
        agent.handle_message(
            UserMessage(message.text, output, message.conversation, input_channel="rest")
        )
    )

    ours, rasas = (_stored(agent, each.conversation) for each in (asked, message))
    assert ours == rasas
    assert "user" in ours and "bot" in ours


def _stored(agent: Agent, conversation: str) -> list[Any]:
    tracker = run(tracker_store(agent).retrieve_full_tracker(conversation))
    assert tracker is not None
    kept = []
    for event in tracker.events:
        data = event.as_dict()
        kept += [data["event"], data.get("name"), data.get("text"), data.get("value")]
    return kept


def test_no_model_is_told(agent: Agent) -> None:
    with pytest.raises(NotReadyError):
        run(ask(Agent(), question()))


def test_what_is_not_erased_is_not_said_to_be(
    agent: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = question("delete my data")
    run(ask(agent, asked))

    async def keep(_: object, tracker: object) -> None:
        """A store that has failed in silence."""

    monkeypatch.setattr(type(tracker_store(agent)), "save", keep)
    with pytest.raises(NotErasedError):
        run(ask(agent, Question(asked.conversation, "yes", "rest")))


@pytest.mark.parametrize("error", [ValueError, RuntimeError, OSError])
def test_an_error_of_the_store_is_raised_and_counted(
    agent: Agent, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    before = _unanswered()

    async def fail(*_: object) -> None:
        raise error("no room")

    monkeypatch.setattr(type(tracker_store(agent)), "save", fail)
    with pytest.raises(error):
        run(ask(agent, question()))
    assert _unanswered() == before + 1


def test_an_exit_ends_nothing_but_the_turn(agent: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    async def leave(*_: object) -> None:
        raise SystemExit(1)

    monkeypatch.setattr(type(tracker_store(agent)), "retrieve", leave)
    with pytest.raises(EndedProcessError):
        run(ask(agent, question()))


def test_an_outcome_is_counted_with_channel_and_intent(agent: Agent) -> None:
    counter = MESSAGES.labels("rest", "en", "ask_salary", "answered")
    before = counter._value.get()

    run(ask(agent, question()))

    assert counter._value.get() == before + 1


def _unanswered() -> float:
    return float(MESSAGES.labels("rest", "en", "none", "unanswered")._value.get())


@pytest.fixture
def locked(store_folder: Path) -> Iterator[None]:
    """Another program holds the conversations' database for longer than SQLite waits."""
    other = sqlite3.connect(store_folder / "conversations.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    yield
    other.execute("ROLLBACK")
    other.close()


@pytest.mark.parametrize("stream", ["false", "true"])
def test_a_locked_database_gets_the_apology_and_no_answer(
    agent: Agent, no_limits: None, locked: None, stream: str
) -> None:
    with serving(agent, [PlainTextRestInput()]) as url:
        start = time.monotonic()
        response = requests.post(
            f"{url}/webhooks/rest/webhook",
            json={"sender": "ann", "message": "how much do they earn"},
            params={"stream": stream},
            timeout=60,
        )

    (apology,) = [response.json()] if stream == "true" else response.json()
    assert apology["text"] == APOLOGY
    assert time.monotonic() - start >= BUSY_SECONDS


def test_a_turn_is_finished_though_its_client_hangs_up(agent: Agent, no_limits: None) -> None:
    asked = question()
    body = json.dumps({"sender": asked.conversation, "message": asked.text})
    with capture_logs() as logged, serving(agent, [PlainTextRestInput()]) as url:
        address = urlsplit(url)
        with socket.create_connection((address.hostname, address.port or 80)) as connection:
            head = (
                "POST /webhooks/rest/webhook HTTP/1.1\r\nHost: x\r\n"
                f"Content-Length: {len(body)}\r\n\r\n"
            )
            connection.sendall((head + body).encode())
            time.sleep(0.02)  # long enough to be read, too short to be answered
        for _ in range(200):
            if turns := run(read_conversation(agent, asked.conversation)).turns:
                break
            time.sleep(0.05)

    assert [(turn.question.text, len(turn.answers)) for turn in turns] == [(asked.text, 1)]
    assert [entry for entry in logged if entry["log_level"] == "error"] == []


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (LockError("Could not acquire lock for 'ann-1815'."), "Could not acquire lock for '…'."),
        (OperationalError("SELECT 'ann-1815'", {}, Exception("disk full")), "disk full"),
    ],
)
def test_a_failure_is_logged_without_the_conversation(
    caplog: pytest.LogCaptureFixture, error: Exception, said: str
) -> None:
    with caplog.at_level(logging.ERROR):
        log_failure("rest", error)

    assert said in caplog.text
    assert "ann-1815" not in caplog.text
