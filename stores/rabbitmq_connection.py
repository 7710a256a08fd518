"""Graceful shutdown of a connection to RabbitMQ."""

from __future__ import annotations

from aio_pika.abc import AbstractRobustConnection


async def close(connection: AbstractRobustConnection) -> None:
    """Closes a connection, and doesn't wait for one that is lost.

    aio_pika's own ``close`` would wait until RabbitMQ is there again, however long that takes.

    Args:
        connection: what reconnects it, if it is lost, ends with the event loop.
    """
    if connection.connected.is_set():
        await connection.close()
