"""The outcome of a turn is that of its last action that says something."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered

from stores.turn_outcome import outcome_of

LISTEN = ActionExecuted("action_listen")


def turn(action: str) -> list[Event]:
    return [UserUttered("hi"), ActionExecuted(action), BotUttered("said"), LISTEN]


@pytest.mark.parametrize(
    ("action", "outcome"),
    [
        ("action_answer_salary", "answered"),
        ("utter_greet", "answered"),
        ("action_out_of_scope", "not in the guide"),
        ("action_clarify", "asked back"),
        ("utter_answer_unavailable", "out of order"),
    ],
)
def test_what_an_action_says_of_the_message(action: str, outcome: str) -> None:
    assert outcome_of(turn(action)) == outcome


def test_only_the_last_message_counts() -> None:
    assert outcome_of([*turn("action_clarify"), *turn("action_answer_salary")]) == "answered"


def test_nothing_said_is_unanswered() -> None:
    assert outcome_of([*turn("action_clarify"), UserUttered("hello?"), LISTEN]) == "unanswered"
    assert outcome_of([]) == "unanswered"
