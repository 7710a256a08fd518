"""Readiness of the event broker: events can be sent."""

from __future__ import annotations

import asyncio
from concurrent.futures import Executor
from functools import lru_cache
from typing import Any

from rasa.core.agent import Agent
from rasa.core.brokers.broker import EventBroker
from rasa.core.brokers.kafka import KafkaEventBroker
from rasa.core.brokers.pika import PikaEventBroker
from rasa.core.brokers.sql import SQLEventBroker

from monitoring.readiness.check import NotWorking
from monitoring.readiness.sql import check_sql
from stores.conversations import tracker_store

KAFKA_SECONDS = 5.0


async def check_event_broker(threads: Executor, agent: Agent) -> None:
    """Looks at the broker, if there is one.

    Raises:
        NotWorking: if it isn't connected.
        Exception: whatever else the broker raises when it can't be reached.
    """
    loop = asyncio.get_running_loop()
    broker = tracker_store(agent).event_broker
    if isinstance(broker, SQLEventBroker):
        await loop.run_in_executor(threads, check_sql, broker.engine, broker.SQLBrokerEvent)
    elif isinstance(broker, PikaEventBroker):
        await _check_rabbitmq(broker)
    elif isinstance(broker, KafkaEventBroker):
        await loop.run_in_executor(threads, _check_kafka, broker)
    elif isinstance(broker, EventBroker) and not broker.is_ready():
        raise NotWorking("not connected")


async def _check_rabbitmq(broker: PikaEventBroker) -> None:
    if broker._connection is None or not broker.is_ready():
        raise NotWorking("not connected to RabbitMQ")
    # A connection that is being made again waits here.
    async with broker._connection.channel():
        pass


def _check_kafka(broker: KafkaEventBroker) -> None:
    _kafka(broker).list_topics(timeout=KAFKA_SECONDS)


@lru_cache(maxsize=1)
def _kafka(broker: KafkaEventBroker) -> Any:
    from confluent_kafka.admin import AdminClient  # nobody else needs it at start

    # The broker's own producer is made with its first event.
    return AdminClient(broker._get_kafka_config() | {"error_cb": lambda _: None, "log_level": 0})
