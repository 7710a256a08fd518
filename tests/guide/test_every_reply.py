"""All that can be asked is among the targets."""

from __future__ import annotations

from guide import Guide
from guide.every_reply import every_target, focus_of_gap
from guide.model import ASPECTS, Focus
from guide.particulars import ids_of_particulars
from guide.reply import Target


def test_every_topic_gap_and_value_is_among_the_targets(guide: Guide) -> None:
    targets, ids = set(every_target(guide)), ids_of_particulars(guide)

    for topic in guide.topics:
        assert Target(topic.topic) in targets
        for aspect in ASPECTS:
            assert Target(topic.topic, Focus(aspect=aspect)) in targets
        for gap in topic.gaps:
            assert Target(topic.topic, focus_of_gap(gap, ids)) in targets
    assert Target("cities", Focus(city="calgary")) in targets
    assert Target("salary", Focus(level="senior")) in targets
    assert Target("salary", Focus(experience_years="3.5")) in targets
    assert Target("skills", Focus(skill="programming_languages", skill_part="Python")) in targets


def test_questions_that_are_suggested_are_among_the_targets(guide: Guide) -> None:
    targets = set(every_target(guide))

    for topic in guide.topics:
        for question in topic.all_questions():
            assert Target(topic.topic, question.focus) in targets
