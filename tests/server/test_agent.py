"""What is set on a loaded agent: store errors come out, and locks are looked at often."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from server.agent import set_up_agent


class FullStore(InMemoryTrackerStore):
    """Can neither be read nor written."""

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        raise OSError("the disk is gone")

    async def save(self, tracker: DialogueStateTracker) -> None:
        raise OSError("the disk is full")


def test_errors_of_the_tracker_store_come_out() -> None:
    agent = Agent(tracker_store=FullStore(Domain.empty()))
    set_up_agent(agent)
    with pytest.raises(OSError, match="gone"):
        asyncio.run(agent.tracker_store.retrieve("somebody"))
    with pytest.raises(OSError, match="full"):
        asyncio.run(agent.tracker_store.save(DialogueStateTracker("somebody", [])))


def test_a_message_waits_for_the_one_before_it_and_not_much_longer() -> None:
    order: list[str] = []
    pauses: list[float] = []

    async def pause(seconds: float, sleep: Any = asyncio.sleep) -> None:
        pauses.append(seconds)
        await sleep(0)

    async def handle(store: InMemoryLockStore, name: str) -> None:
        async with store.lock("conversation"):
            order.append(f"{name} begins")
            for _ in range(5):
                await asyncio.tasks.sleep(0)
            order.append(f"{name} ends")

    async def both() -> None:
        agent = Agent(lock_store=InMemoryLockStore())
        set_up_agent(agent)
        store = agent.lock_store
        await asyncio.gather(handle(store, "first"), handle(store, "second"))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asyncio, "sleep", pause)
        asyncio.run(both())
    assert order == ["first begins", "first ends", "second begins", "second ends"]
    assert pauses
    assert max(pauses) < 0.1
