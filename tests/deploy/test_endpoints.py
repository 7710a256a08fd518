"""The settings for many machines are what Rasa, and the stores, can be made with."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import yaml
from confluent_kafka import Producer
from rasa.core.brokers.kafka import KafkaEventBroker
from rasa.core.utils import AvailableEndpoints
from rasa.shared.utils.common import class_from_module_path

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


@pytest.mark.parametrize("endpoints", [Path("endpoints.yml"), RABBITMQ, KAFKA])
def test_every_store_of_ours_is_named_as_it_is(endpoints: Path) -> None:
    settings = yaml.safe_load(endpoints.read_text())
    named = [entry["type"] for entry in settings.values() if "." in entry.get("type", "")]
    assert named
    for name in named:
        assert class_from_module_path(name).__module__ == name.rpartition(".")[0]
