"""Topics that are an answer and a list."""

from __future__ import annotations

import pytest

from guide import Guide
from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.model import ChoiceTopic, Focus, ListTopic, StepsTopic
from guide.reply import Target
from guide.text import Language


def test_a_list_has_every_item(composer: Composer) -> None:
    for topic in composer.guide.topics:
        if type(topic) is ListTopic:
            reply = answer(composer, Target(topic.topic))
            assert reply.shown_items == {item.id for item in topic.items}, topic.topic


def test_the_third_of_the_steps_leads_to_its_topic(composer: Composer) -> None:
    for topic in composer.guide.topics:
        if isinstance(topic, StepsTopic):
            bullets = answer(composer, Target(topic.topic)).bullets
            assert [bullet.target for bullet in bullets] == [
                Target(step.topic) for step in topic.items
            ]


def test_one_of_a_choice_is_named_first(composer: Composer) -> None:
    for topic in composer.guide.topics:
        if not isinstance(topic, ChoiceTopic):
            continue
        for item in topic.items:
            focus = Focus.parse_obj({topic.named_by: item.id})
            reply = answer(composer, Target(topic.topic, focus))
            assert item.name.en.lower() in reply.lead.lower(), item.id
            assert reply.shown_items >= {each.id for each in topic.items}


def test_what_a_choice_doesn_t_have_is_named_and_never_claimed(composer: Composer) -> None:
    for topic in composer.guide.topics:
        if not isinstance(topic, ChoiceTopic):
            continue
        for other in topic.others:
            focus = Focus.parse_obj({topic.named_by: other.id})
            reply = answer(composer, Target(topic.topic, focus))
            assert other.id not in reply.shown_items
            assert not reply.lead.startswith("Yes"), other.id


def test_two_of_a_choice_are_both_said_to_be_among_it(composer: Composer) -> None:
    for topic in composer.guide.topics:
        if not isinstance(topic, ChoiceTopic):
            continue
        first, second = topic.items[:2]
        focus = Focus.parse_obj({topic.named_by: first.id, "others": [(topic.named_by, second.id)]})
        lead = answer(composer, Target(topic.topic, focus)).lead.lower()
        assert f"{first.name.en.lower()} and {second.name.en.lower()}" in lead, topic.topic


def test_one_that_a_choice_has_and_one_that_it_hasn_t(composer: Composer) -> None:
    focus = Focus(city="calgary", others=(("city", "toronto"), ("city", "halifax")))

    reply = answer(composer, Target("cities", focus))

    assert "nothing on Calgary or Halifax. Toronto is among" in reply.lead
    assert {"calgary", "halifax"}.isdisjoint(reply.shown_items)


def test_none_that_a_choice_has(composer: Composer) -> None:
    focus = Focus(degree_field="physics", others=(("degree_field", "biology"),))

    assert "not physics or biology" in answer(composer, Target("degree_requirements", focus)).lead


@pytest.mark.parametrize(
    ("topic", "language", "counted"),
    [
        ("degree_requirements", "en", "six fields"),
        ("certifications", "en", "three providers"),
        ("cities", "fr", "trois villes"),
    ],
)
def test_how_many_there_are_is_counted_from_the_list(
    guide: Guide, topic: str, language: Language, counted: str
) -> None:
    reply = answer(Composer(guide, language), Target(topic, Focus(aspect="how_much")))

    assert counted in reply.lead
