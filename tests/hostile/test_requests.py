"""Thousands of hostile requests to the running assistant, and what they leave behind."""

from __future__ import annotations

import json
import socket
import sqlite3
from collections import Counter
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from typing import Any

import psutil
import pytest
from hypothesis import given

from evaluation.assistant import Assistant
from tests.hostile.conftest import examples
from tests.hostile.routes import requests
from tests.hostile.wire import Answer, Request, send
from tests.pay import AVERAGES
from tests.web_client import WebClient

MOST_GROWTH = 24 * 2**20
"""Bytes that a server's memory may grow by in the last of the rounds. In those before, it fills its
caches: what was understood of the last 1,024 texts, and the word pieces met last."""
ROUNDS_OF_CACHING = 2
SERVERS = ("server", "actions")


@dataclass
class Attack:
    """What came of the requests.

    Attributes:
        statuses: how often each, ``None`` for no answer.
        answered: the conversations in which something was answered.
        stored: those that the tracker store has more than before.
        growth: in bytes, by server.
        logged: what each server's log has more than before.
    """

    statuses: Counter[int | None] = field(default_factory=Counter)
    answered: set[str] = field(default_factory=set)
    stored: set[str] = field(default_factory=set)
    growth: dict[str, int] = field(default_factory=dict)
    logged: dict[str, str] = field(default_factory=dict)

    def send(self, port: int, request: Request) -> None:
        """Sends one request and looks at the answer."""
        answer = send(port, request)
        self.statuses[answer.status] += 1
        assert answer.status is not None or not request.is_whole, "no answer"
        assert answer.status is None or answer.status < 500
        if answer.status == 200:
            self.answered.update(conversations_of(request, answer))


def conversations_of(request: Request, answer: Answer) -> set[str]:
    """The conversations that a message was answered in."""
    if request.method != b"POST":
        return set()
    if request.target.startswith(b"/webhooks/rest/webhook"):
        streamed = b"stream=true" in request.target
        body = dechunked(answer) if streamed else answer.body
        messages = [json.loads(line) for line in body.splitlines()]
        found = messages if streamed else messages[0]
        assert found, "an empty answer"
        return {message["recipient_id"] for message in found}
    if request.target.startswith(b"/chat/messages"):
        assert answer.json()["messages"], "an empty answer"
        return {json.loads(request.content)["conversation"]}
    return set()


def dechunked(answer: Answer) -> bytes:
    """The body of a chunked answer."""
    rest, body = answer.body, b""
    while size := int((line := rest.partition(b"\r\n"))[0] or b"0", 16):
        body, rest = body + line[2][:size], line[2][size + 2 :]
    return body


def stored(assistant: Assistant) -> set[str]:
    """The ids of the conversations in the tracker store."""
    with closing(sqlite3.connect(assistant.folder / "conversations.db")) as database:
        return {row[0] for row in database.execute("SELECT DISTINCT sender_id FROM events")}


def memory(assistant: Assistant) -> dict[str, int]:
    """Memory of each server's own, in bytes: without pages of files, which can be taken back.

    The encoder's table is such a file: the more words were met, the more of it is resident.
    """
    processes = {
        name: psutil.Process(process.pid) for name, process in assistant._processes.items()
    }
    sizes = {name: process.memory_info() for name, process in processes.items()}
    return {name: size.rss - size.shared for name, size in sizes.items()}


@pytest.fixture(scope="module")
def attack(target: Assistant) -> Attack:
    """The attack, after which the other tests look."""
    attack = Attack()

    @examples()
    @given(requests())
    def go_on(request: Request) -> None:
        attack.send(target.port, request)

    stored_before = stored(target)
    logged_before = {name: len(target.log(name)) for name in SERVERS}
    for _ in range(ROUNDS_OF_CACHING):
        go_on()
    before = memory(target)
    go_on()
    attack.growth = {name: size - before[name] for name, size in memory(target).items()}
    attack.stored = stored(target) - stored_before
    attack.logged = {name: target.log(name)[length:] for name, length in logged_before.items()}
    print(f"\n{attack.statuses.most_common()}, {len(attack.answered)} conversations, ", end="")
    print({name: f"{growth / 2**20:+.1f} MiB" for name, growth in attack.growth.items()})
    return attack


def test_many_were_answered_and_many_refused(attack: Attack) -> None:
    """Otherwise the rest proves little."""
    total = sum(attack.statuses.values())
    assert attack.statuses[200] > total / 5
    assert sum(attack.statuses[status] for status in (400, 404, 405, 413)) > total / 5
    assert len(attack.answered) >= min(15, total / 40)


def test_nothing_went_wrong_inside(attack: Attack) -> None:
    for log in attack.logged.values():
        assert "Traceback" not in log
        assert "ERROR" not in log
        assert "uncaught" not in log


def test_no_conversation_is_stuck(attack: Attack, target: Assistant) -> None:
    # Greeted first: right after pay was told, there is nothing more to say of it.
    messages = ("Hello!", "How much does a machine learning engineer earn in Canada?")
    for conversation in sorted(attack.answered):
        answers: list[dict[str, Any]]
        for message in messages:
            if len(conversation) == 36 and conversation.count("-") == 4:
                answers = [WebClient(target.url, conversation).answer(message)]
            else:
                answers = target.ask(message, conversation)
        text = answers[0]["text"]
        assert any(average in text for average in AVERAGES), f"{conversation} got: {text}"


def test_only_what_was_answered_is_stored(attack: Attack) -> None:
    assert attack.stored == attack.answered


def test_memory_stays_as_it_is(attack: Attack) -> None:
    for name, growth in attack.growth.items():
        assert growth < MOST_GROWTH, f"the {name} grew by {growth / 2**20:.0f} MiB"


def test_people_who_only_connect_keep_nobody_out(target: Assistant) -> None:
    beginnings = [
        b"",
        b"P",
        b"POST /chat/messages HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{",
    ]
    with ExitStack() as stack:
        for number in range(300):
            connection = socket.create_connection(("127.0.0.1", target.port), timeout=10)
            stack.enter_context(connection).sendall(beginnings[number % 3])
        assert "skills" in WebClient(target.url).answer("Which skills do I need?")["text"].lower()
