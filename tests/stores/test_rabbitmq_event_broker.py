from __future__ import annotations

import asyncio

from rasa.utils.endpoints import EndpointConfig

from server.supervision.servers import free_port
from stores.rabbitmq_event_broker import PatientPikaEventBroker
from tests.stores import rabbitmq
from tests.stores.rabbitmq import QUEUE

AT_ONCE_SECONDS = 10
"""With a busy machine's patience."""


def test_a_server_starts_and_answers_while_rabbitmq_is_down() -> None:
    config = EndpointConfig(
        "127.0.0.1", port=free_port(), username="guest", password="guest", queues=["events"]
    )

    async def make() -> None:
        broker = await PatientPikaEventBroker.from_endpoint_config(config)
        assert broker is not None and not broker.is_ready()
        for _ in range(1000):
            broker.publish({"sender_id": "ann", "event": "user"})
        assert not broker._background_tasks and not broker._unpublished_events
        await broker.close()

    asyncio.run(make())


def test_a_server_stops_while_rabbitmq_is_away() -> None:
    async def stop(server: rabbitmq.RabbitMQ) -> None:
        broker = PatientPikaEventBroker(
            "127.0.0.1",
            username=server.user,
            password=server.password,
            port=server.port,
            queues=[QUEUE],
        )
        await broker.connect()
        server.kill()
        await asyncio.sleep(1)  # now it has seen that
        await asyncio.wait_for(broker.close(), AT_ONCE_SECONDS)

    with rabbitmq.running() as server:
        asyncio.run(stop(server))
