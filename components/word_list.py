"""A sorted word list in two pieces of memory, searched by bisection.

A set of 300,000 words takes ten times as much, and forked processes can't share it: Python counts
its references to each.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise


class WordList:
    """Says whether a word is in the list."""

    def __init__(self, words: Iterable[str]) -> None:
        """Makes a list of ``words``, in any order."""
        # Each once, in its place: what is almost in order is sorted in no time.
        encoded = sorted(dict.fromkeys(word.encode() for word in words))
        self._text = b"".join(encoded)
        self._starts = array("I", accumulate(map(len, encoded), initial=0))

    def __iter__(self) -> Iterator[bytes]:
        """The words in UTF-8, in order."""
        return (self._text[start:end] for start, end in pairwise(self._starts))

    def __len__(self) -> int:
        """The number of words."""
        return len(self._starts) - 1

    def __getitem__(self, place: int) -> bytes:
        """A word in UTF-8; ``IndexError`` behind the last."""
        return self._text[self._starts[place] : self._starts[place + 1]]

    def __contains__(self, word: str) -> bool:
        """Whether ``word`` is in the list."""
        encoded = word.encode()
        place = bisect_left(self, encoded)
        return place < len(self) and self[place] == encoded
