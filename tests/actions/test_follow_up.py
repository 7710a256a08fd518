"""Follow-ups that mean nothing by themselves."""

from __future__ import annotations

from actions.follow_up import ActionFollowUp
from actions.topics import TOPIC_ACTIONS
from tests.pay import pay_at

from .conftest import Run


def test_follow_ups_about_pay_build_on_each_other(run: Run) -> None:
    turn = run(TOPIC_ACTIONS["salary"]())
    turn = run(ActionFollowUp(), {"experience_years": "8"}, turn.slots)
    assert pay_at(8) in turn.text
    turn = run(ActionFollowUp(), {"level": "entry"}, turn.slots)
    assert "Entry-level" in turn.text and pay_at(1) in turn.text
    turn = run(ActionFollowUp(), {"city": "vancouver"}, turn.slots)
    assert "nothing on Vancouver" in turn.text and pay_at(1) in turn.text


def test_the_third_one_is_the_third_step(run: Run) -> None:
    steps = run(TOPIC_ACTIONS["how_to_become"]())

    assert "Kaggle" in run(ActionFollowUp(), {"ordinal": "3"}, steps.slots).text


def test_places_go_on_meaning_the_same_list(run: Run) -> None:
    steps = run(TOPIC_ACTIONS["how_to_become"]())
    third = run(ActionFollowUp(), {"ordinal": "3"}, steps.slots)

    assert "AI meetups" in run(ActionFollowUp(), {"ordinal": "5"}, third.slots).text


def test_a_place_beyond_the_list_asks_which(run: Run) -> None:
    skills = run(TOPIC_ACTIONS["skills"]())

    assert run(ActionFollowUp(), {"ordinal": "5"}, skills.slots).text.startswith("Which one")


def test_a_follow_up_with_nothing_before_asks_for_a_question(run: Run) -> None:
    assert "not sure what that refers to" in run(ActionFollowUp()).text


def test_what_was_just_said_is_not_repeated_with_a_gap(run: Run) -> None:
    networking = run(TOPIC_ACTIONS["networking"]())
    events = run(ActionFollowUp(), {"detail": "event_names"}, networking.slots)

    assert events.text.startswith("The guide names no particular events or dates.")
    assert "meetups" not in events.text


def test_a_gap_without_the_answer_before_comes_with_it(run: Run) -> None:
    turn = run(TOPIC_ACTIONS["networking"](), {"detail": "event_names"})

    assert turn.text.startswith("The guide names no particular events or dates.")
    assert "meetups" in turn.text


def test_tell_me_more_says_that_this_was_all(run: Run) -> None:
    skills = run(TOPIC_ACTIONS["skills"]())
    turn = run(ActionFollowUp(), slots=skills.slots)

    assert turn.text.startswith("I have nothing to add to this:")
    assert "Soft skills" in turn.text


def test_tell_me_more_of_an_answer_without_a_list(run: Run) -> None:
    pay = run(TOPIC_ACTIONS["salary"](), {"experience_years": "8"})
    turn = run(ActionFollowUp(), slots=pay.slots)

    assert turn.text.startswith("I have nothing to add to this. At 8 years")


def test_what_was_repeated_is_not_repeated_again(run: Run) -> None:
    skills = run(TOPIC_ACTIONS["skills"]())
    once = run(ActionFollowUp(), slots=skills.slots)
    twice = run(ActionFollowUp(), slots=once.slots)

    assert twice.text == "I have nothing more on that. I can answer these:"
    assert twice.buttons == skills.buttons
    assert run(ActionFollowUp(), {"skill_group": "soft"}, twice.slots).text.startswith(
        "You need soft skills"
    )
