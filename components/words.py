"""A message's tokens, as the roles of what it names are read by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from components.fold import ELISION, fold

_TOKEN = re.compile(ELISION + r"|\w+(?:['.&+]\w+)*|[^\w\s]|\n")
# Longer messages are read up to here.
_MOST_TOKENS = 400


@dataclass(frozen=True)
class Words:
    """A message's tokens, and where they stand in it.

    Attributes:
        words: folded and in lower case.
        starts: where each begins.
        ends: where each ends.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, text: str) -> Words:
        """The tokens of a message."""
        found = list(islice(_TOKEN.finditer(fold(text).lower()), _MOST_TOKENS))
        return cls([m[0] for m in found], [m.start() for m in found], [m.end() for m in found])

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The first token, and the token after the last, of a piece of the text."""
        inside = [
            i
            for i, (a, b) in enumerate(zip(self.starts, self.ends, strict=True))
            if a < end and b > start
        ]
        return (inside[0], inside[-1] + 1) if inside else None
