"""Traffic: what comes again, what was never seen, and their mix."""

from __future__ import annotations

import pytest

from evaluation.bench.serving.traffic import TURNS, Traffic
from evaluation.understanding.sets import held_out_questions

HELD_OUT = {question.text for question in held_out_questions()}


@pytest.fixture
def traffic() -> Traffic:
    return Traffic()


def test_what_comes_again_are_buttons_alone(traffic: Traffic) -> None:
    asked = [
        text for each in traffic.people("texts that come again", 40) for text in each.questions
    ]

    assert len(asked) == 40 * TURNS and set(asked) <= set(traffic.buttons)
    assert len(set(asked)) < len(asked)


def test_nothing_of_what_was_never_seen_comes_twice_in_any_kind(traffic: Traffic) -> None:
    kinds = ("texts never seen", "the mix", "texts never seen")
    asked = [text for kind in kinds for each in traffic.people(kind, 30) for text in each.questions]
    unseen = [text for text in asked if text not in traffic.buttons]

    assert len(unseen) > 60 * TURNS and len(set(unseen)) == len(unseen)
    assert set(unseen) <= HELD_OUT


def test_a_mixed_conversation_opens_with_a_button(traffic: Traffic) -> None:
    people = traffic.people("the mix", 100)
    later = [text for each in people for text in each.questions[1:]]

    assert all(each.questions[0] in traffic.buttons for each in people)
    assert 0.3 < sum(text in traffic.buttons for text in later) / len(later) < 0.5


def test_who_has_nothing_to_ask_does_not_come(traffic: Traffic) -> None:
    people = traffic.people("texts never seen", len(HELD_OUT))

    assert {text for each in people for text in each.questions} == HELD_OUT
    assert traffic.people("texts never seen", 2) == []
