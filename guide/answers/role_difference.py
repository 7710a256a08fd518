"""How job titles differ, as far as the guide tells them apart."""

from __future__ import annotations

from guide import model
from guide.answers.career_path import level_of, say_where
from guide.answers.compose import Composer
from guide.reply import Reply
from guide.said import Said


def answer_role_difference(
    composer: Composer, topic: model.RoleDifferenceTopic, focus: model.Focus
) -> Reply:
    """The general answer, and where the guide puts the other title that the person named or has."""
    level = level_of(composer.guide, model.ML_ENGINEER)
    assert level is not None  # the ladder is that of ML engineers
    if focus.role and level_of(composer.guide, focus.role) is None:
        where = say_where(composer, topic.wording, focus.role)
        lead = Said.sentences([where.with_capital(), composer.say(topic.wording.work)])
        return composer.reply(topic, focus, lead, limit=composer.say(topic.wording.no_further))
    peers = composer.both(level.roles)
    lead = composer.say(topic.answer, peers=peers, level=composer.say(level.name))
    other = focus.role or (focus.background.role if focus.background else None)
    if other and all(role.id != other for role in level.roles):
        where = say_where(composer, topic.wording, other)
        lead = Said.sentences([lead, where.with_capital()])
    return composer.reply(topic, focus, lead, limit=composer.limit(topic))
