"""Programmes: all, one, or those at a level."""

from __future__ import annotations

from collections.abc import Container

from guide import model
from guide.answers.compose import Composer
from guide.formats import or_list
from guide.reply import Bullet, Reply, Target
from guide.said import Said


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
    if len(chosen) == 1 and not lacking:
        program = chosen[0]
        lead = composer.say(
            topic.wording.program,
            program=composer.name(program),
            institution=program.institution,
        )
        return composer.reply(topic, focus, lead, shows=(program.id,))
    lead = _without(composer, topic, lacking) if lacking else composer.say(topic.answer)
    bullets = tuple(
        Bullet(
            text=_line(composer, program),
            target=Target(topic.topic, model.Focus(program=program.id)),
            shows=(program.id,),
        )
        for program in topic.items
    )
    limit = None if lacking else composer.limit(topic)
    return composer.reply(topic, focus, lead, bullets, limit=limit)


def _without(composer: Composer, topic: model.ProgramsTopic, lacking: Container[str]) -> Said:
    """That there is no programme for some of the levels that were named."""
    necessity = composer.guide.topic("degree_necessity")
    assert isinstance(necessity, model.DegreeNecessityTopic)
    names = [composer.say(each.name) for each in necessity.levels if each.level in lacking]
    return composer.say(topic.wording.other_level, levels=or_list(names, composer.language))


def _line(composer: Composer, program: model.Program) -> Said:
    name = composer.name(program)
    return Said.of(f"**{name}**, {program.institution}", [name])
