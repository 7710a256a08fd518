"""Each topic's action: what it says, and what it remembers."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from rasa.shared.core.domain import Domain
from rasa_sdk import Action

import actions
from actions.topic_action import TopicAction
from actions.topics import TOPIC_ACTIONS
from guide.edition import current_edition
from guide.formats import money
from tests.pay import band_at, pay_at

from .conftest import Run

GUIDE = current_edition().guide

HERE = {"start": 0, "end": 0}

for module in pkgutil.iter_modules(actions.__path__):
    importlib.import_module(f"actions.{module.name}")


def all_actions() -> set[str]:
    """Names of every action in the package."""
    others = [action for action in Action.__subclasses__() if action.__module__[:8] == "actions."]
    return {
        action().name()
        for action in (*TOPIC_ACTIONS.values(), *others)
        if action is not TopicAction
    }


def test_every_topic_has_an_action() -> None:
    assert {action().topic for action in TOPIC_ACTIONS.values()} == GUIDE.topic_ids


def test_the_domain_lists_exactly_the_actions_there_are() -> None:
    domain = Domain.load("domain.yml")

    assert set(domain.user_actions) - set(domain.responses) == all_actions()


@pytest.mark.parametrize("action", TOPIC_ACTIONS.values(), ids=TOPIC_ACTIONS)
def test_a_topic_action_answers_and_remembers(action: type[TopicAction], run: Run) -> None:
    topic = action().topic
    turn = run(action())

    assert turn.text.startswith(GUIDE.topic(topic).answer.en.split("{")[0])
    assert turn.message["answer"]["topic"] == topic
    assert turn.slots["last_topic"] == topic
    assert turn.slots["offer"]["topic"] in GUIDE.topic_ids
    assert 1 <= len(turn.buttons) <= 3


def test_every_answer_has_an_id_of_its_own_and_perhaps_a_chart(run: Run) -> None:
    turns = [
        run(TOPIC_ACTIONS["salary"]()),
        run(TOPIC_ACTIONS["salary"]()),
        run(TOPIC_ACTIONS["skills"]()),
    ]
    answers = [turn.message["answer"] for turn in turns]

    assert len({answer["id"] for answer in answers}) == 3
    assert [answer["chart"] for answer in answers] == ["salary", "salary", None]
    assert pay_at(8) in answers[0]["chart_alt"]
    assert answers[0]["chart_language"] == "en"


def test_the_chart_is_in_the_language_of_the_conversation(run: Run) -> None:
    answer = run(TOPIC_ACTIONS["salary"](), slots={"language": "fr"}).message["answer"]

    assert answer["chart_language"] == "fr"
    assert money(band_at(8).pay.low, "fr") in answer["chart_alt"]


def test_entities_focus_the_answer_and_are_remembered(run: Run) -> None:
    turn = run(TOPIC_ACTIONS["salary"](), {"experience_years": "8"})

    assert pay_at(8) in turn.text
    assert turn.slots["experience_years"] == "8"


def test_a_full_question_forgets_the_focus_before_it(run: Run) -> None:
    before = run(TOPIC_ACTIONS["salary"](), {"experience_years": "8"}).slots

    turn = run(TOPIC_ACTIONS["salary"](), slots=before)

    assert "on average" in turn.text
    assert turn.slots["experience_years"] is None


def test_entities_of_other_topics_are_ignored(run: Run) -> None:
    turn = run(TOPIC_ACTIONS["skills"](), {"experience_years": "8"}, {"experience_years": None})

    assert turn.slots["experience_years"] is None


def test_a_part_of_a_skill_is_named_in_the_answer(run: Run) -> None:
    entity = {"entity": "skill", "value": "programming_languages", "part": "Python"} | HERE

    assert "without naming Python" in run(TOPIC_ACTIONS["skills"](), [entity]).text


def test_a_fragment_is_a_follow_up_where_it_concerns_the_last_answer(run: Run) -> None:
    deadlines = [{"entity": "detail", "value": "program_admission", "start": 0, "end": 9}]
    before = run(TOPIC_ACTIONS["programs"]()).slots

    turn = run(TOPIC_ACTIONS["time_to_become"](), deadlines, before, text="deadlines")

    assert turn.text.startswith("The guide says nothing about admission.")
    assert turn.slots["last_topic"] == "programs"


def test_a_fragment_that_names_what_its_own_topic_is_about_is_no_follow_up(run: Run) -> None:
    """Whether something is worth it is a question about programmes too, but Kaggle is none."""
    programmes = run(TOPIC_ACTIONS["programs"]())
    words = [
        {"entity": "practice_kind", "value": "kaggle", "start": 0, "end": 6},
        {"entity": "detail", "value": "program_ranking", "start": 7, "end": 15},
    ]
    turn = run(
        TOPIC_ACTIONS["practical_experience"](), words, programmes.slots, text="kaggle worth it?"
    )

    assert turn.text.startswith("Kaggle challenges can make your profile stronger")


def test_a_full_question_is_never_taken_for_a_follow_up(run: Run) -> None:
    text = "how many deadlines until I find work"
    deadlines = [{"entity": "detail", "value": "program_admission", "start": 0, "end": 9}]
    before = run(TOPIC_ACTIONS["programs"]()).slots

    turn = run(TOPIC_ACTIONS["time_to_become"](), deadlines, before, text=text)

    assert "no time frame" in turn.text


def test_a_pronoun_means_what_the_last_answer_was_about(run: Run) -> None:
    seniors = run(TOPIC_ACTIONS["career_path"](), {"level": "senior"})

    pay = run(TOPIC_ACTIONS["salary"](), slots=seniors.slots, text="how much do they make")
    work = run(TOPIC_ACTIONS["responsibilities"](), slots=seniors.slots, text="what do they do")

    assert "no figure for that level" in pay.text
    assert work.text.startswith(
        "The work of ML engineers is described in general, not role by role."
    )


def test_a_full_question_means_what_it_says(run: Run) -> None:
    seniors = run(TOPIC_ACTIONS["career_path"](), {"level": "senior"})

    pay = run(TOPIC_ACTIONS["salary"](), slots=seniors.slots, text="how much is the pay")

    assert "on average" in pay.text


def test_a_question_that_names_no_topic_asks_of_the_last_one(run: Run) -> None:
    """How long it takes after certificates; after cities, how long to become one."""
    time = {"act": "elliptic", "aspect_ranking": [{"name": "time", "confidence": 0.9}]}

    after = run(TOPIC_ACTIONS["certifications"]()).slots
    assert (
        "how long a certificate takes"
        in run(TOPIC_ACTIONS["time_to_become"](), slots=after, **time).text
    )
    after = run(TOPIC_ACTIONS["cities"]()).slots
    assert "gives no time frame" in run(TOPIC_ACTIONS["time_to_become"](), slots=after, **time).text


@pytest.mark.parametrize(("act", "step"), [("lowest", 0), ("next", 1)])
def test_the_first_step_and_the_one_after_the_studies_are_told_alone(
    run: Run, act: str, step: int
) -> None:
    steps = list(GUIDE.topic("how_to_become").all_items())
    turn = run(TOPIC_ACTIONS["how_to_become"](), act=act)

    assert turn.message["answer"]["topic"] == steps[step].topic  # type: ignore[attr-defined]


def test_who_tells_their_job_gets_all_the_steps(run: Run) -> None:
    job = {"entity": "job", "value": "nurse", "start": 0, "end": 0, "role": "background"}
    turn = run(TOPIC_ACTIONS["how_to_become"](), [job], act="lowest")

    assert turn.message["answer"]["topic"] == "how_to_become"
