"""How job titles differ, as far as the guide tells them apart."""

from __future__ import annotations

from guide import model
from guide.answers.career_path import say_where
from guide.answers.compose import Composer
from guide.reply import Reply
from guide.said import Said


def answer_role_difference(
    composer: Composer, topic: model.RoleDifferenceTopic, focus: model.Focus
) -> Reply:
    """The general answer, and where the guide puts the other title that the person named."""
    level = _level(composer.guide)
    peers = composer.both(level.roles)
    lead = composer.say(topic.answer, peers=peers, level=composer.say(level.name))
    if focus.role and all(role.id != focus.role for role in level.roles):
        where = say_where(composer, topic.wording, focus.role)
        lead = Said.sentences([lead, where.with_capital()])
    return composer.reply(topic, focus, lead, limit=composer.limit(topic))


def _level(guide: model.Guide) -> model.CareerLevel:
    """The level of the ladder that an ML engineer is on."""
    ladder = guide.topic("career_path")
    assert isinstance(ladder, model.CareerPathTopic)
    return next(
        level
        for level in ladder.levels
        if any(role.id == model.ML_ENGINEER for role in level.roles)
    )
