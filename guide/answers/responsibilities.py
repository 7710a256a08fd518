"""What ML engineers do; the guide doesn't tell it role by role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from guide import model
from guide.answers.career_path import level_of, say_where
from guide.answers.compose import Composer
from guide.answers.lists import answer_list
from guide.formats import count_in_words
from guide.reply import Reply
from guide.said import Said


def answer_responsibilities(
    composer: Composer, topic: model.ResponsibilitiesTopic, focus: model.Focus
) -> Reply:
    """The areas of the work; of those that were named, that they are among them.

    Of a role or level, first its place, and that they are for all.
    """
    reply = answer_list(composer, topic, focus)
    areas = topic.areas(focus)
    if areas:
        lead = _named(composer, topic, areas)
        shows = tuple(item.id for item in topic.items)
        reply = replace(reply, lead=lead, bullets=(), shows=shows)
    if not (focus.role or focus.job or focus.level):
        return reply
    elsewhere = focus.role is not None and level_of(composer.guide, focus.role) is None
    general = [] if elsewhere else [composer.say(topic.wording.role)]
    sentences = [*_place(composer, focus), *general, reply.lead]
    return replace(reply, lead=Said.sentences(sentences))


def _named(
    composer: Composer, topic: model.ResponsibilitiesTopic, areas: Sequence[model.Item]
) -> Said:
    """That these are among the areas of the work, and which the others are."""
    count = count_in_words(len(topic.items), composer.language)
    others = composer.both([item for item in topic.items if item not in areas])
    wording, names = topic.wording, composer.both(areas)
    if len(areas) == 1:
        said = composer.say(wording.area, item=names, count=count, others=others)
    else:
        said = composer.say(wording.areas, items=names, count=count, others=others)
    return said.with_capital()


def _place(composer: Composer, focus: model.Focus) -> list[Said]:
    """Where one other title that was named stands on the career ladder, or that it doesn't."""
    ladder = composer.guide.topic("career_path")
    assert isinstance(ladder, model.CareerPathTopic)
    if focus.role in (None, model.ML_ENGINEER) or "role" in focus.several:
        return []
    return [say_where(composer, ladder.wording, focus.role)]
