"""Several questions in one message."""

from __future__ import annotations

from typing import Any

from actions.follow_up import ActionFollowUp
from actions.several import ActionAnswerSeveral
from actions.topics import TOPIC_ACTIONS
from guide.edition import current_edition
from tests.pay import AVERAGE, RANGE, pay_at

from .conftest import Run, Turn

GUIDE = current_edition().guide

DOMAIN_TEXT = "I'm a bot"


def question(intent: str, text: str = "a question", **entities: str) -> dict[str, Any]:
    return {
        "text": text,
        "intent": {"name": intent, "confidence": 0.9},
        "entities": [
            {"entity": name, "value": value, "start": 0, "end": 0}
            for name, value in entities.items()
        ],
    }


def answer(run: Run, *questions: dict[str, Any], slots: dict[str, Any] | None = None) -> Turn:
    return run(ActionAnswerSeveral(), slots=slots, questions=list(questions))


def test_both_answers_in_order_under_their_headings(run: Run) -> None:
    turn = answer(
        run,
        question("ask_degree_requirements"),
        question("ask_salary", experience_years="5"),
    )
    assert turn.text.startswith("**Which degree**\n\nEmployers in Canada look, in most cases,")
    assert "**Pay**\n\nAt 5 years of experience" in turn.text
    assert turn.text.index("Which degree") < turn.text.index("Pay")


def test_one_source_line_names_every_section_once(run: Run) -> None:
    turn = answer(run, question("ask_salary"), question("ask_skills"), question("ask_cities"))

    assert turn.text.count("Source:") == 1
    assert turn.text.endswith(
        f"_Source: [upGrad's career guide]({GUIDE.sources.address}), Salary outlook, Frequently"
        " asked questions, Essential skills, Step 2 (core skills), Introduction and Step 5"
        " (network); figures: Glassdoor_"
    )


def test_suggestions_once_and_none_of_what_was_answered(run: Run) -> None:
    turn = answer(run, question("ask_salary"), question("ask_career_path"))

    assert 1 <= len(turn.buttons) == len(set(turn.buttons)) <= 3
    assert "How much do ML engineers earn?" not in turn.buttons
    assert "What does the career path look like?" not in turn.buttons


def test_the_picture_of_an_answer_goes_with_them(run: Run) -> None:
    with_picture = answer(run, question("ask_networking"), question("ask_salary"))
    without = answer(run, question("ask_networking"), question("ask_skills"))

    assert with_picture.message["answer"]["chart"] == "salary"
    assert without.message["answer"]["chart"] is None


def test_questions_beyond_the_fourth_are_named_and_offered(run: Run) -> None:
    topics = ["salary", "career_path", "certifications", "cities"]
    turn = answer(
        run,
        *(question(f"ask_{topic}") for topic in topics),
        question("ask_degree_requirements", "what degree should I get"),
        question("ask_demand", "is it worth it"),
    )
    assert turn.text.count("\n\n**") + turn.text.startswith("**") == 4
    assert "You also asked about which degree and" in turn.text
    assert turn.buttons[:2] == ["what degree should I get", "is it worth it"]


def test_many_answers_have_short_lists(run: Run) -> None:
    alone = run(TOPIC_ACTIONS["skills"]()).text
    two = answer(run, question("ask_responsibilities"), question("ask_salary")).text
    three = answer(
        run, question("ask_responsibilities"), question("ask_salary"), question("ask_cities")
    ).text
    assert "- **Core technical skills**" in alone
    assert RANGE in two and RANGE in three
    assert len(three.split("**Pay**")[0]) <= len(two.split("**Pay**")[0])


def test_a_near_miss_beside_an_answer(run: Run) -> None:
    turn = answer(run, question("ask_salary"), {**question("out_of_scope"), "kind": "immigration"})
    assert AVERAGE in turn.text
    assert "**Not in the guide**\n\nThe guide says nothing about visas" in turn.text
    assert turn.slots["last_topic"] == "salary"


def test_a_follow_up_is_about_the_last_answer(run: Run) -> None:
    turn = answer(run, question("ask_skills"), question("ask_salary", experience_years="2"))
    after = run(ActionFollowUp(), {"experience_years": "8"}, turn.slots)

    assert pay_at(8) in after.text


def test_a_follow_up_within_the_message_is_about_the_part_before(run: Run) -> None:
    turn = answer(
        run,
        question("ask_salary", experience_years="2"),
        question("follow_up", experience_years="8"),
    )
    assert RANGE in turn.text and pay_at(8) in turn.text


def test_yes_and_a_question_answers_what_was_offered_too(run: Run) -> None:
    skills = run(TOPIC_ACTIONS["skills"]())
    turn = answer(run, question("affirm"), question("ask_programs"), slots=skills.slots)

    assert "These seven core technical skills" in turn.text
    assert "**Programs**" in turn.text


def test_yes_to_nothing_leaves_the_question(run: Run) -> None:
    turn = answer(run, question("affirm"), question("ask_salary"))

    assert turn.text.startswith("ML engineers in Canada earn")
