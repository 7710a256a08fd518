"""A question that was found in a message.

Only words and readings count here: nothing in this module knows Rasa.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from components.question_parts import Question, Unit
from components.reading import Entity, Reading


@dataclass(frozen=True)
class FoundQuestion:
    """A part of a message that is a question by itself.

    Attributes:
        unit: where it stands.
        reading: what it means.
    """

    unit: Unit
    reading: Reading

    def joined_with(
        self, part: Unit, reading: Reading, text: str, instead: Reading | None = None
    ) -> FoundQuestion:
        """This question with a part that belongs to it."""
        end = max(self.unit.end, part.end)
        start = min(self.unit.start, part.start)
        unit = replace(self.unit, text=text[start:end], start=start, end=end)
        mine = instead or self.reading
        return FoundQuestion(unit, replace(mine, entities=both_entities(self.reading, reading)))

    def question(self, context: Sequence[Entity], inside: Sequence[Entity]) -> Question:
        """The question, with what is told of the asker, and of what is named inside it.

        Of the latter, what only the message as a whole tells: "with 3 years, and for 8".
        """
        named = {entity.name for entity in self.reading.entities}
        values = {(entity.name, entity.value) for entity in self.reading.entities}
        more = [
            each for each in inside if each.name in named and (each.name, each.value) not in values
        ]
        more += [entity for entity in context if entity.name not in named]
        entities = (*self.reading.entities, *more)
        return Question(
            replace(self.reading, text=self.unit.text, entities=entities), self.unit.form
        )


def both_entities(one: Reading, other: Reading) -> tuple[Entity, ...]:
    """The entities of two readings, each once."""
    return (*one.entities, *(entity for entity in other.entities if entity not in one.entities))
