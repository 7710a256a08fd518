"""Feature hashing: names as 64-bit numbers in one sorted array, searched by bisection.

A dictionary of 50,000 names and their weights takes 25 MB; here it takes 8 bytes a name. Two names
share a number once in billions of such tables. The hash is a polynomial, so that those of all runs
of letters in a text come from one another, in a few operations on arrays.

Source: Karp and Rabin 1987, "Efficient Randomized Pattern-Matching Algorithms".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]

_BASE = np.uint64(0x9E3779B97F4A7C15)


class HashedNames:
    """Knows names, and gives each a place."""

    def __init__(self, hashes: Hashes) -> None:
        """Makes it from the hashes of the names, in order and each once."""
        self.hashes = hashes

    @classmethod
    def of(cls, names: Sequence[str]) -> HashedNames:
        """Knows these names; their places are others than those in ``names``."""
        return cls(np.unique(hashes_of(names)))

    def __len__(self) -> int:
        """The number of names."""
        return len(self.hashes)

    def places(self, hashes: Hashes) -> npt.NDArray[np.intp]:
        """The places of those names that are known, in the order in which they are given."""
        if not len(self.hashes):
            return np.empty(0, np.intp)
        places: npt.NDArray[np.intp] = np.searchsorted(self.hashes, hashes)
        places[places == len(self.hashes)] = 0
        known: npt.NDArray[np.intp] = places[self.hashes[places] == hashes]
        return known


def hashes_of(names: Iterable[str]) -> Hashes:
    """The hash of each name; none may be empty."""
    names = list(names)
    if not names:
        return np.empty(0, np.uint64)
    lengths = np.array([len(name) for name in names])
    starts = np.cumsum(lengths) - lengths
    powers = np.full(lengths.max(), _BASE).cumprod()
    place_in_name = np.arange(lengths.sum()) - np.repeat(starts, lengths)
    hashes: Hashes = np.add.reduceat(_codes("".join(names)) * powers[place_in_name], starts)
    return hashes


def hashes_of_runs(text: str, longest: int) -> Iterator[Hashes]:
    """The hashes of all runs of 1, 2, … letters of a text, in the order of their first letters."""
    codes = _codes(text)
    hashes = np.zeros(len(codes) + 1, np.uint64)
    for length, power in enumerate(np.full(longest, _BASE).cumprod()):
        hashes = hashes[:-1] + codes[length:] * power
        yield hashes


def _codes(text: str) -> Hashes:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
