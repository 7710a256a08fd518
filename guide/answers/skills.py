"""Which skills: all groups, one group, or one skill."""

from __future__ import annotations

from dataclasses import replace

from guide import model
from guide.answers.compose import Composer
from guide.reply import Bullet, Reply, Target
from guide.said import Said


def answer_skills(composer: Composer, topic: model.SkillsTopic, focus: model.Focus) -> Reply:
    """The skill, group of skills, or all groups that the person asked about."""
    if focus.skill:
        for group in topic.groups:
            for skill in group.skills:
                if skill.id == focus.skill and focus.skill_group in (None, group.id):
                    return _one_skill(composer, topic, focus, group, skill)
        for area in topic.areas:
            if area.id == focus.skill:
                return _areas(composer, topic, focus)
        for other in topic.others:
            if other.id == focus.skill:
                text = other.text or topic.wording.unknown
                lead = composer.say(text, asked=composer.name(other))
                return _groups(composer, topic, focus, lead)
    for group in topic.groups:
        if group.id == focus.skill_group:
            return _group(composer, topic, focus, group)
    lead = composer.say(topic.answer)
    reply = _groups(composer, topic, focus, lead)
    if topic.limit is None:
        return reply
    limit = composer.say(topic.limit, areas=composer.both(topic.areas))
    areas = tuple(area.id for area in topic.areas)
    return replace(reply, limit=limit, shows=areas)


def _groups(composer: Composer, topic: model.SkillsTopic, focus: model.Focus, lead: Said) -> Reply:
    bullets = tuple(
        Bullet(
            text=composer.titled(group.name, composer.both(group.skills)),
            target=Target(topic.topic, model.Focus(skill_group=group.id)),
            shows=tuple(skill.id for skill in group.skills),
        )
        for group in topic.groups
    )
    return composer.reply(topic, focus, lead, bullets)


def _group(
    composer: Composer, topic: model.SkillsTopic, focus: model.Focus, group: model.SkillGroup
) -> Reply:
    lead, bullets = composer.say(group.answer), _bullets(composer, topic, group)
    if group.limit is None:
        return composer.reply(topic, focus, lead, bullets)
    limit = composer.say(group.limit, areas=composer.both(topic.areas))
    shows = tuple(area.id for area in topic.areas)
    return composer.reply(topic, focus, lead, bullets, limit=limit, shows=shows)


def _one_skill(
    composer: Composer,
    topic: model.SkillsTopic,
    focus: model.Focus,
    group: model.SkillGroup,
    skill: model.Item,
) -> Reply:
    group_name = composer.say(group.name)
    names = {"skill": composer.name(skill), "group": group_name[0].lower() + group_name[1:]}
    if focus.skill_part:
        lead = composer.say(topic.wording.part, asked=focus.skill_part, **names)
    else:
        lead = composer.say(topic.wording.known, **names)
    bullets = _bullets(composer, topic, group, without=skill)
    return composer.reply(topic, focus, lead.with_capital(), bullets, shows=(skill.id,))


def _areas(composer: Composer, topic: model.SkillsTopic, focus: model.Focus) -> Reply:
    lead = composer.say(topic.wording.area, areas=composer.both(topic.areas))
    shows = tuple(each.id for each in topic.areas)
    return composer.reply(topic, focus, lead, shows=shows)


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
