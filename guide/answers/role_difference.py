"""How job titles differ, as far as the guide tells them apart."""

from __future__ import annotations

from guide import model
from guide.answers.career_path import say_where
from guide.answers.compose import Composer
from guide.reply import Reply


def answer_role_difference(
    composer: Composer, topic: model.RoleDifferenceTopic, focus: model.Focus
) -> Reply:
    """The general answer, and where the guide puts the other title that the person named."""
    lead = composer.say(topic.answer)
    if focus.role and focus.role not in topic.answer_names_roles:
        where = say_where(composer, topic.wording, focus.role)
        lead += f" {where[0].upper()}{where[1:]}."
    return composer.reply(topic, focus, lead)
