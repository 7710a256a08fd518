"""Sentence segmentation: cuts a message into the segments that may be questions by themselves.

Each part, and each pair of neighbours, is read by the classifier like a message of its own; then
``components.question_finder`` decides. Nothing in this module knows Rasa.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from components.clauses import Clause, Form
from components.reading import PRONOUNS, Reading, without_idioms
from components.split_settings import SplitSettings

# A message of more units than this is read as if it ended in one long unit.
MOST_UNITS = 10
# As many things are a list of which each may be asked about.
_ITEMS_OF_LIST = 3
# What stands between items of a list: marks, and words that join.
_JOINS = re.compile(r"\s(?:and|or|et|ou)\s", re.IGNORECASE)
_JOINED = re.compile(r"[\s,;.&+]*(?:\b(?:and|or|et|ou)\b)?[\s,;.&+]*$", re.IGNORECASE)
_WHICH_ONE = re.compile(
    r"(?:which|what|wich)(?: (?:one|ones|kind|type))?"
    r"(?: (?:is|are) (?:it|best|the best|better|good|there)"
    r"| do you (?:have|know|list|recommend)(?: listed)?)?"
    r"|in (?:what|which)(?: field| subject)?|lesquels|laquelle|lequel|lesquelles",
    re.IGNORECASE,
)
# Point back at what was said before: such a part can't be refused by itself.
_POINTS_BACK = re.compile(rf"\b(?:{PRONOUNS}|one|ones|y|en)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Unit:
    """Clauses that are one part in any case.

    Attributes:
        text: without the marks and conjunctions around it.
        start: its first character in the message.
        end: the character after its last.
        form: what it is by its words.
        sentence: number of the sentence it is in, from 0.
    """

    text: str
    start: int
    end: int
    form: Form
    sentence: int


@dataclass(frozen=True)
class Question:
    """A part that is a question by itself.

    Attributes:
        reading: what it means, with the text as the person wrote it.
        form: what it is by its words.
    """

    reading: Reading
    form: Form = field(default=Form.QUESTION)


def units(text: str, clauses: Sequence[Clause]) -> list[Unit]:
    """Joins the clauses of a message to the units that are worth reading by themselves."""
    found: list[Unit] = []
    leaning = False
    for clause in clauses:
        last = found[-1] if found else None
        leaning = clause.form is Form.TOPIC and (
            clause.leans or (leaning and last is not None and last.sentence == clause.sentence)
        )
        if last is not None and (
            len(found) == MOST_UNITS
            or (clause.sentence == last.sentence and _belongs(clause, last, leaning))
        ):
            joined = text[last.start : clause.end]
            found[-1] = replace(last, text=joined, end=clause.end)
        else:
            found.append(Unit(clause.text, clause.start, clause.end, clause.form, clause.sentence))
    return found


def _belongs(clause: Clause, last: Unit, leaning: bool) -> bool:
    if clause.form is Form.QUESTION or _WHICH_ONE.fullmatch(clause.text):
        return False
    if clause.form is Form.STATEMENT:
        return True
    return last.form is Form.STATEMENT or leaning


def candidates(text: str, parts: Sequence[Unit], settings: SplitSettings) -> list[str]:
    """What of a message must be read to decide about it.

    Returns:
        Texts: each unit that may ask, each pair of such neighbours, and questions with what leads
        up to them. Empty if the message can only be one question and is short.
    """
    asking = [part for part in parts if part.form is not Form.STATEMENT]
    # Beside what is told, the only question is read by itself too: the whole may hide it.
    if len(asking) < (1 if len(asking) < len(parts) or is_story(text, settings) else 2):
        return []
    texts = [part.text for part in parts]
    texts += [item.text for item in list_items(text, parts)[0]]
    texts += [text[one.start : two.end] for one, two in pairwise(asking)]
    if sum(part.form is Form.QUESTION for part in parts) > 1 and not is_story(text, settings):
        texts += [led for place in range(len(parts)) if (led := led_up_to(text, parts, place))]
    return list(dict.fromkeys(texts))


def list_items(text: str, parts: Sequence[Unit]) -> tuple[list[Unit], bool]:
    """The items of a list that stands before or after a message's only question.

    Returns:
        The items, three or more, or none; and whether they begin alike ("no degree, no contacts, no
        experience"), which tells a list in one clause, too.
    """
    sides = [part.form is Form.QUESTION for part in parts]
    if sum(sides) != 1 or not (sides[0] or sides[-1]):
        return [], False
    named = [
        piece for part in parts if part.form is Form.TOPIC for piece in _cut(part, _joints(part))
    ]
    alike = [
        piece for part in parts if part.form is not Form.QUESTION for piece in _anaphora(text, part)
    ]
    items = alike or named
    return (items, bool(alike)) if len(items) >= _ITEMS_OF_LIST else ([], False)


def _anaphora(text: str, part: Unit) -> list[Unit]:
    """Anaphora: the pieces of a part that begin with the same word: "no degree no contacts"."""
    first = re.escape(re.split(r"[\s'’]", part.text, maxsplit=1)[0])
    starts = [each.start() for each in re.finditer(rf"\b{first}\b", part.text, re.IGNORECASE)]
    if len(starts) < _ITEMS_OF_LIST or starts[0] != 0:
        return []
    return _cut(part, starts[1:])


def _joints(part: Unit) -> list[int]:
    """Where a part names one thing after another: "kaggle or a certificate"."""
    return [each.end() for each in _JOINS.finditer(part.text)]


def _cut(part: Unit, places: Sequence[int]) -> list[Unit]:
    """The pieces of a part, without what joins them."""
    pieces = []
    for start, end in pairwise([0, *places, len(part.text)]):
        piece = _JOINED.sub("", part.text[start:end])
        at = part.start + start
        pieces.append(replace(part, text=piece, start=at, end=at + len(piece), form=Form.TOPIC))
    return pieces


def led_up_to(text: str, parts: Sequence[Unit], place: int) -> str | None:
    """A question with what is told or named right ahead of it: "no degree here. can i do it".

    ``None`` if nothing is, and for what doesn't ask.
    """
    first = place
    while first > 0 and parts[first - 1].form is not Form.QUESTION:
        first -= 1
    if first == place or parts[place].form is not Form.QUESTION:
        return None
    return text[parts[first].start : parts[place].end]


def is_story(text: str, settings: SplitSettings) -> bool:
    """Whether a message is so long that not all of it asks."""
    return len(text.split()) > settings.story_words


def points_back(text: str) -> bool:
    """Anaphora: whether a part points back at what was said before it ("is that enough?")."""
    return _POINTS_BACK.search(without_idioms(text)) is not None
