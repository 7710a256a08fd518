"""Programmes: all, one, or those at a level."""

from __future__ import annotations

from guide import model
from guide.answers.compose import Composer
from guide.reply import Bullet, Reply, Target
from guide.said import Said


def answer_programs(composer: Composer, topic: model.ProgramsTopic, focus: model.Focus) -> Reply:
    """The programme or level the person named, or every programme of the guide."""
    chosen = [
        program
        for program in topic.items
        if focus.program == program.id or focus.degree_level == program.level
    ]
    if len(chosen) == 1:
        program = chosen[0]
        lead = composer.say(
            topic.wording.program,
            program=composer.name(program),
            institution=program.institution,
        )
        return composer.reply(topic, focus, lead, shows=(program.id,))
    at_no_level = focus.degree_level is not None and not chosen
    text = topic.wording.other_level if at_no_level else topic.answer
    bullets = tuple(
        Bullet(
            text=_line(composer, program),
            target=Target(topic.topic, model.Focus(program=program.id)),
            shows=(program.id,),
        )
        for program in topic.items
    )
    limit = None if at_no_level else composer.limit(topic)
    return composer.reply(topic, focus, composer.say(text), bullets, limit=limit)


def _line(composer: Composer, program: model.Program) -> Said:
    name = composer.name(program)
    return Said.of(f"**{name}**, {program.institution}", [name])
