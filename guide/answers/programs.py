"""Programmes: all, one, or those at a level."""

from __future__ import annotations

from guide import model
from guide.answers.compose import Composer
from guide.reply import Bullet, Reply, Target


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
            program=composer.say(program.name),
            institution=program.institution,
        )
        return composer.reply(topic, focus, lead, shows=(program.id,))
    text = topic.wording.other_level if focus.degree_level and not chosen else topic.answer
    bullets = tuple(
        Bullet(
            text=f"**{composer.say(program.name)}**, {program.institution}",
            target=Target(topic.topic, model.Focus(program=program.id)),
            shows=(program.id,),
        )
        for program in topic.items
    )
    return composer.reply(topic, focus, composer.say(text), bullets)
