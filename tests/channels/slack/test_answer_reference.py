"""A reference to an answer travels through Slack as the value of a button."""

from __future__ import annotations

import pytest

from channels.slack.answer_reference import AnswerReference


def test_what_is_dumped_is_loaded() -> None:
    answer = AnswerReference("slack:T1:C1:1.5:U1", "a" * 32, "fr")

    assert AnswerReference.load(answer.dump()) == answer


def test_it_fits_into_a_button() -> None:
    """Slack takes 2,000 characters: the longest conversation id, and an answer's."""
    assert len(AnswerReference("x" * 255, "a" * 64, "en").dump()) <= 2000


def test_what_is_no_reference_is_refused() -> None:
    with pytest.raises((ValueError, TypeError)):
        AnswerReference.load('{"conversation": "slack:T1:C1::U1"}')
