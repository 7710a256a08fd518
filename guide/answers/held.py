"""Prior learning: the skills and areas that somebody's work or studies may have taught them.

Known by name: "Java developer" has Java, and "statistics", studied, the skill of that name. What a
title says by its head alone (a developer programs) stands beside the skill (`Item.work_of`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide import model
from guide.accents import without_accents
from guide.answers.compose import Composer
from guide.answers.names import name_of, named_things
from guide.text import LANGUAGES

Held = tuple[tuple[model.Particular, str], ...]
"""Particulars as `Focus.without` has them: a skill, then the part of it that was named."""


def held(guide: model.Guide, background: model.Background | None) -> Held:
    """The skills that somebody may have by what they told of their work and studies."""
    if background is None:
        return ()
    told = [background.job or "", *_titles(guide, background)]
    by_name = (each for name in told for each in _named_in(guide, name))
    return tuple(dict.fromkeys([*background.has, *by_name]))


def told_of(composer: Composer, background: model.Background | None) -> list[str]:
    """What somebody is and has studied, by name."""
    if background is None:
        return []
    title = background.role and name_of(composer, "role", background.role)
    field = background.degree_field
    studied = field and name_of(composer, "degree_field", field)
    parts = [value for particular, value in background.has if particular == "skill_part"]
    return [each for each in (title or background.job, studied, *parts) if each]


def field_in(guide: model.Guide, job: str) -> str | None:
    """The id of the field of study that the name of a job has, if the guide lists it."""
    fields = guide.topic("degree_requirements").all_items()
    return next((each.id for each in fields if _is_named(each, _words(job))), None)


def studies_of(guide: model.Guide, job: str) -> str | None:
    """The id of the field of study that is called after a job, in the guide's list or not."""
    for field in named_things(guide, "degree_field"):
        names = (field.name.en, field.name.fr, *field.aliases.all)
        if any(name.lower().startswith(job.lower()) for name in names):
            return field.id
    return None


def skills_in(guide: model.Guide, name: str) -> list[model.Item]:
    """The skills and areas that the name of a job or field of study speaks of."""
    ids = {value for particular, value in _named_in(guide, name) if particular == "skill"}
    return [item for item in _skills(guide).all_items() if item.id in ids]


def _titles(guide: model.Guide, background: model.Background) -> Iterator[str]:
    """The names of the title and the field of study that somebody has."""
    for field in ("role", "degree_field"):
        own = getattr(background, field)
        yield from (each.name.en for each in named_things(guide, field) if each.id == own)


def _named_in(guide: model.Guide, name: str) -> Iterator[tuple[model.Particular, str]]:
    words = _words(name)
    for item in _skills(guide).all_items():
        parts = [part for part in item.parts.all if _words(part) <= words]
        if parts or _is_named(item, words):
            yield "skill", item.id
            yield from (("skill_part", part) for part in parts)


def _is_named(item: model.Item, words: frozenset[str]) -> bool:
    names = (item.name.in_language(language) for language in LANGUAGES)
    return any(_words(each) <= words for each in (*names, *item.aliases.all, *item.work_of.all))


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w+#]+", without_accents(name).lower()))


def _skills(guide: model.Guide) -> model.SkillsTopic:
    skills = guide.topic("skills")
    assert isinstance(skills, model.SkillsTopic)
    return skills
