"""The focus of a question, from the entities of its reading."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.focus import is_fragment, names_step, read_focus, read_ordinal
from actions.point import target_of
from components.reading import Aspect, Entity, Reading
from guide.edition import current_edition
from guide.model import Background, Focus
from guide.reply import Target

GUIDE = current_edition().guide


def reading(*entities: tuple[str, str], intent: str = "ask_cities") -> Reading:
    return Reading(
        "a question", intent, entities=tuple(Entity(name, value, 0, 1) for name, value in entities)
    )


def test_entities_are_the_particulars() -> None:
    focus = read_focus(reading(("city", "toronto"), ("detail", "best_city"), ("ordinal", "2")))

    assert focus == Focus(city="toronto", details=("best_city",))


def test_of_two_of_a_kind_the_first_counts_and_both_are_kept() -> None:
    focus = read_focus(reading(("city", "toronto"), ("city", "montreal"), ("level", "entry")))

    assert focus == Focus(city="toronto", level="entry", others=(("city", "montreal"),))
    assert focus.several == {"city"}
    assert focus.all_of("city") == ("toronto", "montreal")


def test_the_same_thing_named_twice_is_one() -> None:
    assert read_focus(reading(("city", "toronto"), ("city", "toronto"))).several == frozenset()


def test_a_part_of_a_skill_is_in_the_person_s_words() -> None:
    skill = Entity("skill", "programming_languages", 0, 6, part="Python")

    focus = read_focus(Reading("Python?", "ask_skills", entities=(skill,)))

    assert focus == Focus(skill="programming_languages", skill_part="Python")


def test_a_place_in_a_list() -> None:
    assert read_ordinal(reading(("ordinal", "2"))) == 2
    assert read_ordinal(reading(("ordinal", "-1"))) == -1
    assert read_ordinal(reading(("city", "toronto"))) is None


def test_only_topics_of_the_guide_are_asked_about() -> None:
    assert target_of(GUIDE, reading(("city", "toronto"))) == Target("cities", Focus(city="toronto"))
    assert target_of(GUIDE, reading(intent="ask_several")) is None
    assert target_of(GUIDE, reading(intent="greet")) is None


def test_what_is_asked_about_what_was_named() -> None:
    """Names alone ask nothing about it, unless they are two to compare."""
    compare = (Aspect("compare", 0.9),)
    toronto, montreal = Entity("city", "toronto", 11, 18), Entity("city", "montreal", 22, 30)
    asked = Reading("best, Toronto", "ask_cities", entities=(Entity("city", "toronto", 6, 13),))
    alone = Reading("what about Toronto", "ask_cities", entities=(toronto,), aspects=compare)
    two = Reading("what about Toronto or Montreal", "", entities=(toronto, montreal))

    assert read_focus(replace(asked, aspects=(Aspect("best", 0.9),))).aspect == "best"
    assert read_focus(alone).aspect is None
    assert read_focus(replace(two, aspects=compare)).aspect == "compare"


def message(text: str, *entities: str) -> Reading:
    """A message in which these words are entities."""
    spans = [(text.index(words), text.index(words) + len(words)) for words in entities]
    return Reading(text, "ask_salary", entities=tuple(Entity("x", "x", a, b) for a, b in spans))


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("3-4 years?", ["3-4 years"]),
        ("and with 8 years?", ["8 years"]),
        ("is it stressful", ["stressful"]),
        ("avec 5 ans d'expérience", ["5 ans"]),
        ("What about Toronto?", ["Toronto"]),
        ("ok, juniors in Toronto", ["juniors", "Toronto"]),
    ],
)
def test_fragments(text: str, entities: list[str]) -> None:
    assert is_fragment(message(text, *entities))


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("how much with 8 years", ["8 years"]),
        ("jobs in Toronto", ["Toronto"]),
        ("and then?", []),
        ("", []),
    ],
)
def test_no_fragments(text: str, entities: list[str]) -> None:
    assert not is_fragment(message(text, *entities))


def told(*entities: tuple[str, str, str]) -> Reading:
    return Reading(
        "a question",
        "ask_skills",
        entities=tuple(Entity(name, value, 0, 1, role=role) for name, value, role in entities),
    )


def test_what_the_asker_is_asks_nothing() -> None:
    focus = read_focus(told(("role", "data_analyst", "background"), ("job", "nurse", "background")))

    assert focus == Focus(background=Background(role="data_analyst", job="nurse"))


def test_what_the_asker_lacks_and_what_is_named_beside_count_for_nothing() -> None:
    named = told(("degree_field", "computer_science", "lacking"), ("job", "coach", "beside"))

    assert read_focus(named) == Focus()


def test_a_title_that_is_asked_about_is_what_somebody_with_another_is_after() -> None:
    named = told(("job", "nurse", "background"), ("role", "data_scientist", "asked"))

    assert read_focus(named) == Focus(
        role="data_scientist", background=Background(job="nurse", goal="data_scientist")
    )


def test_another_job_that_is_asked_about_is_in_plain_words() -> None:
    assert read_focus(told(("job", "ai architect", "asked"))).job == "ai architect"


def test_what_no_gap_of_the_topic_is_called_is_no_name() -> None:
    text = "do they pay more in Toronto"
    entities = (Entity("detail", "pay_by_degree", 8, 16), Entity("city", "toronto", 20, 27))
    asked = Reading(text, "ask_salary", entities=entities)

    assert is_fragment(asked)
    assert is_fragment(asked, ["pay_by_degree"])
    assert not is_fragment(asked, ["hourly"])


@pytest.mark.parametrize(
    ("text", "end", "is_step"),
    [
        ("step 2", 6, True),
        ("the second step?", 10, True),
        ("la deuxième étape", 11, True),
        ("the second one", 14, False),
        ("the second one of these steps", 14, False),
    ],
)
def test_a_place_among_the_steps(text: str, end: int, is_step: bool) -> None:
    asked = Reading(text, "follow_up", entities=(Entity("ordinal", "2", 0, end),))

    assert names_step(asked) is is_step
