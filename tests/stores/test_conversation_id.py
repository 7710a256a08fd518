from __future__ import annotations

import pytest

from stores.conversation_id import is_reserved, is_storable


@pytest.mark.parametrize("value", ["a", "a" * 255, "Zoé 🎉", "slack:T0:C0::U0", " "])
def test_text_of_a_length_that_fits_can_be_stored(value: str) -> None:
    assert is_storable(value)


@pytest.mark.parametrize("value", ["", "a" * 256, "a\tb", None, 5, True, ["a"], {"a": "b"}, b"a"])
def test_nothing_else_can(value: object) -> None:
    assert not is_storable(value)


@pytest.mark.parametrize(
    ("conversation", "reserved"),
    [("slack:T0:C0::U0", True), (" SLACK:T0", True), ("slack", False), ("my slack:", False)],
)
def test_slacks_conversations_are_its_own(conversation: str, reserved: bool) -> None:
    assert is_reserved(conversation) is reserved
