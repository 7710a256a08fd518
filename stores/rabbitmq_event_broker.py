"""An event broker for RabbitMQ that nobody waits for, whatever RabbitMQ's state."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from rasa.core.brokers.pika import PikaEventBroker
from rasa.utils.endpoints import EndpointConfig

from stores.rabbitmq_connection import close

logger = logging.getLogger(__name__)

FOR_EVER = 1_000_000_000
MOST_ON_THEIR_WAY = 10_000
"""Some 20 MB. Further events are left to the consumer, which finds them in the tracker store."""


class PatientPikaEventBroker(PikaEventBroker):
    """Rasa's broker for RabbitMQ (same settings), made for servers that must go on without it.

    - A server starts while RabbitMQ is down, and connects when it is up. Rasa's waits 100 seconds
      and then starts without a model.
    - Events that can't be sent don't fill the memory, nor the log with people's words: they are in
      the tracker store, where ``stores.event_consumer`` finds what the queue didn't bring.
    """

    def __init__(self, host: str, **kwargs: Any) -> None:
        super().__init__(
            host,
            **{
                "connection_attempts": FOR_EVER,
                "retry_delay_in_seconds": 2,
                "should_keep_unpublished_messages": False,
            }
            | kwargs,
        )
        self._connecting: asyncio.Task[None] | None = None

    @classmethod
    async def from_endpoint_config(
        cls,
        broker_config: EndpointConfig | None,
        event_loop: asyncio.AbstractEventLoop | None = None,
    ) -> PatientPikaEventBroker | None:
        """Creates the broker, and connects in the background."""
        if broker_config is None:
            return None
        broker = cls(broker_config.url, **broker_config.kwargs)
        broker._connecting = asyncio.get_running_loop().create_task(broker.connect())
        return broker

    def publish(self, event: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        """Sends an event in the background, if it can be sent."""
        if self._exchange is not None and len(self._background_tasks) < MOST_ON_THEIR_WAY:
            super().publish(event, headers)

    async def _publish(self, event: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        try:
            await self._exchange.publish(self._message(event, headers), "")
        except Exception as error:  # whatever AMQP and its sockets raise
            logger.warning("An event could not be sent to RabbitMQ: %s", error)

    async def close(self) -> None:
        """Ends the connection, if there is one, after what is on its way."""
        if self._connecting is not None and not self._connecting.done():
            self._connecting.cancel()
        elif self._background_tasks:
            await asyncio.wait(self._background_tasks, timeout=2)
        if self._connection is not None:
            await close(self._connection)
