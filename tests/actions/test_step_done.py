"""Steps that were told are behind the asker; what is left is told once that is asked."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker

from actions.step_done import step_told, steps_left
from guide.edition import current_edition
from guide.reply import Target

WAY = Target("how_to_become")
STUDIED = {"degree_field": "statistics"}


def tells(role: str, aspect: str, known: dict[str, Any] | None = None) -> Tracker:
    """A message that only tells of an internship."""
    practice = {"entity": "practice_kind", "value": "internship", "role": role}
    message = {
        "text": "internship, that is me",
        "intent": {"name": "ask_practical_experience", "confidence": 1.0},
        "entities": [{**practice, "start": 0, "end": 10}],
        "aspect_ranking": [{"name": aspect, "confidence": 0.9}],
        "clauses": ["STATEMENT"],
    }
    return Tracker("p", {"background": known}, message, [], False, None, {}, "action_listen")


def test_what_is_left_after_a_step_that_is_told() -> None:
    left = step_told(current_edition().guide, tells("excluded", "counts"), WAY)

    assert left is not None
    assert left.focus.background is not None
    assert (left.topic, left.focus.move) == ("how_to_become", "next")
    assert left.focus.background.done == ("practical_experience",)


@pytest.mark.parametrize(
    ("role", "aspect"), [("lacking", "counts"), ("asked", "counts"), ("excluded", "how_to")]
)
def test_an_internship_that_somebody_lacks_is_no_step_done(role: str, aspect: str) -> None:
    assert step_told(current_edition().guide, tells(role, aspect), WAY) is None


def test_of_the_step_that_was_just_answered_nothing_is_left_out() -> None:
    last = Target("practical_experience")

    assert step_told(current_edition().guide, tells("excluded", "counts"), last) is None


def test_studies_alone_count_where_the_steps_were_told() -> None:
    guide, asks = current_edition().guide, tells("asked", "what", known=STUDIED)

    assert steps_left(guide, asks, WAY) is not None
    assert steps_left(guide, asks, Target("skills")) is None
    assert steps_left(guide, asks, Target("skills"), also_of_studies=True) is not None
    assert steps_left(guide, asks, Target("salary"), also_of_studies=True) is None
