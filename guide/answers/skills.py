"""Which skills: all groups, one group, or one skill."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from guide import model
from guide.answers.absent import absent
from guide.answers.compose import Composer
from guide.answers.held import Held, held, told_of
from guide.formats import and_list, count_in_words, or_list
from guide.reply import Bullet, Reply, Target
from guide.said import Said

# The gap that names the areas to master.
_AREAS = "areas_to_master"
# What asks which there are, for somebody who has some.
_WHICH = frozenset({None, "what", "order", "required"})


def answer_skills(composer: Composer, topic: model.SkillsTopic, focus: model.Focus) -> Reply:
    """The skills, groups of skills, or all groups that the person asked about.

    Asked in which of two groups a skill is, the skill alone.
    """
    if focus.skill and focus.aspect == "counts" and focus.several == {"skill_group"}:
        if (apart := _elsewhere(composer, topic, focus)) is not None:
            return composer.reply(topic, focus, apart, shows=(focus.skill,))
        focus = focus.copy(update={"skill_group": None, "others": ()})
    if focus.several - {"skill_part"}:
        return _several(composer, topic, focus)
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
                text = other.text or topic.wording.unknown
                lead = composer.say(text, asked=composer.name(other))
                return _groups(composer, topic, focus, lead)
    for group in topic.groups:
        if group.id == focus.skill_group:
            return _group(composer, topic, focus, group)
    if focus.without or _held(composer, topic, focus):
        return _others(composer, topic, focus)
    lead = composer.say(topic.answer)
    reply = _groups(composer, topic, focus, lead)
    if topic.limit is None:
        return reply
    limit = composer.say(topic.limit, areas=composer.both(topic.areas))
    areas = tuple(area.id for area in topic.areas)
    return replace(reply, limit=limit, shows=areas)


def no_more_of_group(composer: Composer, answered: model.Focus, others: Reply) -> Reply:
    """The other groups, after one that was answered: that it has no more, then what they have."""
    topic = composer.guide.topic("skills")
    assert isinstance(topic, model.SkillsTopic)
    [group] = [each for each in topic.groups if each.id == answered.skill_group]
    name = composer.of_group(group)
    no_more = composer.say(topic.wording.no_more_of_group, group=name).with_capital()
    return composer.sourced(replace(others, lead=Said.sentences([no_more, others.lead])))


def _elsewhere(composer: Composer, topic: model.SkillsTopic, focus: model.Focus) -> Said | None:
    """In which of the groups that a question names a skill is, and in which it isn't.

    ``None`` of one that was named only in part, or that is in neither.
    """
    named = [group for group in topic.groups if group.id in focus.all_of("skill_group")]
    having = [(each, skill) for each in named for skill in each.skills if skill.id == focus.skill]
    others = [group for group in named if group not in [group for group, _ in having]]
    if len(having) != 1 or len(others) != 1 or focus.skill_part:
        return None
    [(group, skill)], [other] = having, others
    names = {"group": composer.of_group(group), "other": composer.of_group(other)}
    said = composer.say(topic.wording.not_in, skill=composer.name(skill), **names)
    return said.with_capital()


def _several(composer: Composer, topic: model.SkillsTopic, focus: model.Focus) -> Reply:
    """The skills named by their groups; a group that was named without one of its skills, whole."""
    skills, groups = focus.all_of("skill"), focus.all_of("skill_group")
    bullets = []
    for group in topic.groups:
        named = tuple(skill for skill in group.skills if skill.id in skills)
        shown = named or (group.skills if group.id in groups else ())
        if shown:
            bullets.append(_row(composer, topic, group, shown))
    others = [other for other in topic.others if other.id in skills]
    known = [skill for group in topic.groups for skill in group.skills if skill.id in skills]
    if others and len(known) == 1 and len(skills) == len(others) + 1 and not others[0].text:
        # One that the guide has, beside others that it hasn't.
        lacking = composer.say(composer.guide.phrases.nothing_on, name=composer.either(others))
        only = focus.copy(update={"skill": known[0].id, "others": _parts(focus)})
        reply = answer_skills(composer, topic, only)
        return replace(reply, lead=Said.sentences([lacking, reply.lead]), limit=None)
    areas = tuple(area for area in topic.areas if area.id in skills)
    described = [composer.say(other.text) for other in others if other.text]
    if described:  # it leads on to the whole list
        return _groups(composer, topic, focus, described[0])
    sentences = []
    if others:
        name = composer.either(others)
        sentences.append(composer.say(composer.guide.phrases.nothing_on, name=name))
    asked = or_list(focus.all_of("skill_part"), composer.language)
    several = topic.wording.several_parts if asked else topic.wording.several
    if areas and not bullets and not asked:
        return _areas(composer, topic, focus, areas, sentences)
    if areas:  # they are no essential skills by that name
        several = topic.wording.several_both_parts if asked else topic.wording.several_both
    leads_on = several if bullets or areas else topic.answer
    sentences.append(composer.say(leads_on, asked=asked))
    if areas:
        expert = composer.say(topic.wording.several_areas, areas=composer.both(areas))
        bullets.append(Bullet(expert, shows=tuple(area.id for area in areas)))
    if not bullets:
        return _groups(composer, topic, focus, Said.sentences(sentences))
    limit = composer.say(topic.wording.without_it) if focus.aspect == "possible" else None
    return composer.reply(topic, focus, Said.sentences(sentences), tuple(bullets), limit=limit)


def _parts(focus: model.Focus) -> tuple[tuple[model.Particular, str], ...]:
    return tuple(other for other in focus.others if other[0] == "skill_part")


def _others(composer: Composer, topic: model.SkillsTopic, focus: model.Focus) -> Reply:
    """What is left of the skills without those that are to be left out, or that the asker has."""
    own = _held(composer, topic, focus)
    without = focus.copy(update={"without": tuple(dict.fromkeys((*focus.without, *own)))})
    skills, groups = without.leaves_out("skill"), without.leaves_out("skill_group")
    bullets = []
    for group in topic.groups:
        left = tuple(skill for skill in group.skills if skill.id not in skills)
        if left and group.id not in groups:
            bullets.append(_row(composer, topic, group, left))
    names = {skill.name for group in topic.groups for skill in group.skills if skill.id in skills}
    areas = tuple(each for each in topic.areas if each.id not in skills and each.name not in names)
    with_areas = bool(areas) and "core" not in groups
    if with_areas:
        expert = composer.say(topic.wording.several_areas, areas=composer.both(areas))
        bullets.append(Bullet(expert, shows=tuple(area.id for area in areas)))
    named = _left_out(composer, topic, focus)
    if own:
        items = {each.name: each for each in reversed([*topic.all_items()]) if each.id in skills}
        has = composer.both([*reversed(items.values())])
        own_names = [composer.name(each) for each in items.values()]
        beside = [each for each in named if each not in own_names]
        told = and_list([*told_of(composer, focus.background), *beside], composer.language)
        text = topic.wording.beside_held_both if with_areas else topic.wording.beside_held
        lead = composer.say(text, named=told, held=has)
    else:
        text = topic.wording.others_both if with_areas else topic.wording.others
        lead = composer.say(text, named=and_list(named, composer.language))
    limit = composer.say(topic.wording.of_those) if skills else None
    # What it lists goes by that, whatever is asked next: "and what else?".
    told_focus = without.copy(update={"aspect": "what"}) if own else without
    return composer.reply(topic, told_focus, lead, tuple(bullets), limit=limit)


def _held(composer: Composer, topic: model.SkillsTopic, focus: model.Focus) -> Held:
    """What the asker may have of the skills, where which there are is asked."""
    point = topic.gap(focus)
    asks_which = focus.aspect in _WHICH and (point is None or point.with_list)
    return held(composer.guide, focus.background) if asks_which else ()


def _left_out(composer: Composer, topic: model.SkillsTopic, focus: model.Focus) -> list[str]:
    """The names of what is left out: of a skill that was named by its parts, theirs."""
    skills, groups = focus.leaves_out("skill"), focus.leaves_out("skill_group")
    parts = [value for particular, value in focus.without if particular == "skill_part"]
    left_out = [
        composer.name(skill)
        for skill in (*topic.all_items(), *topic.others)
        if skill.id in skills
        and not (isinstance(skill, model.Item) and {*skill.parts.all} & {*parts})
    ]
    names = (composer.say(group.name) for group in topic.groups if group.id in groups)
    return [*parts, *left_out, *(name[0].lower() + name[1:] for name in names)]


def _groups(composer: Composer, topic: model.SkillsTopic, focus: model.Focus, lead: Said) -> Reply:
    bullets = tuple(_row(composer, topic, group, group.skills) for group in topic.groups)
    return composer.reply(topic, focus, lead, bullets)


def _row(
    composer: Composer,
    topic: model.SkillsTopic,
    group: model.SkillGroup,
    skills: Sequence[model.Item],
) -> Bullet:
    return Bullet(
        text=composer.titled(group.name, composer.both(skills)),
        target=Target(topic.topic, model.Focus(skill_group=group.id)),
        shows=tuple(skill.id for skill in skills),
    )


def _group(
    composer: Composer, topic: model.SkillsTopic, focus: model.Focus, group: model.SkillGroup
) -> Reply:
    left_out = focus.leaves_out("skill")
    lead, bullets = (
        _leads_to(composer, topic, focus, group),
        _bullets(composer, topic, group, left_out),
    )
    if group.limit is None:
        return composer.reply(topic, focus, lead, bullets)
    limit = composer.say(group.limit, areas=composer.both(topic.areas))
    shows = tuple(area.id for area in topic.areas)
    return composer.reply(topic, focus, lead, bullets, limit=limit, shows=shows)


def _leads_to(
    composer: Composer, topic: model.SkillsTopic, focus: model.Focus, group: model.SkillGroup
) -> Said:
    """What leads to a group's skills; asked whether something is one, that there are no others."""
    if focus.aspect == "counts" and absent(topic, focus) is None:
        return composer.say(topic.wording.only, group=composer.of_group(group))
    return composer.say(group.answer, count=count_in_words(len(group.skills), composer.language))


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
        asked = or_list(focus.all_of("skill_part"), composer.language)
        lead = composer.say(topic.wording.part, asked=asked, **names)
    else:
        known = composer.say(topic.wording.known, **names).with_capital()
        lead = Said.sentences([known, *_area_too(composer, topic, skill)])
    of_area = not focus.skill_part and any(each.name == skill.name for each in topic.areas)
    limit = _no_more(composer, topic, focus, of_area=of_area)
    return composer.reply(topic, focus, lead.with_capital(), limit=limit, shows=(skill.id,))


