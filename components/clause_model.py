"""Sequence labelling: where a clause begins, and whether it asks, tells or only names something.

A conditional random field over the words of a message and their neighbours, taught by labelled
clauses, as Rasa's ``CRFEntityExtractor`` is by labelled entities. It needs no encoding, so that a
message costs next to nothing.

Knows python-crfsuite, not Rasa.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pycrfsuite

# "2.5" is one word.
_TOKEN = re.compile(r"\d+[.,]\d+\b|\w+(?:['’-]\w+)*|[^\w\s]|\n")
_DIGITS = re.compile(r"\d+")
_EDGE = ""  # beyond the first and the last token
_OUTSIDE, _BEGIN, _INSIDE = "O", "B-", "I-"
_TRAINING = {
    "c1": 0.05,
    "c2": 0.2,
    "max_iterations": 120,
    "feature.minfreq": 2,  # what is seen once teaches nothing about other texts
}


@dataclass(frozen=True)
class Token:
    """A word, a mark or a line break of a text, and where it stands.

    Attributes:
        word: in lower case, with every figure as ``0``.
        start: its first character.
        end: the character after its last.
    """

    word: str
    start: int
    end: int

    @property
    def is_mark(self) -> bool:
        """Whether it is a mark or a line break."""
        return not self.word[0].isalnum()


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text."""
    return [
        Token(_DIGITS.sub("0", match[0].lower().replace("’", "'")), *match.span())
        for match in _TOKEN.finditer(text)
    ]


@dataclass(frozen=True)
class LabelledClause:
    """A clause of a text: its characters, and what it is."""

    start: int
    end: int
    form: str


class ClauseModel:
    """Cuts texts into clauses and says what each is."""

    def __init__(self, path: Path) -> None:
        """Loads what `train` wrote to a file."""
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(path))

    @staticmethod
    def train(examples: Sequence[tuple[str, Sequence[LabelledClause]]], path: Path) -> None:
        """Learns from labelled texts.

        Args:
            examples: texts and their clauses, in order.
            path: of the file that is written.
        """
        trainer = pycrfsuite.Trainer(params=_TRAINING, verbose=False)
        for text, clauses in examples:
            tokens = tokens_of(text)
            trainer.append(_features(tokens), _tags(tokens, clauses))
        trainer.train(str(path))

    def clauses(self, text: str) -> list[LabelledClause]:
        """The clauses of a text, in order; what stands between them is left out."""
        tokens = tokens_of(text)
        return list(_clauses(tokens, self._tagger.tag(_features(tokens)))) if tokens else []


def _tags(tokens: Sequence[Token], clauses: Sequence[LabelledClause]) -> list[str]:
    tags = [_OUTSIDE] * len(tokens)
    for clause in clauses:
        own = [i for i, token in enumerate(tokens) if clause.start <= token.start < clause.end]
        tags[own[0]] = _BEGIN + clause.form
        for place in own[1:]:
            tags[place] = _INSIDE + clause.form
    return tags


def _clauses(tokens: Sequence[Token], tags: Sequence[str]) -> Iterator[LabelledClause]:
    clause: LabelledClause | None = None
    for token, tag in zip(tokens, tags, strict=True):
        if clause is not None and tag == _INSIDE + clause.form:
            clause = replace(clause, end=token.end)
            continue
        if clause is not None:
            yield clause
        is_none = tag == _OUTSIDE or token.is_mark  # a mark alone is no clause
        clause = None if is_none else LabelledClause(token.start, token.end, tag[len(_BEGIN) :])
    if clause is not None:
        yield clause


def _features(tokens: Sequence[Token]) -> list[list[str]]:
    """What says of each token whether a clause begins there, and what that is."""
    words = [_EDGE, _EDGE, _EDGE, *(token.word for token in tokens), _EDGE, _EDGE, _EDGE]
    touching = [one.end == two.start for one, two in pairwise(tokens)]
    touches = [int(touch) for touch in [False, *touching, False]]
    marks = _next_marks(tokens)
    features = []
    first, second, length = _EDGE, _EDGE, 0  # of what was written since the last mark
    for place, token in enumerate(tokens):
        before, two_before, last, word, following, then, after = words[place : place + 7]
        touch, mark = f"{touches[place]}{touches[place + 1]}", marks[place]
        features.append(
            [
                f"0 {word}",
                f"-1 {last}",
                f"+1 {following}",
                f"-2 {two_before}",
                f"+2 {then}",
                f"-3 {before}",
                f"+3 {after}",
                f"-10 {last} {word}",
                f"01 {word} {following}",
                f"-11 {last} {following}",
                f"12 {following} {then}",
                f"-101 {last} {word} {following}",
                f"-2-10 {two_before} {last} {word}",
                f"012 {word} {following} {then}",
                f"123 {following} {then} {after}",
                f"end {word[-3:]}",
                f"touches {touch}",
                f"touches {touch} {word}",
                f"mark {mark}",
                f"mark {mark} {word}",
                f"first {first}",
                f"first {first} {word}",
                f"first {first} {second}",
                f"length {length}",
                f"length {length} {word}",
            ]
        )
        if token.is_mark:
            first, second, length = _EDGE, _EDGE, 0
        else:
            first, second = (word, _EDGE) if length == 0 else (first, second)
            second = word if length == 1 else second
            length = min(length + 1, 4)
    return features


def _next_marks(tokens: Sequence[Token]) -> list[str]:
    """The mark that comes next after each token."""
    marks: list[str] = []
    mark = _EDGE
    for token in reversed(tokens):
        mark = token.word if token.is_mark else mark
        marks.append(mark)
    return marks[::-1]
