"""Shared particulars: what a message tells beside its questions that counts for each of them.

Only words and readings count here: nothing in this module knows Rasa.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from components.clauses import Form
from components.found_question import FoundQuestion
from components.question_parts import (
    Unit,
)
from components.reading import (
    BACKGROUND,
    DETAIL,
    OUT_OF_SCOPE,
    SHARED_ENTITIES,
    Entity,
    Reading,
    refers_back,
)


def told_circumstances(
    parts: Sequence[Unit], rests: Sequence[Unit], readings: Mapping[str, Reading], whole: Reading
) -> Iterator[Entity]:
    """What statements tell that counts for each question, and circumstances ("10 years in ML").

    Fields of study, too; details as the asker's.

    Not what the whole message tells of them alone: years in another job.
    """
    own = {(each.name, each.value) for each in whole.entities if each.role == BACKGROUND}
    for part in parts:
        told = part.form is Form.STATEMENT
        for entity in readings[part.text].entities if told or part in rests else ():
            if (entity.name, entity.value) in own and entity.name != DETAIL:
                continue
            if entity.name in SHARED_ENTITIES or (entity.name == "degree_field" and told):
                yield entity
            elif entity.name == DETAIL and told:
                yield replace(entity, role=BACKGROUND)


def pointed_at(question: FoundQuestion, before: FoundQuestion | None) -> list[Entity]:
    """What a question points back to in one that is refused: "must I know French there?"."""
    refused = before is not None and before.reading.intent == OUT_OF_SCOPE
    if before is None or not refused or not refers_back(question.unit.text):
        return []
    return [each for each in before.reading.entities if each.name in SHARED_ENTITIES]


def named_inside(unit: Unit, whole: Reading) -> list[Entity]:
    """The circumstances that the whole message names inside a part."""
    return [
        entity
        for entity in whole.entities
        if entity.name in SHARED_ENTITIES and unit.start <= entity.start < unit.end
    ]


def told_of_asker(parts: Sequence[Unit], whole: Reading) -> Iterator[Entity]:
    """What the asker is or comes from, where no question names it."""
    asking = [part for part in parts if part.form is Form.QUESTION]
    for entity in whole.entities:
        is_asked = any(part.start <= entity.start < part.end for part in asking)
        if entity.role == BACKGROUND and entity.name != DETAIL and not is_asked:
            yield entity
