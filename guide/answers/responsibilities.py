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
    """The areas of the work, first those that were named.

    Of a role or level, first its place, and that they are for all.
    """
    reply = answer_list(composer, topic, focus)
    areas = topic.areas(focus)
    if areas:
        reply = replace(reply, lead=Said.sentences([_named(composer, topic, areas), reply.lead]))
    if not (focus.role or focus.job or focus.level):
        return reply
    elsewhere = focus.role is not None and level_of(composer.guide, focus.role) is None
    general = [] if elsewhere else [composer.say(topic.wording.role)]
    sentences = [*_place(composer, focus), *general, reply.lead]
    return replace(reply, lead=Said.sentences(sentences))


def _named(
    composer: Composer, topic: model.ResponsibilitiesTopic, areas: Sequence[model.Item]
) -> Said:
    """That these are among the areas of the work."""
    count = count_in_words(len(topic.items), composer.language)
    if len(areas) == 1:
        item = composer.name(areas[0])
        return composer.say(topic.wording.area, item=item, count=count).with_capital()
    items = composer.both(areas)
    return composer.say(topic.wording.areas, items=items, count=count).with_capital()


def _place(composer: Composer, focus: model.Focus) -> list[Said]:
    """Where one other title that was named stands on the career ladder, or that it doesn't."""
    ladder = composer.guide.topic("career_path")
    assert isinstance(ladder, model.CareerPathTopic)
    if focus.role in (None, model.ML_ENGINEER) or "role" in focus.several:
        return []
    return [say_where(composer, ladder.wording, focus.role)]
