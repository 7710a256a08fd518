"""What the consumer takes, when it doesn't start, how it ends; tests/cluster has one at work."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from stores.event_consumer import _read
from stores.event_store import EventStore
from tests.stores import rabbitmq
from tests.stores.databases import Stores, locked
from tests.stores.events import texts
from tests.stores.rabbitmq import QUEUE, RabbitMQ
from tests.stores.test_endpoints import ENDPOINTS, write
from tests.waiting import wait_until

CONSUMER = [sys.executable, "-m", "stores.event_consumer", "--endpoints"]
AT_ONCE_SECONDS = 10
"""With a busy machine's patience: it is half a second."""
RABBITMQ = """
tracker_store:
  type: stores.tracker_store.ErasingTrackerStore
  db: {folder}/conversations.db
  event_store: {{dialect: sqlite, db: {folder}/consumed.db}}
event_broker:
  type: stores.rabbitmq_event_broker.PatientPikaEventBroker
  url: 127.0.0.1
  port: {server.port}
  username: {server.user}
  password: {server.password}
  queues: [{queue}]
"""

EVENT = {"sender_id": "ann", "event": "user", "text": "Hi", "timestamp": 1.5}


def test_an_event_is_taken_as_it_is() -> None:
    assert _read(json.dumps(EVENT).encode()) == EVENT


@pytest.mark.parametrize(
    "body",
    [
        "no JSON",
        [],
        {},
        {**EVENT, "sender_id": None},
        {**EVENT, "sender_id": ""},
        {**EVENT, "sender_id": "a" * 256},
        {**EVENT, "event": 5},
    ],
)
def test_what_no_store_could_hold_is_left_out(body: Any, caplog: pytest.LogCaptureFixture) -> None:
    assert _read(body.encode() if isinstance(body, str) else json.dumps(body).encode()) is None
    assert "is no event; it is left out" in caplog.text
    assert "Hi" not in caplog.text


@pytest.mark.parametrize(
    ("endpoints", "words"),
    [
        ("{}", "has no tracker_store in SQL."),
        (ENDPOINTS.split("event_broker")[0], "must have an event_broker and a tracker_store."),
        (ENDPOINTS, "must say in its tracker_store where events end up (event_store)."),
    ],
)
def test_wrong_settings_are_a_sentence(
    stores: Stores, tmp_path: Path, endpoints: str, words: str
) -> None:
    path = write(tmp_path, endpoints.replace("{0}", str(tmp_path)))
    ended = subprocess.run(
        [*CONSUMER, str(path)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (ended.returncode, ended.stderr) == (1, f"{path} {words}\n")


@pytest.fixture(scope="module")
def server() -> Iterator[RabbitMQ]:
    with rabbitmq.running() as server:
        yield server


def test_it_ends_at_once_when_there_is_nothing_to_do(
    server: RabbitMQ, stores: Stores, tmp_path: Path
) -> None:
    with _consuming(server, tmp_path) as consumer:
        consumer.terminate()
        assert consumer.wait(AT_ONCE_SECONDS) == 0


def test_it_ends_after_what_it_stores(server: RabbitMQ, stores: Stores, tmp_path: Path) -> None:
    store = EventStore(dialect="sqlite", db=str(tmp_path / "consumed.db"))
    with _consuming(server, tmp_path) as consumer:
        with locked(tmp_path / "consumed.db"):
            server.publish(json.dumps(EVENT).encode())
            wait_until(lambda: server.queue() == (0, 1), "the consumer didn't take it")
            time.sleep(1)  # now it waits for the file
            consumer.terminate()
            time.sleep(1)
            assert consumer.poll() is None
        assert consumer.wait(AT_ONCE_SECONDS) == 0
    assert texts(store) == ["Hi"]


def test_it_ends_at_once_while_rabbitmq_is_away(stores: Stores, tmp_path: Path) -> None:
    with rabbitmq.running() as server, _consuming(server, tmp_path) as consumer:
        server.kill()
        time.sleep(1)  # now it has seen that
        consumer.terminate()
        assert consumer.wait(AT_ONCE_SECONDS) == 0


@contextmanager
def _consuming(server: RabbitMQ, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    text = RABBITMQ.format(folder=folder, server=server, queue=QUEUE)
    with subprocess.Popen([*CONSUMER, str(write(folder, text))]) as consumer:
        try:
            wait_until(lambda: server.queue()[1] == 1, "it didn't begin to consume")
            yield consumer
        finally:
            consumer.kill()
