"""A sorted word list in two pieces of memory, searched by bisection; a word a line in a file.

A set of 300,000 words takes ten times as much, and forked processes can't share it: Python counts
its references to each.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np


class WordList:
    """Says whether a word is in the list."""

    def __init__(self, words: Iterable[str]) -> None:
        """Makes a list of ``words``, in any order."""
        # All at once: word by word, it takes three times as long.
        encoded = "\n".join(words).encode().splitlines()
        # Each once, in its place: what is almost in order is sorted in no time.
        self._take_over(b"\n".join((*sorted(dict.fromkeys(encoded)), b"")))

    @classmethod
    def read(cls, file: Path) -> WordList:
        """Reads what `save` wrote (``OSError`` if it isn't there)."""
        words = cls(())
        words._take_over(file.read_bytes())
        return words

    def save(self, file: Path) -> None:
        """Writes the words in order, one a line."""
        file.write_bytes(self._lines)

    def _take_over(self, lines: bytes) -> None:
        self._lines = lines
        ends = np.flatnonzero(np.frombuffer(lines, np.uint8) == ord("\n"))
        self._starts = array("I", [0])
        self._starts.frombytes((ends + 1).astype(np.uint32).tobytes())

    def __iter__(self) -> Iterator[bytes]:
        """The words in UTF-8, in order."""
        return iter(self._lines.splitlines())

    def __len__(self) -> int:
        """The number of words."""
        return len(self._starts) - 1

    def __getitem__(self, place: int) -> bytes:
        """A word in UTF-8; ``IndexError`` behind the last."""
        return self._lines[self._starts[place] : self._starts[place + 1] - 1]

    def __contains__(self, word: str) -> bool:
        """Whether ``word`` is in the list."""
        encoded = word.encode()
        place = bisect_left(self, encoded)
        return place < len(self) and self[place] == encoded
