"""Each setting changes what counts as a question."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from components.question_finder import find_questions
from components.question_parts import candidates, is_story
from components.reading import OUT_OF_SCOPE, Candidate, Reading
from components.split_settings import SplitSettings
from tests.components.splitter import SETTINGS, units_of

MESSAGE = "Which skills? What pay?"


def questions(settings: SplitSettings, confidence: float) -> int:
    read = {
        "which skills": Reading(
            "", "ask_skills", confidence, (Candidate("ask_skills", confidence),)
        ),
        "what pay": Reading("", "ask_salary", confidence, (Candidate("ask_salary", confidence),)),
    }
    unknown = Reading("", "nlu_fallback", 0.2)
    parts = units_of(MESSAGE)
    texts = candidates(MESSAGE, parts, settings)
    readings = {text: read.get(text.lower(), unknown) for text in texts}
    whole = Reading("", "ask_demand", 0.9)
    found = find_questions(MESSAGE, parts, readings, whole, settings)
    return len([each for each in found if each.reading.intent != OUT_OF_SCOPE])


def test_confidences_are_shares() -> None:
    for name, value in asdict(SETTINGS).items():
        if not name.endswith("_words"):
            assert 0 < value < 1, name


@pytest.mark.parametrize(("confidence", "found"), [(0.4, 2), (0.3, 1)])
def test_a_part_counts_from_the_confidence_of_a_question(confidence: float, found: int) -> None:
    """The second; the first, ahead of another, from less."""
    assert SETTINGS.question == 0.35
    assert questions(SETTINGS, confidence) == found


def test_a_higher_one_asks_for_more() -> None:
    assert questions(replace(SETTINGS, question=0.6), 0.5) == 1


def test_a_long_message_is_a_story() -> None:
    long = "word " * (SETTINGS.story_words + 1)
    assert is_story(long, SETTINGS)
    assert not is_story(long, replace(SETTINGS, story_words=SETTINGS.story_words + 1))
