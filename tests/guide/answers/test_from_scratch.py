"""Where somebody starts colours how to become one."""

from __future__ import annotations

import pytest

from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.model import Background, Focus
from guide.reply import Reply, Target


def ask(composer: Composer, topic: str = "from_scratch", **told: str) -> Reply:
    background = Background.parse_obj(told) if told else None
    return answer(composer, Target(topic, Focus(background=background)))


def test_who_tells_nothing_starts_from_scratch(composer: Composer) -> None:
    reply = ask(composer)

    assert reply.lead.startswith("From scratch")
    assert reply.bullets == ()


@pytest.mark.parametrize(
    ("told", "levels"),
    [
        ({"role": "data_analyst"}, ("Data Analyst", "Entry level", "one level up", "Mid level")),
        ({"role": "data_scientist"}, ("Data Scientist", "both", "Mid level")),
        ({"role": "lead_ml_engineer"}, ("Lead ML Engineer", "above", "Mid level")),
        (
            {"role": "data_analyst", "goal": "ai_research_scientist"},
            ("Entry level", "AI Research Scientist", "Mid level", "in between"),
        ),
    ],
)
def test_a_title_of_the_ladder_is_placed_and_the_steps_follow(
    composer: Composer, told: dict[str, str], levels: tuple[str, ...]
) -> None:
    reply = ask(composer, **told)

    assert all(words in reply.lead for words in levels)
    assert "scratch" not in reply.lead
    assert reply.bullets == ask(composer, "how_to_become").bullets


def test_another_title_is_not_on_the_ladder_and_its_field_may_be_named(composer: Composer) -> None:
    data_engineer = ask(composer, role="data_engineer")
    software_engineer = ask(composer, role="software_engineer")

    assert "isn't on its career ladder" in data_engineer.lead
    assert "Software engineering is among the subjects" in software_engineer.lead


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("statistics", "Statistics is among the subjects"),
        ("physics", "physics isn't among the fields that the guide names"),
    ],
)
def test_a_field_of_study_is_named_by_the_guide_or_not(
    composer: Composer, field: str, words: str
) -> None:
    assert words in ask(composer, degree_field=field).lead


def test_another_job_is_not_spoken_of(composer: Composer) -> None:
    reply = ask(composer, job="nurse")

    assert reply.lead.startswith("The guide doesn't mention former jobs (nurse), or what they are")
    assert "from scratch, you have to start with a solid academic foundation" in reply.lead
    assert reply.bullets == ask(composer, "how_to_become").bullets


def test_the_steps_begin_with_where_somebody_starts(composer: Composer) -> None:
    plain, told = (
        ask(composer, "how_to_become"),
        ask(composer, "how_to_become", role="data_analyst"),
    )

    assert "Entry level" in told.lead
    assert told.lead.endswith(plain.lead)
    assert told.bullets == plain.bullets


def test_no_goal_is_where_somebody_is(composer: Composer) -> None:
    reply = ask(composer, role="data_analyst", goal="data_analyst")

    assert "ML Engineer" in reply.lead


def test_a_title_of_the_ladder_that_is_asked_about_is_where_the_way_begins(
    composer: Composer,
) -> None:
    asked = answer(composer, Target("from_scratch", Focus(role="data_analyst")))
    off_the_ladder = answer(composer, Target("from_scratch", Focus(role="data_engineer")))

    assert asked.lead == ask(composer, role="data_analyst").lead
    assert off_the_ladder.lead.startswith("This is about ML engineers")
