"""What people take back."""

from __future__ import annotations

import pytest

from components.correction import meant_from, negates


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("no I meant seniors", "seniors"),
        ("sorry i meant in Montreal", "in Montreal"),
        ("No, with 5 years", "with 5 years"),
        ("not certs, I meant programs", "programs"),
        ("not toronto, vancouver", "vancouver"),
        ("no not seniors, juniors", "juniors"),
        ("Not the soft ones but the technical ones", "the technical ones"),
    ],
)
def test_what_is_taken_back_does_not_count(text: str, meant: str) -> None:
    assert text[meant_from(text) :] == meant


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "no thanks",
        "no, thank you",
        "no degree, can I still do it",
        "not sure, which degree should I take",
        "not a student, can I apply",
        "nothing, just looking",
        "I meant it",
        "is it worth it or not, what do you think",
    ],
)
def test_other_uses_of_no_and_not_stay(text: str) -> None:
    assert meant_from(text) == 0


def test_words_after_not_are_negated() -> None:
    assert negates("8 years, not 5", len("8 years, not "))
    assert not negates("why not? 5", len("why not? "))
