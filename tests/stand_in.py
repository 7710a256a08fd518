"""A stand-in for the assistant behind the channels, and the ways in which it behaves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.lock_store import InMemoryLockStore, LockStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker


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
    """Stands in for Rasa's agent and its processor: keeps what it is given, answers as told."""

    behave: Callable[[UserMessage], Awaitable[None]] = say_hello
    received: list[UserMessage] = field(default_factory=list)
    lock_store: LockStore = field(default_factory=InMemoryLockStore)
    domain: Domain = field(default_factory=Domain.empty)

    @property
    def processor(self) -> StandIn:
        """What handles the messages."""
        return self

    def is_ready(self) -> bool:
        """Whether there is a model."""
        return True

    async def fetch_tracker_and_update_session(
        self, sender_id: str, output: OutputChannel, metadata: dict[str, Any] | None
    ) -> DialogueStateTracker:
        """The first step of handling a message."""
        return DialogueStateTracker(sender_id, [AnySlot("language", [{}])])

    async def parse_message(
        self, message: UserMessage, tracker: DialogueStateTracker
    ) -> dict[str, Any]:
        """What is understood: nothing."""
        return {"intent": {"name": None}, "entities": []}

    async def _handle_message_with_tracker(
        self, message: UserMessage, tracker: DialogueStateTracker
    ) -> None:
        assert message.parse_data == await self.parse_message(message, tracker)
        self.received.append(message)
        tracker.update(UserUttered(message.text, {"name": None}))
        tracker.message = message

    async def run_action_extract_slots(
        self, output: OutputChannel, tracker: DialogueStateTracker
    ) -> DialogueStateTracker:
        """The second step."""
        return tracker

    async def _run_prediction_loop(
        self, output: OutputChannel, tracker: DialogueStateTracker
    ) -> None:
        await self.behave(tracker.message)

    async def run_anonymization_pipeline(self, tracker: DialogueStateTracker) -> None:
        """The step before the last."""

    async def save_tracker(self, tracker: DialogueStateTracker) -> None:
        """The last step."""


@dataclass
class Server:
    """Where the server listens, and the assistant behind it."""

    url: str
    assistant: StandIn
