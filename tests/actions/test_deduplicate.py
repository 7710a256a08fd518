"""The same answer isn't given twice in a row to different questions."""

from __future__ import annotations

from actions.follow_up import ActionFollowUp
from actions.topics import TOPIC_ACTIONS

from .conftest import Run


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
