"""How job titles differ, as far as the guide tells them apart."""

from __future__ import annotations

from guide import model
from guide.answers.career_path import say_where
from guide.answers.compose import Composer
from guide.reply import Reply

# The answer itself says where these stand.
_IN_THE_ANSWER = frozenset({"ml_engineer", "data_scientist", "applied_scientist"})


def answer_role_difference(
    composer: Composer, topic: model.RoleDifferenceTopic, focus: model.Focus
) -> Reply:
    """The general answer, and where the guide puts the other title that the person named."""
    lead = composer.say(topic.answer)
    if focus.role and focus.role not in _IN_THE_ANSWER:
        where = say_where(composer, topic.wording, focus.role)
        lead += f" {where[0].upper()}{where[1:]}."
    return composer.reply(topic, focus, lead)
