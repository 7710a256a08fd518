"""What ML engineers do; the guide doesn't tell it role by role."""

from __future__ import annotations

from dataclasses import replace

from guide import model
from guide.answers.compose import Composer
from guide.answers.lists import answer_list
from guide.reply import Reply
from guide.said import Said


def answer_responsibilities(
    composer: Composer, topic: model.ResponsibilitiesTopic, focus: model.Focus
) -> Reply:
    """The areas of the work; where one role or level was named, first that they are for all."""
    reply = answer_list(composer, topic, focus)
    if focus.role or focus.job or focus.level:
        return replace(reply, lead=Said.sentences([composer.say(topic.wording.role), reply.lead]))
    return reply
