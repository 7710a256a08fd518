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


def test_a_skill_is_named_with_its_group_and_without_the_rest_of_it(
    composer: Composer, topic: SkillsTopic
) -> None:
    for group in topic.groups:
        for skill in group.skills:
            reply = ask(composer, skill=skill.id, skill_group=group.id)
            assert skill.name.en.lower() in reply.lead.lower()
            assert group.name.en.lower() in reply.lead.lower()
            assert reply.shown_items == {skill.id}
            assert reply.limit is not None


def test_a_part_of_a_skill_is_said_not_to_be_named(composer: Composer) -> None:
    reply = ask(composer, skill="programming_languages", skill_part="Python")

    assert "without naming Python" in reply.lead


def test_what_the_guide_doesn_t_have_is_said_so(composer: Composer, topic: SkillsTopic) -> None:
    for other in topic.others:
        lead = ask(composer, skill=other.id).lead
        said = other.text.en if other.text else "nothing on"  # some it has elsewhere
        assert said in lead, other.id


def test_two_groups_are_both_answered(composer: Composer, topic: SkillsTopic) -> None:
    reply = ask(composer, skill_group="soft", others=[("skill_group", "core")])

    core, soft = (group for group in topic.groups if group.id in ("core", "soft"))
    assert reply.shown_items == {skill.id for skill in (*core.skills, *soft.skills)}
    assert [bullet.target for bullet in reply.bullets] == [
        Target("skills", Focus(skill_group="core")),
        Target("skills", Focus(skill_group="soft")),
    ]


def test_two_skills_are_told_with_their_groups_and_nothing_else(composer: Composer) -> None:
    reply = ask(composer, skill="deep_learning", others=[("skill", "computer_vision")])

    core, specialised = (bullet.text for bullet in reply.bullets)
    assert core.endswith("skills**: deep learning")
    assert specialised.endswith("skills**: computer vision")


def test_a_skill_that_the_guide_has_and_one_that_it_hasn_t(composer: Composer) -> None:
    reply = ask(
        composer, skill="excel", others=[("skill", "nlp"), ("skill", "area_cloud_platforms")]
    )

    assert "nothing on Excel" in reply.lead
    assert "expert in**: cloud platforms" in reply.text
    assert reply.shown_items == {"nlp", "area_cloud_platforms"}


def test_a_skill_that_leads_on_to_the_whole_list_does_so_beside_another(
    composer: Composer, topic: SkillsTopic
) -> None:
    reply = ask(composer, skill="nlp", others=[("skill", "software_engineering_skill")])

    assert reply.lead.startswith("Software engineering is named")
    assert len(reply.bullets) == len(topic.groups)
