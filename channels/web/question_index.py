"""Type-ahead (autocomplete): the guide's questions, found by prefix, words and meaning."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from guide.accents import without_accents
from guide.model import Guide
from guide.text import LANGUAGES, Language

Vectors = npt.NDArray[np.float32]

ENOUGH_WORDS = 0.6
"""So much of what was typed, by how telling the words are, a question must have to be found."""
CLOSE_IN_MEANING = 0.4
"""The cosine from which on a question is taken to ask what is being typed.

Of held-out questions in the guide's scope (``tests/nlu/questions.yml``), 43 % then have one of
their topic among five (32 % from 0.45 on, 54 % from 0.35); of those out of scope, 35 % have any
(19 %, 53 %).
"""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Candidate:
    """A question in one language.

    Attributes:
        id: of the question in the guide.
        language: of its text.
        text: as a person would put it.
        words: its words, folded.
    """

    id: str
    language: Language
    text: str
    words: tuple[str, ...]


class _Match(NamedTuple):
    begins: bool
    has_all_words: bool
    nearness: float
    text: str


class QuestionIndex:
    """All questions of the guide, in every language.

    Attributes:
        candidates: the questions.
        vectors: their sentence vectors of length 1, in this order, shape (questions, dimension);
            ``None`` as long as there are none: then only words count.
    """

    def __init__(self, guide: Guide) -> None:
        self.candidates: Sequence[Candidate] = tuple(
            Candidate(question.id, language, text, _words(text))
            for topic in guide.topics
            for question in topic.all_questions()
            for language in LANGUAGES
            for text in [question.text.in_language(language)]
        )
        self.vectors: Vectors | None = None

    def best(
        self, typed: str, language: Language, most: int, vector: Vectors | None = None
    ) -> list[str]:
        """The questions that match best, each in one language.

        First those that begin as the text does, then those with all its words, then the others.

        Args:
            typed: what somebody has typed so far.
            language: of the page.
            most: how many to return.
            vector: the sentence vector of the text, length 1.
        """
        words = _words(typed)
        if not words:
            return []
        weights = [self._weight(word) for word in words]
        close = np.zeros(len(self.candidates), np.float32)
        if vector is not None and self.vectors is not None:
            close = self.vectors @ vector
        # By question, each in one language: that of the person's words, else the page's.
        nearest: dict[str, tuple[tuple[float, bool], _Match]] = {}
        for candidate, meaning in zip(self.candidates, close.tolist(), strict=True):
            found = sum(
                weight
                for word, weight in zip(words, weights, strict=True)
                if _has(candidate.words, word)
            ) / sum(weights)
            if found >= ENOUGH_WORDS or meaning >= CLOSE_IN_MEANING:
                begins = " ".join(candidate.words).startswith(" ".join(words))
                match = _Match(begins, found == 1, found + meaning, candidate.text)
                fits = found, candidate.language == language
                if candidate.id not in nearest or nearest[candidate.id][0] < fits:
                    nearest[candidate.id] = fits, match
        matches = (match for _, match in nearest.values())
        ranked = sorted(matches, key=lambda match: match[:3], reverse=True)
        return [match.text for match in ranked[:most]]

    def _weight(self, word: str) -> float:
        """How telling a word is: inverse document frequency."""
        count = sum(_has(candidate.words, word) for candidate in self.candidates)
        return math.log(1 + len(self.candidates) / (1 + count))


def _has(words: Sequence[str], typed: str) -> bool:
    """Whether one of the words is the typed one, or begins with it: more may be on its way."""
    return any(word.startswith(typed) for word in words)


def _words(text: str) -> tuple[str, ...]:
    """The words, without accents and capitals."""
    return tuple(_WORD.findall(without_accents(text.casefold())))
