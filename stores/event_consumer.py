"""``python -m stores.event_consumer``: puts the events that RabbitMQ has into the event store.

An idempotent consumer: an event is there once in the end, however often and by whichever way it
came. The queue brings it at once; what the queue never got, because a server or RabbitMQ died, is
found in the tracker store (``stores.backfill``).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import aio_pika
from aio_pika.abc import AbstractIncomingMessage, AbstractRobustConnection
from rasa.utils.endpoints import EndpointConfig

from stores.backfill import backfill
from stores.conversation_id import is_storable
from stores.endpoints import open_tracker_store, read_endpoint
from stores.errors import StoreUnavailableError, reason
from stores.event_store import EventStore
from stores.rabbitmq_connection import close
from stores.threads import run_in_thread
from stores.tracker_store import ErasingTrackerStore

logger = logging.getLogger("stores.event_consumer")

BATCH = 500
PAUSE_SECONDS = 1
BACKFILL_SECONDS = 60
HEARTBEAT_SECONDS = 5
QUEUES = "queues"
"""A setting of RabbitMQ's brokers alone. With others, all events come from the tracker store."""


def main() -> None:
    """Consumes until it is stopped.

    Raises:
        SystemExit: if a server can't be reached at first, or the settings are wrong.
    """
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s  %(message)s")
    logging.getLogger("aio_pika").setLevel(logging.CRITICAL)  # it tells every try to reconnect
    logging.getLogger("aiormq").setLevel(logging.CRITICAL)
    parser = argparse.ArgumentParser(prog="python -m stores.event_consumer", description=__doc__)
    parser.add_argument("--endpoints", type=Path, default=Path("deploy/endpoints.yml"))
    parser.add_argument("--heartbeat", type=Path, help="a file to touch while events are seen to")
    told = parser.parse_args()
    endpoints = told.endpoints
    try:
        broker = read_endpoint(endpoints, "event_broker")
        conversations = open_tracker_store(endpoints)
    except StoreUnavailableError as error:
        sys.exit(str(error))
    if broker is None or conversations is None:
        sys.exit(f"{endpoints} must have an event_broker and a tracker_store.")
    if not isinstance(conversations.event_store, EventStore):
        sys.exit(f"{endpoints} must say in its tracker_store where events end up (event_store).")
    asyncio.run(_consume(broker, conversations, conversations.event_store, told.heartbeat))


async def _consume(
    broker: EndpointConfig,
    conversations: ErasingTrackerStore,
    store: EventStore,
    heartbeat: Path | None,
) -> None:
    loop, stopped = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    work = [stopped.wait(), _backfill(conversations, store)]
    if QUEUES in broker.kwargs:
        work.append(_take(broker, store))
    if heartbeat is not None:
        work.append(_beat(heartbeat))
    done, others = await asyncio.wait(
        [asyncio.create_task(each) for each in work], return_when=asyncio.FIRST_COMPLETED
    )
    for task in others:
        task.cancel()
    # asyncio.run cancels what is left once more; aio_pika's close, cancelled, would wait for ever.
    await asyncio.gather(*others, return_exceptions=True)
    for task in done:
        task.result()


async def _take(broker: EndpointConfig, store: EventStore) -> None:
    """Takes events from the queue for ever."""
    connection = await _connect(broker)
    try:
        channel = await connection.channel()
        await channel.set_qos(prefetch_count=BATCH)
        (name,) = broker.kwargs[QUEUES]
        queue = await channel.declare_queue(name, durable=True)
        arrived: asyncio.Queue[AbstractIncomingMessage] = asyncio.Queue()
        await queue.consume(arrived.put)
        await _store(arrived, store)
    finally:
        await close(connection)


async def _connect(broker: EndpointConfig) -> AbstractRobustConnection:
    told = False
    while True:
        try:
            return await aio_pika.connect_robust(
                host=broker.url,
                port=int(broker.kwargs["port"]),
                login=broker.kwargs["username"],
                password=broker.kwargs["password"],
            )
        except aio_pika.exceptions.CONNECTION_EXCEPTIONS as error:
            if not told:
                logger.warning("RabbitMQ can't be reached yet: %s", error)
            told = True
            await asyncio.sleep(PAUSE_SECONDS)


async def _store(arrived: asyncio.Queue[AbstractIncomingMessage], store: EventStore) -> None:
    """Stores what arrives, and only then acknowledges it, so that RabbitMQ forgets it."""
    while True:
        messages = [await arrived.get()]
        while not arrived.empty() and len(messages) < BATCH:
            messages.append(arrived.get_nowait())
        events = [event for message in messages if (event := _read(message.body)) is not None]
        while not await _done(partial(store.add, events), "Events can't be stored"):
            await asyncio.sleep(PAUSE_SECONDS)
        with suppress(*aio_pika.exceptions.CONNECTION_EXCEPTIONS):  # it brings them again then
            await messages[-1].ack(multiple=True)


async def _backfill(conversations: ErasingTrackerStore, store: EventStore) -> None:
    while True:
        await _done(partial(backfill, conversations, store), "Events can't be backfilled")
        await asyncio.sleep(BACKFILL_SECONDS)


async def _beat(heartbeat: Path) -> None:
    """Touches a file for ever, by which a liveness probe sees that this program doesn't hang."""
    while True:
        heartbeat.touch()
        await asyncio.sleep(HEARTBEAT_SECONDS)


async def _done(work: Callable[[], None], failure: str) -> bool:
    """Does the work in a thread; whether it was done, which is logged if it wasn't."""
    try:
        await run_in_thread(work)
    except Exception as error:
        logger.error("%s: %s", failure, reason(error))
        return False
    return True


def _read(body: bytes) -> dict[str, Any] | None:
    try:
        event = json.loads(body)
        if is_storable(event["sender_id"]) and isinstance(event["event"], str):
            return dict(event)
    except (ValueError, KeyError, TypeError):
        pass
    logger.error("The queue brought something that is no event; it is left out.")
    return None


if __name__ == "__main__":
    main()
