from __future__ import annotations

import asyncio

from rasa.utils.endpoints import EndpointConfig

from server.supervision.servers import free_port
from stores.rabbitmq_event_broker import PatientPikaEventBroker


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
