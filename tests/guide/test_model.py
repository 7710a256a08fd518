"""The guide's records: look-ups, and what a question may name."""

from __future__ import annotations

from typing import get_args

import pytest

from guide import Guide
from guide.model import PARTICULARS, Focus, Level, Particular


def test_every_particular_is_a_field_of_the_focus() -> None:
    other_fields = {"aspect", "move", "amount", "details", "others", "without", "job"}
    other_fields |= {"background", "answerable", "more_amounts", "member", "figure"}

    assert set(PARTICULARS) == set(Focus.__fields__) - other_fields


def test_a_focus_can_be_held_to_some_particulars() -> None:
    others: tuple[tuple[Particular, str], ...] = (("city", "montreal"), ("level", "senior"))
    focus = Focus(city="toronto", level="entry", aspect="best", details=("rank",), others=others)

    assert focus.only(("city",)) == Focus(
        city="toronto", aspect="best", details=("rank",), others=others[:1]
    )


def test_a_focus_has_all_values_of_a_kind_in_order() -> None:
    focus = Focus(city="toronto", others=(("city", "montreal"), ("city", "ottawa")))

    assert focus.all_of("city") == ("toronto", "montreal", "ottawa")
    assert focus.all_of("level") == ()
    assert focus.several == {"city"}


def test_look_ups_find_what_there_is_and_say_so_where_there_is_nothing(guide: Guide) -> None:
    assert guide.topic("salary").topic == "salary"
    assert guide.near_miss(None) is None
    topic, question = guide.question("salary")
    assert (topic.topic, question.text) == ("salary", topic.question)
    for find in (guide.topic, guide.section, guide.provider, guide.question):
        with pytest.raises(KeyError):
            find("nowhere")


def test_the_main_question_of_a_topic_has_the_topic_s_id(guide: Guide) -> None:
    for topic in guide.topics:
        assert topic.all_questions()[0].id == topic.topic


def test_a_gap_is_asked_by_its_words(guide: Guide) -> None:
    cities = guide.topic("cities")
    gap = cities.gaps[0]

    assert cities.gap(Focus(details=(gap.id,))) == gap
    assert cities.gap(Focus(city="toronto")) is None


def test_a_gap_is_asked_by_a_particular_that_is_none_of_the_topics_answers(guide: Guide) -> None:
    """A country beside a degree: how degrees from abroad are recognized."""
    degrees = guide.topic("degree_requirements")
    (abroad,) = [gap for gap in degrees.gaps if gap.when_named == "country"]

    assert degrees.gap(Focus(country="india", degree_field="statistics")) == abroad
    assert degrees.gap(Focus(degree_field="statistics")) is None


def test_of_the_point_that_is_asked_one_thing_is_told(guide: Guide) -> None:
    """What is named before what is asked of it; nothing where the answer tells it by itself."""
    certificates, cities = guide.topic("certifications"), guide.topic("cities")
    (licence,) = [gap for gap in certificates.gaps if gap.id == "licence"]
    (cost,) = [each for each in certificates.aspects if each.aspect == "cost"]
    (worth,) = [each for each in certificates.aspects if each.aspect == "worth"]

    assert certificates.told(Focus(aspect="cost")) == cost
    assert certificates.told(Focus(aspect="cost", details=("licence",))) == licence
    assert certificates.told(Focus(aspect=worth.aspect)) == worth
    assert certificates.told(Focus(aspect=worth.aspect, provider="ibm")) == worth
    assert certificates.told(Focus(aspect=worth.aspect, provider="udemy")) is None
    assert cities.told(Focus(aspect="possible", city="toronto")) is None
    assert certificates.told(Focus(aspect="what")) is None
    assert certificates.told(Focus()) is None


def test_where_a_topic_is_silent(guide: Guide) -> None:
    certificates, bot = guide.topic("certifications"), guide.topic("capabilities")

    assert certificates.is_silent(Focus(aspect="outlook"))
    for told in ("what", "cost", certificates.answers[0], None):
        assert not certificates.is_silent(Focus(aspect=told))
    assert not bot.is_silent(Focus(aspect="outlook"))  # it isn't the guide that is asked about


def test_particulars_that_lead_to_a_topic_by_name_lead_to_one_only(guide: Guide) -> None:
    named = [name for topic in guide.topics for name in topic.asked_by_name]

    assert len(named) == len(set(named))
    for topic in guide.topics:
        assert set(topic.asked_by_name) <= set(topic.particulars), topic.topic


def test_aspects_that_lead_to_a_topic_by_themselves_lead_to_one_only(guide: Guide) -> None:
    aspects = [aspect for topic in guide.topics for aspect in topic.asked_by_aspect]

    assert aspects
    assert len(aspects) == len(set(aspects))


def test_levels_of_the_ladder_are_those_that_bands_may_have(guide: Guide) -> None:
    ladder = guide.topic("career_path")

    assert {level.id for level in ladder.levels} == set(get_args(Level))  # type: ignore[attr-defined]
