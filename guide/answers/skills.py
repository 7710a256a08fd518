"""Which skills: all groups, one group, or one skill."""

from __future__ import annotations

from guide import model
from guide.answers.compose import Composer
from guide.reply import Bullet, Reply, Target


def answer_skills(composer: Composer, topic: model.SkillsTopic, focus: model.Focus) -> Reply:
    """The skill, group of skills, or all groups that the person asked about."""
    if focus.skill:
        for group in topic.groups:
            for skill in group.skills:
                if skill.id == focus.skill and focus.skill_group in (None, group.id):
                    return _one_skill(composer, topic, focus, group, skill)
        for area in topic.areas:
            if area.id == focus.skill:
                return _area(composer, topic, focus, area)
        for other in topic.others:
            if other.id == focus.skill:
                lead = composer.say(topic.wording.unknown, asked=composer.say(other.name))
                return _groups(composer, topic, focus, lead)
    for group in topic.groups:
        if group.id == focus.skill_group:
            return _group(composer, topic, focus, group)
    return _groups(composer, topic, focus, composer.say(topic.answer))


def _groups(composer: Composer, topic: model.SkillsTopic, focus: model.Focus, lead: str) -> Reply:
    bullets = tuple(
        Bullet(
            text=f"**{composer.say(group.name)}**: {composer.both(group.skills)}",
            target=Target(topic.topic, model.Focus(skill_group=group.id)),
            shows=tuple(skill.id for skill in group.skills),
        )
        for group in topic.groups
    )
    return composer.reply(topic, focus, lead, bullets)


def _group(
    composer: Composer, topic: model.SkillsTopic, focus: model.Focus, group: model.SkillGroup
) -> Reply:
    named = topic.areas if group.answer_names_areas else ()
    return composer.reply(
        topic,
        focus,
        composer.say(group.answer, areas=composer.both(topic.areas)),
        _bullets(composer, topic, group),
        sections=[topic.section, *(area.section for area in named)],
        shows=tuple(area.id for area in named),
    )


def _one_skill(
    composer: Composer,
    topic: model.SkillsTopic,
    focus: model.Focus,
    group: model.SkillGroup,
    skill: model.Item,
) -> Reply:
    group_name = composer.say(group.name)
    names = {"skill": composer.say(skill.name), "group": group_name[0].lower() + group_name[1:]}
    if focus.skill_part:
        lead = composer.say(topic.wording.part, asked=focus.skill_part, **names)
    else:
        lead = composer.confirm(topic, focus, composer.say(topic.wording.known, **names))
    return composer.reply(
        topic, focus, lead, _bullets(composer, topic, group, without=skill), shows=(skill.id,)
    )


def _area(
    composer: Composer, topic: model.SkillsTopic, focus: model.Focus, area: model.Item
) -> Reply:
    name = composer.say(area.name)
    lead = composer.say(
        topic.wording.area,
        skill=name[0].upper() + name[1:],
        areas=composer.both(topic.areas),
    )
    shows = tuple(each.id for each in topic.areas)
    return composer.reply(topic, focus, lead, sections=[area.section], shows=shows)


def _bullets(
    composer: Composer,
    topic: model.SkillsTopic,
    group: model.SkillGroup,
    without: model.Item | None = None,
) -> tuple[Bullet, ...]:
    return composer.bullets(
        (skill for skill in group.skills if skill is not without),
        lambda item: Target(topic.topic, model.Focus(skill=item.id)),
    )
