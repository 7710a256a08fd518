"""Topics that are an answer and a list."""

from __future__ import annotations

from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.model import ChoiceTopic, Focus, ListTopic, StepsTopic
from guide.reply import Target


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
