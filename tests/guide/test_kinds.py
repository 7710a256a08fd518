"""Every kind of topic there is in the guide is registered, and each registered kind is used."""

from __future__ import annotations

from guide import Guide, model
from guide.answers.compose import Composer
from guide.kinds import KINDS


def test_the_guide_uses_exactly_the_kinds_there_are(guide: Guide) -> None:
    assert {topic.kind for topic in guide.topics} == set(KINDS)


def test_a_topic_is_a_record_of_its_kind(guide: Guide) -> None:
    for topic in guide.topics:
        assert type(topic) is KINDS[topic.kind].record, topic.topic


def test_each_kind_composes_an_answer_about_its_topic(composer: Composer) -> None:
    for topic in composer.guide.topics:
        reply = KINDS[topic.kind].compose(composer, topic, model.Focus())
        assert reply.target is not None
        assert reply.target.topic == topic.topic