def _area_too(composer: Composer, topic: model.SkillsTopic, skill: model.Item) -> list[Said]:
    """That the skill is an area to master, too, if it is."""
    areas = [each for each in topic.areas if each.name == skill.name]
    said = composer.say(topic.wording.area_too)
    return [Said.of(said, [said, composer.name(area)]) for area in areas]


def _no_more(
    composer: Composer, topic: model.SkillsTopic, focus: model.Focus, *, of_area: bool = False
) -> Said | None:
    """That no more is said of a skill: of a part of it, only where how much is asked.

    Of an area, how much of it is needed has been said: what an expert has.
    """
    if focus.skill_part and focus.aspect not in ("how_much", "enough"):
        return None
    if focus.aspect == "possible":
        return composer.say(topic.wording.without_it)
    if focus.aspect == "enough":
        return composer.say(topic.wording.not_alone)
    wording = topic.wording
    return composer.say(wording.no_more_of_area if of_area else wording.no_more)


def _area(
    composer: Composer, topic: model.SkillsTopic, focus: model.Focus, area: model.Item
) -> Reply:
    asked = or_list(focus.all_of("skill_part"), composer.language)
    text = topic.wording.area_part if asked else topic.wording.area
    name = composer.name(area)
    lead = composer.say(text, areas=name, asked=asked)
    if focus.aspect == "counts" and not asked and _AREAS not in focus.details:
        apart = composer.say(topic.wording.not_essential, areas=name).with_capital()
        lead = Said.sentences([apart, lead])
    limit = _no_more(composer, topic, focus, of_area=True)
    return composer.reply(topic, focus, lead, limit=limit, shows=(area.id,))


def _areas(
    composer: Composer,
    topic: model.SkillsTopic,
    focus: model.Focus,
    areas: Sequence[model.Item],
    sentences: Sequence[Said],
) -> Reply:
    """Areas to master, which aren't among the essential skills by that name; nothing else."""
    names = composer.both(areas)
    if focus.aspect == "counts":
        apart = composer.say(topic.wording.not_essential, areas=names)
        sentences = [*sentences, apart.with_capital()]
    expert = composer.say(topic.wording.area, areas=names)
    shows = tuple(area.id for area in areas)
    return composer.reply(topic, focus, Said.sentences([*sentences, expert]), shows=shows)


def _bullets(
    composer: Composer,
    topic: model.SkillsTopic,
    group: model.SkillGroup,
    without: Container[str],
) -> tuple[Bullet, ...]:
    return composer.bullets(
        (skill for skill in group.skills if skill.id not in without),
        lambda item: Target(topic.topic, model.Focus(skill=item.id)),
    )
