"""A reply in a thread of a direct message is about what was said in that thread."""

from __future__ import annotations

import asyncio
from typing import Any

from rasa.shared.core.events import SlotSet

from channels.slack.delivery import DELIVERY_SLOT
from channels.slack.thread_context import message_id, return_to_thread
from tests.channels.slack.stores import Stores, said

ANN, CHANNEL = "slack:T1:D1::U1", "D1"


def two_threads() -> Any:
    """Skills were asked about in thread 1.0, pay in thread 2.0."""
    stores = Stores()
    asyncio.run(
        stores.add(
            ANN,
            said("Which skills?", message_id(CHANNEL, "1.0", "1.0"), 1.0),
            SlotSet("last_topic", "skills", timestamp=1.5),
            SlotSet(DELIVERY_SLOT, {"message": "a", "sent": True}, timestamp=1.6),
            said("What does it pay?", message_id(CHANNEL, "2.0", "2.0"), 2.0),
            SlotSet("last_topic", "salary", timestamp=2.5),
            SlotSet("experience_years", "5", timestamp=2.6),
            SlotSet(DELIVERY_SLOT, {"message": "b", "sent": True}, timestamp=2.7),
        )
    )
    return stores


def slots_after(stores: Any, thread: str) -> tuple[Any, Any]:
    asyncio.run(return_to_thread(stores, ANN, CHANNEL, thread))
    names = ("last_topic", "experience_years")
    topic, years = (asyncio.run(stores.slot(ANN, name)) for name in names)
    return topic, years


def test_an_earlier_threads_slots_come_back() -> None:
    stores = two_threads()

    assert slots_after(stores, "1.0") == ("skills", None)
    assert asyncio.run(stores.slot(ANN, DELIVERY_SLOT)) == {"message": "b", "sent": True}


def test_the_latest_threads_are_there() -> None:
    assert slots_after(two_threads(), "2.0") == ("salary", "5")


def test_a_thread_that_no_message_of_theirs_began_has_those_of_its_time() -> None:
    assert slots_after(two_threads(), "1.9") == ("skills", None)


def test_where_nothing_was_said_nothing_happens() -> None:
    stores: Any = Stores()

    assert slots_after(stores, "1.0") == (None, None)
