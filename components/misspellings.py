"""Fuzzy matching where it can match: the words of a message that misspell one of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from spacy.tokens import Doc

from components.entity_patterns import is_misspelling, may_be_misspelling


class Misspellings:
    """The words of fuzzy patterns, each looked up once for a word of a message.

    A matcher compares every token with every pattern, in Python: a long message takes longer for
    that than for all the rest of understanding.

    Args:
        patterns: as a ``span_ruler`` has them; a token's ``{"LOWER": {"FUZZY": word}}`` may be
            misspelt.
    """

    def __init__(self, patterns: Iterable[Sequence[dict[str, Any]]]) -> None:
        self._longest = 1
        self._by_initial: dict[str, set[str]] = {}
        for pattern in patterns:
            self._longest = max(self._longest, len(pattern))
            for token in pattern:
                if isinstance(lower := token.get("LOWER"), dict):
                    word = lower["FUZZY"]
                    self._by_initial.setdefault(word[0], set()).add(word)

    def windows(self, doc: Doc) -> list[tuple[int, int]]:
        """The places where a pattern can match with a misspelt word in it.

        Returns:
            The first token of each, and the one after its last; none overlap.
        """
        misspelt = {word: self._is_misspelt(word) for word in {token.lower_ for token in doc}}
        reach = self._longest - 1
        found: list[tuple[int, int]] = []
        for token in doc:
            if misspelt[token.lower_]:
                start, end = max(token.i - reach, 0), min(token.i + reach + 1, len(doc))
                if found and start <= found[-1][1]:
                    start = found.pop()[0]
                found.append((start, end))
        return found

    def _is_misspelt(self, written: str) -> bool:
        if not may_be_misspelling(written):
            return False
        words = self._by_initial.get(written[0], ())
        return any(written != word and is_misspelling(written, word) for word in words)
