from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.brokers.broker import EventBroker
from rasa.core.brokers.kafka import KafkaEventBroker
from rasa.core.brokers.pika import PikaEventBroker
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain

from server.supervision.servers import free_port
from tests.monitoring.probe import broken
from tests.serving import serving


async def rabbitmq() -> EventBroker:
    return PikaEventBroker("127.0.0.1", "guest", "guest", free_port(), ["events"])


async def kafka() -> EventBroker:
    return KafkaEventBroker(f"127.0.0.1:{free_port()}", security_protocol="PLAINTEXT")


@pytest.mark.parametrize(
    ("make_broker", "words"),
    [(rabbitmq, "not connected to RabbitMQ"), (kafka, "no answer within 2 seconds")],
)
def test_servers_that_are_not_there(
    make_broker: Callable[[], Coroutine[Any, Any, EventBroker]], words: str
) -> None:
    store = InMemoryTrackerStore(Domain.empty(), asyncio.run(make_broker()))
    with serving(Agent(tracker_store=store), []) as url:
        assert words in broken(url)["event_broker"]
