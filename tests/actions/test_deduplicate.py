"""The same answer isn't given twice in a row to different questions."""

from __future__ import annotations

from actions.follow_up import ActionFollowUp
from actions.topics import TOPIC_ACTIONS

from .conftest import Run

WHERE = [{"name": "where", "confidence": 1.0}]
ORDER = [{"name": "order", "confidence": 1.0}]


def test_another_question_with_the_same_answer_is_told_that_there_is_no_more(run: Run) -> None:
    work = run(TOPIC_ACTIONS["responsibilities"]())
    again = run(TOPIC_ACTIONS["responsibilities"](), slots=work.slots)

    assert again.text.startswith("On that, I have nothing more exact")
    assert again.slots["last_topic"] == "responsibilities"


def test_what_is_asked_for_once_more_is_given_once_more(run: Run) -> None:
    work = run(TOPIC_ACTIONS["responsibilities"]())

    assert run(ActionFollowUp(), slots=work.slots, act="again").text == work.text


def test_after_something_else_it_is_said_again(run: Run) -> None:
    work = run(TOPIC_ACTIONS["responsibilities"]())
    pay = run(TOPIC_ACTIONS["salary"](), slots=work.slots)

    assert run(TOPIC_ACTIONS["responsibilities"](), slots=pay.slots).text == work.text


def test_the_point_of_what_was_just_said_comes_in_short(run: Run) -> None:
    networking = run(TOPIC_ACTIONS["networking"]())
    where = run(ActionFollowUp(), slots=networking.slots, aspect_ranking=WHERE)

    assert where.text.startswith("In places such as Toronto")


def test_the_steps_just_listed_after_something_else_come_in_short(run: Run) -> None:
    steps = run(TOPIC_ACTIONS["how_to_become"]())
    first = run(TOPIC_ACTIONS["how_to_become"](), slots=steps.slots, aspect_ranking=ORDER)

    assert first.text.startswith("Study comes first")
