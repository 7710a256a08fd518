"""A stand-in for the assistant behind the channels, and the ways in which it behaves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import InMemoryLockStore


async def say_hello(message: UserMessage) -> None:
    """Answers the way Rasa does: one response with text and buttons."""
    await message.output_channel.send_response(
        message.sender_id,
        {
            "text": "Hello.\n\n- one\n- two\n\n_Source: guide_",
            "buttons": [{"title": "And then?", "payload": "And then?", "type": "postback"}],
            "image": "data:image/svg+xml,<svg/>",
        },
    )


async def fail(message: UserMessage) -> None:
    """An assistant whose tracker store is unreachable."""
    raise ConnectionError("no tracker store")


async def answer_then_fail(message: UserMessage) -> None:
    """An assistant that breaks off in the middle."""
    await say_hello(message)
    raise ConnectionError("no tracker store")


async def stay_locked(message: UserMessage) -> None:
    """An assistant for which the message before in this conversation takes too long."""
    locks = InMemoryLockStore()
    ticket = locks.issue_ticket(message.sender_id)
    locks.delete_lock(message.sender_id)
    await locks._acquire_lock(message.sender_id, ticket, 0)


async def stay_silent(message: UserMessage) -> None:
    """An assistant whose action server is down: Rasa logs that and sends nothing."""


@dataclass
class StandIn:
    """Stands in for Rasa's agent: keeps what it is given and answers as the test says."""

    behave: Callable[[UserMessage], Awaitable[None]] = say_hello
    received: list[UserMessage] = field(default_factory=list)

    async def handle_message(self, message: UserMessage) -> Any:
        """The method through which Rasa's channels reach the agent."""
        self.received.append(message)
        await self.behave(message)


@dataclass
class Server:
    """Where the server listens, and the assistant behind it."""

    url: str
    assistant: StandIn
