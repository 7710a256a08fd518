"""A yes goes on with what was offered; a mere ok does not."""

from __future__ import annotations

from actions.affirm import ActionAffirm
from actions.topics import TOPIC_ACTIONS

from .conftest import Run


def test_yes_answers_what_was_offered_first(run: Run) -> None:
    skills = run(TOPIC_ACTIONS["skills"]())

    yes = run(ActionAffirm(), slots=skills.slots)

    assert skills.buttons[0] == "What are the core technical skills?"
    assert yes.text.startswith("These seven core technical skills")


def test_an_acknowledgement_shows_what_could_come_next(run: Run) -> None:
    skills = run(TOPIC_ACTIONS["skills"]())

    turn = run(ActionAffirm(), slots=skills.slots, act="acknowledge")

    assert turn.text == "Good. These could come next:"
    assert turn.buttons == skills.buttons


def test_yes_to_nothing_asks_what_next(run: Run) -> None:
    assert run(ActionAffirm()).text == "What would you like to know?"
