"""What is said keeps what it rests on, however it is put together."""

from __future__ import annotations

from guide.said import Said


def test_parts_keep_what_they_rest_on_once_each() -> None:
    first = Said("One.", ["faq.1", "faq.2"], ["glassdoor"])
    second = Said("Two.", ["faq.2", "practice.1"], ["glassdoor"])

    both = Said.sentences([first, second])

    assert both == "One. Two."
    assert both.based_on == ("faq.1", "faq.2", "practice.1")
    assert both.providers == ("glassdoor",)


def test_plain_text_among_the_parts_rests_on_nothing() -> None:
    assert Said.of("a and b", ["a", Said("b", ["faq.1"])]).based_on == ("faq.1",)


def test_a_capital_letter_changes_nothing_else() -> None:
    said = Said("co-op programs", ["practice.6"]).with_capital()

    assert said == "Co-op programs"
    assert said.based_on == ("practice.6",)
