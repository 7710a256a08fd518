"""What the asker tells is kept, corrected, and used where it makes a difference."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker

from actions.background import (
    background_after,
    coloured,
    first_step,
    introduction,
    known_background,
    known_has,
    of_own_studies,
    start_of,
)
from actions.focus import reading_of
from guide.edition import current_edition
from guide.model import Background, Focus
from guide.reply import Target

Named = tuple[str, str, str | None]


def told(
    *named: Named, known: dict[str, Any] | None = None, clauses: tuple[str, ...] = ("STATEMENT",)
) -> Tracker:
    """A conversation in which so much is known, and a message that names something."""
    entities = [
        {"entity": name, "value": value, "role": role, "start": 0, "end": 1}
        for name, value, role in named
    ]
    message = {"text": "so I am that", "entities": entities, "clauses": list(clauses)}
    return Tracker("p", {"background": known}, message, [], False, None, {}, "action_listen")


def test_what_is_told_is_kept() -> None:
    tracker = told(("degree_field", "biology", "asked"), known={"country": "india"})

    assert background_after(tracker) == {"country": "india", "degree_field": "biology"}


def test_a_question_tells_no_studies() -> None:
    asked = told(("degree_field", "biology", "asked"), clauses=("QUESTION",))

    assert background_after(asked) is None


def test_a_job_takes_the_place_of_another_and_of_its_years() -> None:
    known = {"role": "data_analyst", "years": "3"}

    assert background_after(told(("job", "nurse", "background"), known=known)) == {"job": "nurse"}


def test_a_field_that_is_lacking_is_kept_no_longer() -> None:
    tracker = told(("degree_field", "biology", "lacking"), known={"degree_field": "biology"})

    assert background_after(tracker) is None


def test_years_in_another_job_are_not_those_of_an_ml_engineer() -> None:
    of_nurse = told(("job", "nurse", "background"), ("experience_years", "8", "asked"))
    of_title = told(("role", "ml_engineer", "background"), ("experience_years", "8", "asked"))

    of_analyst = told(("role", "data_analyst", "background"), ("experience_years", "8", "asked"))
    assert background_after(of_nurse) == {"job": "nurse", "elsewhere": "8"}
    assert background_after(of_analyst) == {"role": "data_analyst", "elsewhere": "8"}
    assert background_after(of_title) == {"role": "ml_engineer", "years": "8"}


def test_what_somebody_has_adds_up() -> None:
    known = {"has": [["skill", "mlops"]]}
    tracker = told(("practice_kind", "kaggle", "excluded"), known=known)

    after = background_after(tracker)

    has = [["skill", "mlops"], ["practice_kind", "kaggle"]]
    assert after == {"has": has, "done": ["practical_experience"]}
    assert known_has(told(known=after)) == (("skill", "mlops"), ("practice_kind", "kaggle"))


@pytest.mark.parametrize(
    ("topic", "background"),
    [
        ("how_to_become", Background(job="nurse", degree_field="biology")),
        ("salary", Background(years="4")),
        ("cities", None),
    ],
)
def test_a_topic_takes_what_makes_a_difference_to_it(
    topic: str, background: Background | None
) -> None:
    tracker = told(known={"job": "nurse", "degree_field": "biology", "years": "4"})

    assert coloured(tracker, Target(topic), None).focus.background == background


@pytest.mark.parametrize("named", [{"level": "senior"}, {"role": "data_analyst"}, {"job": "baker"}])
def test_a_question_about_somebody_else_is_left_alone(named: dict[str, str]) -> None:
    asked = Target("how_to_become", Focus.parse_obj(named))

    assert coloured(told(known={"job": "nurse"}), asked, None) == asked


def test_a_start_is_not_said_again_at_once() -> None:
    asked = Target("how_to_become")

    assert coloured(told(known={"job": "nurse"}), asked, Target("from_scratch")) == asked


def test_studies_count_where_the_asker_asks_of_their_own() -> None:
    tracker, last = told(known={"degree_field": "biology"}), Target("from_scratch")

    own = of_own_studies(tracker, last, "worth")

    assert own == Target("degree_requirements", Focus(degree_field="biology", aspect="counts"))
    assert of_own_studies(tracker, last, "cost") is None
    assert of_own_studies(told(), last, "worth") is None


def test_who_only_tells_is_answered_by_what_they_tell() -> None:
    nurse = start_of(reading_of(told(("job", "nurse", "background"))))
    years = start_of(reading_of(told(("experience_years", "5", "asked"))))
    abroad = start_of(reading_of(told(("country", "india", "background"))))

    assert nurse is not None
    assert years is not None
    assert abroad is not None
    assert (nurse.topic, years.topic, abroad.topic) == (
        "from_scratch",
        "salary",
        "degree_necessity",
    )
    assert start_of(reading_of(told())) is None


def test_nothing_is_known_at_first() -> None:
    assert known_background(told()) is None
    assert known_has(told()) == ()


def test_a_level_of_studies_that_is_told_is_kept() -> None:
    tracker = told(("degree_level", "bachelor", None), ("degree_level", "master", None))

    assert background_after(tracker) == {"degree_level": "master"}


def test_a_skill_that_is_lacking_is_no_skill_that_is_left_out() -> None:
    start = start_of(reading_of(told(("skill", "deep_learning", "lacking"))))

    assert start is not None
    assert start.focus.background == Background(lacks=("deep_learning",))


def test_my_diploma_is_the_degree_that_was_told() -> None:
    tracker = told(known={"degree_level": "master", "country": "india"}, clauses=("QUESTION",))
    asked = Target("degree_requirements", Focus(degree_level="diploma", aspect="counts"))

    answered = coloured(tracker, asked, None)

    assert answered.focus.degree_level is None
    assert answered.focus.background == Background(country="india")


def test_a_college_diploma_stays_one() -> None:
    tracker = told(known={"degree_level": "diploma"}, clauses=("QUESTION",))
    asked = Target("degree_necessity", Focus(degree_level="diploma", aspect="enough"))

    assert coloured(tracker, asked, None) == asked


def test_what_only_introduces_somebody_is_answered_as_where_they_start() -> None:
    guide, named = current_edition().guide, ("degree_field", "statistics", "asked")
    reading = reading_of(told(named, ("country", "ghana", "background")))

    introduced = introduction(guide, reading, Target("degree_necessity"))

    assert introduced is not None
    assert introduced.topic == "from_scratch"
    assert introduction(guide, reading, Target("cities")) is None


def test_the_first_step_of_somebody_who_has_told_what_they_are() -> None:
    first = first_step(Background(role="software_engineer"), None)

    assert first is not None
    assert first.topic == "from_scratch"
    assert first_step(None, None) is None


def test_the_first_step_is_told_of_nobody_after_an_answer_on_where_they_start() -> None:
    first = first_step(Background(job="welder"), Target("from_scratch"))

    assert first == Target("from_scratch", Focus(aspect="order", move="lowest"))
