"""Years of experience as people state them, and as a phrase."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from guide.formats import number, years_in_words
from guide.text import Language


@dataclass(frozen=True)
class Experience:
    """A number of years of experience, or a range; both ends included.

    Attributes:
        low: years, 0 or more.
        high: years, at least ``low``; the same as ``low`` for a single number, infinite where
            there is no end ("10 and more").
    """

    low: float
    high: float

    @classmethod
    def parse(cls, value: str) -> Experience:
        """Reads ``"5"``, ``"1.5"``, ``"3-4"`` or ``"10+"``; a range's ends may come in any order.

        Raises:
            ValueError: ``value`` is none of these.
        """
        if value.endswith("+"):
            return cls(low=float(value[:-1]), high=inf)
        ends = sorted(float(end) for end in value.split("-"))
        return cls(low=ends[0], high=ends[-1])

    def in_words(self, language: Language, span: str) -> str:
        """``"5 years"`` or, with ``span`` as in ``"{first} to {last}"``, ``"3 to 4 years"``."""
        high = years_in_words(self.high, language)
        if self.low == self.high:
            return high
        return span.format(first=number(self.low, language), last=high)

    def later(self, ahead: Experience) -> Experience:
        """The same so many years on."""
        return Experience(self.low + ahead.low, self.high + ahead.high)

    def __str__(self) -> str:
        """As `parse` reads it."""
        if self.high == inf:
            return f"{self.low:g}+"
        return f"{self.low:g}" if self.low == self.high else f"{self.low:g}-{self.high:g}"
