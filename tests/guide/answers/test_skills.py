"""Skills: all groups, one group, or one skill."""

from __future__ import annotations

import pytest

from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.model import Focus, SkillsTopic
from guide.reply import Reply, Target


@pytest.fixture
def topic(composer: Composer) -> SkillsTopic:
    topic = composer.guide.topic("skills")
    assert isinstance(topic, SkillsTopic)
    return topic


def ask(composer: Composer, **particulars: object) -> Reply:
    return answer(composer, Target("skills", Focus.parse_obj(particulars)))


def test_in_general_every_group_with_its_skills(composer: Composer, topic: SkillsTopic) -> None:
    reply = ask(composer)

    assert len(reply.bullets) == len(topic.groups)
    assert reply.shown_items >= {skill.id for group in topic.groups for skill in group.skills}


def test_a_group_has_its_skills(composer: Composer, topic: SkillsTopic) -> None:
    for group in topic.groups:
        shown = ask(composer, skill_group=group.id).shown_items
        assert {skill.id for skill in group.skills} <= shown
        others = {s.id for other in topic.groups if other is not group for s in other.skills}
        assert not others & shown


def test_a_skill_is_named_with_the_rest_of_its_group(
    composer: Composer, topic: SkillsTopic
) -> None:
    for group in topic.groups:
        for skill in group.skills:
            reply = ask(composer, skill=skill.id, skill_group=group.id)
            assert skill.name.en.lower() in reply.lead.lower()
            assert reply.shown_items >= {each.id for each in group.skills}


def test_a_part_of_a_skill_is_said_not_to_be_named(composer: Composer) -> None:
    reply = ask(composer, skill="programming_languages", skill_part="Python")

    assert "without naming Python" in reply.lead


def test_what_the_guide_doesn_t_have_is_said_so(composer: Composer, topic: SkillsTopic) -> None:
    for other in topic.others:
        lead = ask(composer, skill=other.id).lead
        said = other.text.en if other.text else "nothing on"  # some it has elsewhere
        assert said in lead, other.id
