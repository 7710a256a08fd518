"""The name of anything a question's focus points at, in the guide's lists or outside them."""

from __future__ import annotations

from collections.abc import Iterator

from guide import model
from guide.answers.compose import Composer
from guide.formats import or_list


def named_things(guide: model.Guide, field: str) -> Iterator[model.Named]:
    """What a focus field can point at: the guide's own items first, then the others.

    Args:
        field: a field of ``Focus`` whose values are ids of named things: ``city``, ``country``,
            ``provider``, ``degree_field``, ``practice_kind``, ``skill`` or ``role``.
    """
    if field == "country":
        yield from guide.countries
    for topic in guide.topics:
        if isinstance(topic, model.ChoiceTopic) and topic.named_by == field:
            yield from topic.items
            yield from topic.others
        elif (isinstance(topic, model.SkillsTopic) and field == "skill") or (
            isinstance(topic, model.CareerPathTopic) and field == "role"
        ):
            yield from topic.all_items()
            yield from topic.others


def name_of(composer: Composer, field: str, named_id: str) -> str:
    """The name of the thing with this id (``KeyError`` if the guide has none)."""
    for named in named_things(composer.guide, field):
        if named.id == named_id:
            return str(composer.name(named))
    raise KeyError(named_id)


def other_role(composer: Composer, focus: model.Focus) -> str | None:
    """The job asked about, if it is another than an ML engineer's."""
    if focus.role in (None, model.ML_ENGINEER):
        return focus.job
    return name_of(composer, "role", focus.role)


def other_roles(composer: Composer, focus: model.Focus) -> str | None:
    """All jobs asked about that are others than an ML engineer's: "A or B"."""
    roles = [role for role in focus.all_of("role") if role != model.ML_ENGINEER]
    if len(roles) < 2:
        return other_role(composer, focus)
    return or_list([name_of(composer, "role", role) for role in roles], composer.language)
