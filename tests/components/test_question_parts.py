"""Cutting a message into the parts that may be questions by themselves."""

from __future__ import annotations

from components.question_parts import MOST_UNITS, candidates
from tests.components.splitter import SETTINGS, units_of


def test_a_single_clause_needs_no_reading_of_parts() -> None:
    message = "which skills do I need"
    assert candidates(message, units_of(message), SETTINGS) == []


def test_beside_what_a_person_tells_the_only_question_is_read_by_itself() -> None:
    told, asked = "I have a degree in math and 3 years in Java", "what should I learn"
    message = f"{told}, {asked}?"
    assert candidates(message, units_of(message), SETTINGS) == [told, asked]


def test_parts_and_neighbours_are_read() -> None:
    message = "what pay, which skills"
    assert candidates(message, units_of(message), SETTINGS) == ["what pay", "which skills", message]


def test_a_very_long_message_has_a_bound() -> None:
    message = "what is this? " * 50
    assert len(units_of(message)) == MOST_UNITS
