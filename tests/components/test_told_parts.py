"""Which parts of a message only tell, beside the question."""

from __future__ import annotations

from components.question_parts import candidates
from components.reading import Reading
from components.told_parts import told_parts
from tests.components.splitter import SETTINGS, units_of

UNKNOWN = Reading("", "nlu_fallback", 0.2)


def told(message: str, question: Reading) -> list[str]:
    """The texts of the parts that only tell, when the question is read as said."""
    parts = units_of(message)
    readings = dict.fromkeys(candidates(message, parts, SETTINGS), UNKNOWN)
    asked = next(part.text for part in parts if part.form.name == "QUESTION")
    return [part.text for part in told_parts(parts, {**readings, asked: question}, SETTINGS)]


def test_what_stands_before_a_full_question_is_told() -> None:
    message = "I make 21 bucks an hour. I am a nurse. What does an ML engineer earn?"
    assert told(message, Reading("", "ask_salary", 0.9)) == [
        "I make 21 bucks an hour",
        "I am a nurse",
    ]


def test_what_a_question_points_back_to_is_asked_about() -> None:
    message = "I make 21 bucks an hour. I have a diploma. Is that enough?"
    assert told(message, Reading("", "follow_up", 0.9)) == ["I make 21 bucks an hour"]


def test_a_question_that_says_nothing_by_itself_is_about_all_of_it() -> None:
    message = "I make 21 bucks an hour. How much?"
    assert told(message, Reading("", "follow_up", 0.9)) == []


def test_without_a_question_nothing_is_only_told() -> None:
    parts = units_of("I make 21 bucks an hour. I am a nurse.")
    assert told_parts(parts, {}, SETTINGS) == []
