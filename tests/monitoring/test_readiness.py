"""What is broken, /ready says, and it says so too when it works again."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests
from rasa.core.agent import Agent
from rasa.core.brokers.kafka import KafkaEventBroker
from rasa.core.brokers.pika import PikaEventBroker
from rasa.core.lock_store import RedisLockStore
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

from evaluation.assistant import Assistant
from server.supervision.servers import free_port
from tests.conftest import MODEL
from tests.monitoring.conftest import TOKEN
from tests.serving import serving
from tests.waiting import wait_until

FORWARDED = {"X-Forwarded-For": "192.0.2.1"}
ALL_OK = dict.fromkeys(
    ("model", "tracker_store", "lock_store", "event_broker", "action_server"), "ok"
)


def ready(url: str, query: str = "", **headers: str) -> requests.Response:
    """Asks; the checks themselves take a few seconds at most."""
    return requests.get(f"{url}/ready{query}", headers=headers, timeout=30)


def broken(url: str) -> dict[str, str]:
    """What doesn't work, by part."""
    response = ready(url)
    parts: dict[str, str] = response.json()["parts"]
    wrong = {part: how for part, how in parts.items() if how != "ok"}
    assert (response.status_code, response.json()["ready"]) == (
        (503, False) if wrong else (200, True)
    )
    return wrong


def becomes_broken(url: str, part: str, words: str) -> None:
    """Waits until one part is told to be broken, in these words, and no other."""
    wait_until(lambda: bool(broken(url)))
    assert list(broken(url)) == [part]
    assert words in broken(url)[part]


def becomes_ready(url: str) -> None:
    wait_until(lambda: not broken(url))


def test_alive_and_ready(fragile: Assistant) -> None:
    assert requests.get(f"{fragile.url}/health", timeout=30).json() == {"status": "ok"}
    becomes_ready(fragile.url)
    assert ready(fragile.url).json()["parts"] == ALL_OK


def test_the_action_server(fragile: Assistant) -> None:
    fragile.stop("actions")
    becomes_broken(fragile.url, "action_server", "is it running?")
    assert ready(fragile.url, "?exclude=action_server").status_code == 200
    assert ready(fragile.url, "?exclude=tracker_store").status_code == 503
    assert requests.get(f"{fragile.url}/health", timeout=30).status_code == 200
    fragile.start("actions")
    becomes_ready(fragile.url)
    log = fragile.log("server")
    assert log.count("Doesn't work: action_server") == log.count("Works again: action_server") == 1


@contextmanager
def replaced_by_a_folder(database: Path) -> Iterator[None]:
    aside = database.with_suffix(".aside")
    database.rename(aside)
    database.mkdir()
    yield
    database.rmdir()
    aside.rename(database)


@contextmanager
def replaced_by_an_empty_file(database: Path) -> Iterator[None]:
    aside = database.with_suffix(".aside")
    database.rename(aside)
    database.touch()
    yield
    aside.rename(database)


@contextmanager
def locked(database: Path) -> Iterator[None]:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("BEGIN IMMEDIATE")  # others may read, but not write
        yield


@pytest.mark.parametrize(
    ("database", "part", "breaking", "words"),
    [
        ("conversations.db", "tracker_store", replaced_by_a_folder, "unable to open database"),
        ("conversations.db", "tracker_store", locked, "no answer within 2 seconds"),
        ("events.db", "event_broker", replaced_by_an_empty_file, "no such table"),
    ],
)
def test_a_store(fragile: Assistant, database: str, part: str, breaking: Any, words: str) -> None:
    becomes_ready(fragile.url)
    with breaking(fragile.folder / database):
        becomes_broken(fragile.url, part, words)
    becomes_ready(fragile.url)


def test_an_action_server_without_our_actions(tmp_path: Path) -> None:
    (tmp_path / "no_actions.py").touch()
    empty = Assistant(tmp_path, "no_actions", {"PYTHONPATH": str(tmp_path)})
    try:
        empty.start("actions")
        endpoint = EndpointConfig(f"http://127.0.0.1:{empty.actions_port}/webhook")
        with serving(Agent(action_endpoint=endpoint), []) as url:
            assert (
                broken(url)["action_server"] == "action_answer_capabilities failed with status 404"
            )
    finally:
        empty.__exit__()


def test_a_model_that_is_missing(fragile: Assistant) -> None:
    endpoint = EndpointConfig(f"http://127.0.0.1:{fragile.actions_port}/webhook")
    agent = Agent(action_endpoint=endpoint)
    with serving(agent, []) as url:
        becomes_broken(url, "model", "no model is loaded")
        agent.load_model(MODEL)
        becomes_ready(url)


async def redis() -> dict[str, Any]:
    return {"lock_store": RedisLockStore(port=free_port())}


async def rabbitmq() -> dict[str, Any]:
    broker = PikaEventBroker("127.0.0.1", "guest", "guest", free_port(), ["events"])
    return {"tracker_store": InMemoryTrackerStore(Domain.empty(), broker)}


async def kafka() -> dict[str, Any]:
    broker = KafkaEventBroker(f"127.0.0.1:{free_port()}", security_protocol="PLAINTEXT")
    return {"tracker_store": InMemoryTrackerStore(Domain.empty(), broker)}


@pytest.mark.parametrize(
    ("stores", "part", "words"),
    [
        (redis, "lock_store", "Connection refused"),
        (rabbitmq, "event_broker", "not connected to RabbitMQ"),
        (kafka, "event_broker", "no answer within 2 seconds"),
    ],
)
def test_servers_that_are_not_there(
    stores: Callable[[], Coroutine[Any, Any, dict[str, Any]]], part: str, words: str
) -> None:
    with serving(Agent(**asyncio.run(stores())), []) as url:
        assert words in broken(url)[part]


def test_others_see_only_whether_it_is_ready(fragile: Assistant) -> None:
    becomes_ready(fragile.url)
    assert ready(fragile.url, **FORWARDED).json() == {"ready": True}
    assert ready(fragile.url, Authorization="Bearer guess", **FORWARDED).json() == {"ready": True}
    with_token = ready(fragile.url, Authorization=f"Bearer {TOKEN}", **FORWARDED)
    assert with_token.json()["parts"] == ALL_OK


def test_a_part_that_there_is_not(fragile: Assistant) -> None:
    response = ready(fragile.url, "?exclude=coffee")
    assert response.status_code == 400
    assert "'coffee'" in response.json()["error"]
