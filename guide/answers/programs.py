"""Programmes: all, one, or those at a level."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from guide import model
from guide.answers.compose import Composer
from guide.answers.names import name_of
from guide.formats import or_list
from guide.reply import Bullet, Reply, Target
from guide.said import Said

# What is asked of a program and who offers it, where nothing is weighed.
_WHOSE = frozenset({None, "what", "who", "where", "counts"})


def answer_programs(composer: Composer, topic: model.ProgramsTopic, focus: model.Focus) -> Reply:
    """The programmes or levels the person named, or every programme of the guide."""
    levels = focus.all_of("degree_level")
    left_out = focus.leaves_out("program")
    chosen = [
        program
        for program in topic.items
        if program.id in focus.all_of("program") or program.level in levels
    ] or [program for program in topic.items if left_out and program.id not in left_out]
    lacking = set(levels) - {program.level for program in topic.items}
    other = _taken_for(composer, topic, focus, chosen)
    if other is not None:
        return _programs(composer, topic, focus, other)
    chosen = [program for program in chosen if program.id == focus.school] or chosen
    if len(chosen) == 1 and not lacking:
        program = chosen[0]
        lead = composer.say(
            topic.wording.program,
            program=composer.name(program),
            institution=program.institution,
        )
        focus = focus.copy(update={"program": program.id})  # "and the other one?"
        return composer.reply(topic, focus, lead, shows=(program.id,))
    if lacking:
        return _programs(composer, topic, focus, _without(composer, topic, lacking))
    reply = _programs(composer, topic, focus, composer.say(topic.answer))
    return replace(reply, limit=composer.limit(topic))


def _programs(
    composer: Composer, topic: model.ProgramsTopic, focus: model.Focus, lead: Said
) -> Reply:
    """What leads to all programmes, and these."""
    bullets = tuple(
        Bullet(
            text=_line(composer, program),
            target=Target(topic.topic, model.Focus(program=program.id)),
            shows=(program.id,),
        )
        for program in topic.items
    )
    return composer.reply(topic, focus, lead, bullets)


def _taken_for(
    composer: Composer,
    topic: model.ProgramsTopic,
    focus: model.Focus,
    named: Sequence[model.Program],
) -> Said | None:
    """Whose a program is that is taken for another's: a school, a provider, or one elsewhere."""
    if len(named) != 1 or focus.aspect not in _WHOSE:
        return None
    [program] = named
    name, institution = composer.name(program), program.institution
    if focus.school not in (None, program.id):
        other = {each.id: each.institution for each in topic.items}[focus.school]
    elif focus.provider and focus.school is None:
        other = name_of(composer, "provider", focus.provider)
    elif (focus.aspect == "who" or focus.school) and _is_placed(focus):
        return composer.say(topic.wording.not_there, program=name, institution=institution)
    else:
        return None
    return composer.say(topic.wording.not_of, program=name, institution=institution, other=other)


def _is_placed(focus: model.Focus) -> bool:
    """Whether a question names a place outside a school's own name: "is it IIIT Hyderabad's"."""
    told = focus.background
    return bool(focus.city or focus.country or (told is not None and told.country))


def _without(composer: Composer, topic: model.ProgramsTopic, lacking: Container[str]) -> Said:
    """That there is no programme for some of the levels that were named."""
    necessity = composer.guide.topic("degree_necessity")
    assert isinstance(necessity, model.DegreeNecessityTopic)
    names = [composer.say(each.name) for each in necessity.levels if each.level in lacking]
    return composer.say(topic.wording.other_level, levels=or_list(names, composer.language))


def _line(composer: Composer, program: model.Program) -> Said:
    name = composer.name(program)
    return Said.of(f"**{name}**, {program.institution}", [name])
