"""Deduplication of the questions of one message: which of them ask the same.

Only words and readings count here: nothing in this module knows Rasa.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from components.clauses import Form
from components.found_question import FoundQuestion, both_entities
from components.reading import (
    DETAIL,
    FOLLOW_UP,
    SHARED_ENTITIES,
    Reading,
)
from components.split_settings import SplitSettings

_MARK_AND_SPACE = 2
# What is asked of several things to choose from them.
_CHOOSES = frozenset({"best", "compare", "order"})


def merge_same(found: Sequence[FoundQuestion], settings: SplitSettings) -> list[FoundQuestion]:
    """Joins what asks the same."""
    merged: list[FoundQuestion] = []
    for each in found:
        same = next((i for i, other in enumerate(merged) if _same(other, each, settings)), None)
        if same is None:
            merged.append(each)
            continue
        other = merged[same]
        surer = max((other, each), key=lambda one: one.reading.confidence)
        entities = both_entities(other.reading, each.reading)
        merged[same] = FoundQuestion(other.unit, replace(surer.reading, entities=entities))
    return merged


def _same(one: FoundQuestion, other: FoundQuestion, settings: SplitSettings) -> bool:
    if one.reading.intent != other.reading.intent:
        unsure = min(one, other, key=lambda each: each.reading.confidence)
        sure = other if unsure is one else one
        return (
            not names_another_point(one.reading, other.reading, {DETAIL})
            and names_nothing_else(unsure.reading, sure.reading)
            # "Where do I enrol, what does it cost": what leans on the other asks by itself.
            and not asks_something_else(one.reading, other.reading, settings)
            and unsure.reading.confidence < settings.sure
            and unsure.reading.share(_asked(sure.reading)) >= settings.same_question
        )
    if one.reading.kind != other.reading.kind:
        return False  # refused for two reasons
    if one.unit.form is Form.QUESTION and other.unit.form is Form.QUESTION:
        # With nothing in between, one may only be the other's end: "how many | does it name".
        runs_on = other.unit.start - one.unit.end < _MARK_AND_SPACE
        return (
            names_nothing_else(one.reading, other.reading)
            and not names_another_point(one.reading, other.reading)
            and (runs_on or not asks_something_else(one.reading, other.reading, settings))
        )
    return not (
        _is_another_case(one.reading, other.reading)
        or asks_apart(one.reading, other.reading, settings)
        or names_another_point(one.reading, other.reading, {DETAIL})
    )


def _asked(reading: Reading) -> str:
    """The intent of a question, of a follow-up what it means in context."""
    both = reading.in_context if reading.intent == FOLLOW_UP else None
    return reading.intent if both is None else both.intent


def asks_apart(one: Reading, other: Reading, settings: SplitSettings) -> bool:
    """Whether two parts surely ask different things: "kaggle or a course, and what's the price".

    What chooses from what was named first is one question with that: "python and R, which first".
    """
    asked = {one.aspect, other.aspect}
    surely = min(one.aspect_confidence, other.aspect_confidence) >= settings.sure
    if other.aspect in _CHOOSES or not asked.isdisjoint({None, "what"}):
        return False
    return surely and len(asked) == 2


def names_another_point(
    one: Reading, other: Reading, names: Collection[str] = (DETAIL, "skill")
) -> bool:
    """Whether two parts name points of their own: "which school, and what GPA"."""
    mine, its = _points(one, names), _points(other, names)
    return bool(mine - its) and bool(its - mine)


def _is_another_case(one: Reading, other: Reading) -> bool:
    """Whether two parts name different years or levels."""
    mine, its = _circumstances(_values(one)), _circumstances(_values(other))
    return bool(mine and its) and mine != its and "city" not in mine.keys() & its.keys()


def asks_something_else(one: Reading, other: Reading, settings: SplitSettings) -> bool:
    """Whether two questions surely ask different things: what it costs, how long it takes.

    Less sure ones do, where one names something else: "and which database is used most".
    """
    if other.aspect in (None, one.aspect):
        return False
    if _points(other) ^ _points(one):
        return True
    return all(
        each.aspects and each.aspects[0].confidence >= settings.point for each in (one, other)
    )


def _points(reading: Reading, names: Collection[str] = (DETAIL, "skill")) -> set[str]:
    return {each.value for each in reading.entities if each.name in names}


def names_nothing_else(one: Reading, other: Reading) -> bool:
    """Whether two parts don't name different things: "2 years" and "8 years", or "a junior"."""
    if _is_another_case(one, other):
        return False
    mine, its = _values(one), _values(other)
    return all(mine[name] == its[name] for name in mine.keys() & its.keys())


def _circumstances(values: Mapping[str, set[str]]) -> dict[str, set[str]]:
    return {name: named for name, named in values.items() if name in SHARED_ENTITIES}


def _values(reading: Reading) -> dict[str, set[str]]:
    values: dict[str, set[str]] = {}
    for entity in reading.entities:
        if entity.name not in (DETAIL, "degree_field", "skill"):
            values.setdefault(entity.name, set()).add(entity.value)
    return values
