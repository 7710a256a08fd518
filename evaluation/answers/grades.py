"""The grades that a person gave: read from the page's file, compared with today's answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.answers.dialogues import Dialogue, json_lines, turns_of
from evaluation.answers.player import Answer
from evaluation.understanding.examples import DataError
from guide.text import bilingual

GRADES = {
    "A": bilingual("right and helpful", "juste et utile"),
    "B": bilingual("beside the point", "à côté de la question"),
    "C": bilingual("wrong", "faux"),
    "D": bilingual("asked back", "demande de précision"),
}
"""The grades of an answer, with what each means."""


@dataclass(frozen=True)
class Graded:
    """A dialogue with the answers that were graded.

    Attributes:
        turns: what the person wrote.
        answers: the answers, as the page showed them.
        grade: one of ``GRADES``; ``None`` if there is only a note.
        note: what the grader wrote beside it.
    """

    turns: Dialogue
    answers: tuple[str, ...]
    grade: str | None
    note: str = ""


def read_grades(path: Path) -> list[Graded]:
    """Reads a file that the page has saved: JSON lines.

    Raises:
        DataError: The file can't be read, or a line is not one of those that the page saves.
    """
    return [_graded(item, place) for place, item in json_lines(path)]


def counts(
    played: Mapping[Dialogue, Sequence[Answer]], former: Sequence[Graded]
) -> tuple[Counter[str | None], Counter[str | None]]:
    """How often each grade was given before, and how often it still holds.

    A grade holds as long as the answers are the same; ``None`` counts what is to be graded (anew).

    Args:
        played: today's answers to each dialogue, as the page shows them.
        former: what was graded before; dialogues that aren't among those played don't count.

    Returns:
        The counts before and now.
    """
    known = {graded.turns: graded for graded in former}
    before: Counter[str | None] = Counter()
    now: Counter[str | None] = Counter()
    for turns, answers in played.items():
        graded = known.get(turns)
        grade = graded.grade if graded else None
        unchanged = graded and graded.answers == tuple(answer.text for answer in answers)
        before[grade] += 1
        now[grade if unchanged else None] += 1
    return before, now


def _graded(item: dict[str, object], place: str) -> Graded:
    turns, answers = turns_of(item, place), item.get("answers")
    grade, note = item.get("grade"), item.get("note", "")
    if not (isinstance(answers, list) and all(isinstance(answer, str) for answer in answers)):
        raise DataError(f"{place}: 'answers' should be a list of texts.")
    if len(answers) != len(turns):
        raise DataError(f"{place}: there should be an answer to each of its {len(turns)} messages.")
    if not (grade is None or (isinstance(grade, str) and grade in GRADES)):
        raise DataError(f"{place}: 'grade' should be one of {', '.join(GRADES)}, not {grade!r}.")
    if not isinstance(note, str):
        raise DataError(f"{place}: 'note' should be a text.")
    return Graded(turns, tuple(answers), grade, note)
