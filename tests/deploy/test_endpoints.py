"""The settings for many machines are what Rasa, and the stores, can be made with."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import yaml
from confluent_kafka import Producer
from rasa.core.brokers.kafka import KafkaEventBroker
from rasa.core.lock_store import LockError, LockStore
from rasa.core.utils import AvailableEndpoints

from stores.rabbitmq_event_broker import PatientPikaEventBroker
from stores.redis_lock_store import AtomicRedisLockStore
from tests.deploy.test_in_step import VARIABLE

RABBITMQ, KAFKA = Path("deploy/endpoints.yml"), Path("deploy/endpoints-kafka.yml")


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Servers at a port where nothing listens."""
    for path in (RABBITMQ, KAFKA):
        for name in VARIABLE.findall(path.read_text()):
            monkeypatch.setenv(name, "1" if name.endswith("PORT") else "127.0.0.1")


def test_kafkas_settings_differ_in_the_event_broker_alone() -> None:
    rabbitmq, kafka = (yaml.safe_load(path.read_text()) for path in (RABBITMQ, KAFKA))
    del rabbitmq["event_broker"], kafka["event_broker"]
    assert rabbitmq == kafka


def test_kafkas_client_takes_the_settings(environment: None) -> None:
    broker = AvailableEndpoints.read_endpoints(str(KAFKA)).event_broker
    assert broker is not None and broker.type == "kafka"

    async def make() -> None:
        made = await KafkaEventBroker.from_endpoint_config(broker)
        assert made is not None and made.topic == "127.0.0.1"
        Producer(made._get_kafka_config() | {"log_level": 0})

    asyncio.run(make())


def test_a_server_starts_and_answers_while_rabbitmq_is_down(environment: None) -> None:
    config = AvailableEndpoints.read_endpoints(str(RABBITMQ)).event_broker

    async def make() -> None:
        broker = await PatientPikaEventBroker.from_endpoint_config(config)
        assert broker is not None and not broker.is_ready()
        for _ in range(1000):
            broker.publish({"sender_id": "ann", "event": "user"})
        assert not broker._background_tasks and not broker._unpublished_events
        await broker.close()

    asyncio.run(make())


def test_a_lock_store_out_of_reach_is_a_sentence(environment: None) -> None:
    store = LockStore.create(AvailableEndpoints.read_endpoints(str(RABBITMQ)).lock_store)
    assert isinstance(store, AtomicRedisLockStore)

    async def take() -> None:
        async with store.lock("a-secret-id"):
            pass

    with pytest.raises(LockError, match="The lock store can't be reached") as caught:
        asyncio.run(take())
    assert "a-secret-id" not in str(caught.value)
