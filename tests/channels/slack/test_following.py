"""Which threads the app follows, and what ends it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from channels.slack.conversation import SlackConversation
from channels.slack.following import follow_again, is_followed, is_stop, stop_following
from tests.channels.slack.stores import Stores, said

BOT = "U0BOT"
ANN, BEN = (SlackConversation("T1", "C1", user, "1.0") for user in ("U1", "U2"))


def followed(stores: Any, person: SlackConversation, starter: str | None = "U1") -> bool:
    return asyncio.run(is_followed(stores, person, starter, BOT))


@pytest.fixture
def stores() -> Any:
    """Ann has asked in a thread."""
    stores = Stores()
    asyncio.run(stores.add(ANN.id, said("Which skills?", "m1")))
    return stores


def test_where_somebody_has_asked_and_what_they_began(stores: Any) -> None:
    assert followed(stores, ANN, starter=None)
    assert followed(stores, BEN, starter="U1")
    assert followed(stores, BEN, starter=BOT)
    assert not followed(stores, BEN, starter="U3")
    assert not followed(stores, BEN, starter=None)
    assert not followed(stores, SlackConversation("T1", "C1", "U1"))


def test_until_it_is_stopped_for_all_and_begun_again(stores: Any) -> None:
    assert asyncio.run(stop_following(stores, BEN, BOT))
    assert not asyncio.run(stop_following(stores, ANN, BOT)), "it was stopped already"
    assert not followed(stores, ANN)
    assert not followed(stores, BEN)
    other = SlackConversation("T1", "C1", "U1", "2.0")
    asyncio.run(stores.add(other.id, said("Which skills?", "m2")))
    assert followed(stores, other), "another thread"

    asyncio.run(follow_again(stores, ANN, BOT))

    assert followed(stores, ANN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("stop", True), ("Stop!", True), ("please stop.", True), ("arrête", True),
     ("when should I stop studying?", False), ("", False)],
)  # fmt: skip
def test_words_that_stop_it(text: str, expected: bool) -> None:
    assert is_stop(text) is expected
