"""What ML engineers do; the guide doesn't tell it role by role."""

from __future__ import annotations

from dataclasses import replace

from guide import model
from guide.answers.career_path import level_of, say_where
from guide.answers.compose import Composer
from guide.answers.lists import answer_list
from guide.reply import Reply
from guide.said import Said


def answer_responsibilities(
    composer: Composer, topic: model.ResponsibilitiesTopic, focus: model.Focus
) -> Reply:
    """The areas of the work; of a role or level, first its place, and that they are for all."""
    reply = answer_list(composer, topic, focus)
    if not (focus.role or focus.job or focus.level):
        return reply
    ladder = composer.guide.topic("career_path")
    assert isinstance(ladder, model.CareerPathTopic)
    one = focus.role if "role" not in focus.several and focus.role != model.ML_ENGINEER else None
    known = one is not None and level_of(composer.guide, one) is not None
    where = [say_where(composer, ladder.wording, one)] if one is not None and known else []
    lead = Said.sentences([*where, composer.say(topic.wording.role), reply.lead])
    return replace(reply, lead=lead)
