from __future__ import annotations

from rasa.core.agent import Agent
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from tests.monitoring.probe import broken
from tests.serving import serving


class Unreadable(InMemoryTrackerStore):
    """A store that isn't SQL, and is out of reach."""

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        raise ConnectionError("no route to the store")


def test_a_store_of_another_kind_is_read_from() -> None:
    with serving(Agent(tracker_store=Unreadable(Domain.empty())), []) as url:
        assert broken(url)["tracker_store"] == "ConnectionError: no route to the store"
    with serving(Agent(tracker_store=InMemoryTrackerStore(Domain.empty())), []) as url:
        assert "tracker_store" not in broken(url)
