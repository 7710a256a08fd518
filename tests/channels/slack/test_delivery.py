"""Whether an answer has gone out, kept with the conversation."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from channels.slack.delivery import (
    SENDING_SECONDS,
    claim_delivery,
    is_undelivered,
    record_delivery,
)
from tests.channels.slack.stores import Stores, said

ANN = "slack:T1:D1::U1"


def undelivered(agent: Any, message_id: str = "m1") -> bool:
    return asyncio.run(is_undelivered(agent, ANN, message_id))


@pytest.fixture
def agent() -> Any:
    """An agent that handled a message a moment ago."""
    stores = Stores()
    asyncio.run(stores.add(ANN, said("Which skills?", "m1")))
    return stores


@pytest.mark.parametrize(("history", "expected"), [([True], False), ([False], True)])
def test_what_was_recorded_last_counts(agent: Any, history: list[bool], expected: bool) -> None:
    for sent in (*[not sent for sent in history], *history):
        asyncio.run(record_delivery(agent, ANN, "m1", sent=sent))

    assert undelivered(agent) is expected


def test_of_another_message_it_says_nothing(agent: Any) -> None:
    asyncio.run(record_delivery(agent, ANN, "m2", sent=False))

    assert not undelivered(agent, "m1")
    assert not undelivered(agent, "m3"), "never handled"


@pytest.mark.parametrize(("age", "expected"), [(1, False), (SENDING_SECONDS + 1, True)])
def test_who_else_may_still_be_sending_is_given_time(age: float, expected: bool) -> None:
    stores: Any = Stores()
    asyncio.run(stores.add(ANN, said("Which skills?", "m1", time.time() - age)))

    assert undelivered(stores) is expected


def test_of_an_erased_conversation_nothing_is_kept() -> None:
    stores: Any = Stores()
    asyncio.run(record_delivery(stores, ANN, "m1", sent=True))

    assert asyncio.run(stores.tracker_store.retrieve(ANN)) is None


def test_what_may_be_sent_once_is_claimed_once_unless_it_failed(agent: Any) -> None:
    claims = [asyncio.run(claim_delivery(agent, ANN, "share-1")) for _ in range(2)]
    asyncio.run(record_delivery(agent, ANN, "share-1", sent=False))
    claims.append(asyncio.run(claim_delivery(agent, ANN, "share-1")))

    assert claims == [True, False, True]
