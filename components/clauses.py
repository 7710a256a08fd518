"""Clause segmentation: cuts a message into clauses that ask, tell or only name something.

There is no parser model: where clauses begin, and what they are, is learned from labelled ones. A
boundary too many does little harm: what doesn't stand by itself is joined again, see
``components.question_parts``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from components.clause_model import ClauseModel, LabelledClause


class Form(Enum):
    """What a clause is by its words alone."""

    QUESTION = auto()
    """It asks: "what degree do I need", "tell me about pay"."""
    TOPIC = auto()
    """It only names something: "salary", "skills needed"."""
    STATEMENT = auto()
    """It tells something about the person: "I have a degree in math"."""


# With more behind it.
_ENDS_QUESTION = re.compile(r"\s*\?[\s?!]*(?=\w)")
_LEANS = "leans"
_FORMS = {
    "asks": Form.QUESTION,
    "names": Form.TOPIC,
    "tells": Form.STATEMENT,
    _LEANS: Form.TOPIC,
}


@dataclass(frozen=True)
class Clause:
    """A part of a message.

    Attributes:
        text: without the marks and conjunctions around it.
        start: its first character in the message.
        end: the character after its last.
        form: what it is by its words.
        sentence: number of the sentence it is in, from 0.
        leans: whether it begins like the rest of another clause: "with a PhD", "get hired".
    """

    text: str
    start: int
    end: int
    form: Form
    sentence: int
    leans: bool = False


def split_clauses(text: str, model: ClauseModel) -> list[Clause]:
    """Cuts a message into clauses.

    Args:
        text: What the person typed.
        model: Fitted.

    Returns:
        The clauses in order; none is empty. One for a message that has no boundary.
    """
    clauses: list[Clause] = []
    sentence, end = 0, 0
    for found in _questions_apart(text, model.clauses(text)):
        if clauses and _ends_sentence(text[end : found.start]):
            sentence += 1
        end = found.end
        form, leans = _FORMS[found.form], found.form == _LEANS
        clauses.append(Clause(text[found.start : end], found.start, end, form, sentence, leans))
    return [_asked(text, clauses, place) for place in range(len(clauses))]


def _questions_apart(text: str, found: Iterable[LabelledClause]) -> Iterator[LabelledClause]:
    """The clauses, with a question mark as the end of one in any case."""
    for clause in found:
        start = clause.start
        for mark in _ENDS_QUESTION.finditer(text, clause.start, clause.end):
            yield replace(clause, start=start, end=mark.start())
            start = mark.end()
        yield replace(clause, start=start)


def _asked(text: str, clauses: Sequence[Clause], place: int) -> Clause:
    """A clause; one that is a sentence with a question mark asks: "Toronto or Vancouver?"."""
    clause, others = clauses[place], [*clauses[:place], *clauses[place + 1 :]]
    end = clauses[place + 1].start if place + 1 < len(clauses) else len(text)
    alone = all(other.sentence != clause.sentence for other in others)
    if alone and "?" in text[clause.end : end]:
        return replace(clause, form=Form.QUESTION, leans=False)
    return clause


def _ends_sentence(between: str) -> bool:
    """Whether a sentence ends in what stands between two clauses; a list's numbers count."""
    return any(char in ".!?;…？！\n" or char.isdigit() for char in between)
