"""Puts the events that RabbitMQ has into the report's store.

An event is there once in the end, however often and by whichever way it came: the queue brings it
at once; what the queue never got, because a server or RabbitMQ died, is found in the tracker store.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import aio_pika
from aio_pika.abc import AbstractIncomingMessage, AbstractRobustConnection
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig, read_endpoint_config

from stores.catch_up import catch_up
from stores.conversation_id import is_storable
from stores.event_store import EventStore
from stores.retention import RetentionError, open_store

logger = logging.getLogger("stores.collect")

BATCH = 500
PAUSE_SECONDS = 1
CATCH_UP_SECONDS = 60
QUEUES = "queues"
"""A setting of RabbitMQ's brokers alone. With others, all events come from the tracker store."""


def main() -> None:
    """Collects until it is stopped.

    Raises:
        SystemExit: if a server can't be reached at first, or the settings are wrong.
    """
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s  %(message)s")
    logging.getLogger("aio_pika").setLevel(logging.CRITICAL)  # it tells every try to reconnect
    logging.getLogger("aiormq").setLevel(logging.CRITICAL)
    parser = argparse.ArgumentParser(prog="python -m stores.collect", description=__doc__)
    parser.add_argument("--endpoints", type=Path, default=Path("deploy/endpoints.yml"))
    endpoints = parser.parse_args().endpoints
    try:
        broker = read_endpoint_config(str(endpoints), "event_broker")
        conversations = open_store(endpoints)
        if broker is None or conversations is None:
            sys.exit(f"{endpoints} must have an event_broker and a tracker_store.")
        asyncio.run(_collect(broker, conversations))
    except (RetentionError, RasaException) as error:
        sys.exit(str(error))


async def _collect(broker: EndpointConfig, conversations: SQLTrackerStore) -> None:
    store = conversations.event_broker
    loop, stopped = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    work = [stopped.wait(), _catch_up(conversations, store)]
    if QUEUES in broker.kwargs:
        work.append(_take(broker, store))
    done, others = await asyncio.wait(
        [asyncio.create_task(each) for each in work], return_when=asyncio.FIRST_COMPLETED
    )
    for task in others:
        task.cancel()
    for task in done:
        task.result()


async def _take(broker: EndpointConfig, store: EventStore) -> None:
    """Takes events from the queue for ever."""
    async with await _connect(broker) as connection:
        channel = await connection.channel()
        await channel.set_qos(prefetch_count=BATCH)
        (name,) = broker.kwargs[QUEUES]
        queue = await channel.declare_queue(name, durable=True)
        arrived: asyncio.Queue[AbstractIncomingMessage] = asyncio.Queue()
        await queue.consume(arrived.put)
        await _store(arrived, store)


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
    """Stores what arrives, and only then lets RabbitMQ forget it."""
    while True:
        messages = [await arrived.get()]
        while not arrived.empty() and len(messages) < BATCH:
            messages.append(arrived.get_nowait())
        events = [event for message in messages if (event := _read(message.body)) is not None]
        while not await _add(store, events):
            await asyncio.sleep(PAUSE_SECONDS)
        with suppress(*aio_pika.exceptions.CONNECTION_EXCEPTIONS):  # it brings them again then
            await messages[-1].ack(multiple=True)


async def _add(store: EventStore, events: list[dict[str, Any]]) -> bool:
    try:
        await asyncio.to_thread(store.add, events)
    except Exception as error:
        logger.error("Events can't be stored: %s", _reason(error))
        return False
    return True


async def _catch_up(conversations: SQLTrackerStore, store: EventStore) -> None:
    while True:
        try:
            await asyncio.to_thread(catch_up, conversations, store)
        except Exception as error:
            logger.error("Can't catch up: %s", _reason(error))
        await asyncio.sleep(CATCH_UP_SECONDS)


def _reason(error: Exception) -> object:
    """What went wrong, without the statement, which would name conversations."""
    return getattr(error, "orig", None) or type(error).__name__


def _read(body: bytes) -> dict[str, Any] | None:
    try:
        event = json.loads(body)
        if is_storable(event["sender_id"]) and isinstance(event["event"], str):
            return dict(event)
    except (ValueError, KeyError, TypeError):
        pass
    logger.error("The queue brought something that is no event; it is left out.")
    return None
