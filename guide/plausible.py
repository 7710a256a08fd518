"""Sanity checks of the guide's figures: slips that are valid numbers, such as a digit too few."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from guide.model import Pay, SalaryTopic

# Whole CAD a year. Less than a full-time minimum wage, or far more than any band, is a slip.
LEAST_PAY, MOST_PAY = 30_000, 500_000
# Nobody works for longer than that.
MOST_YEARS = 50
# A range whose ends are further apart than that tells nobody anything.
WIDEST_RANGE = 3

Path = tuple[Any, ...]


def implausible(salary: SalaryTopic) -> Iterator[tuple[Path, str]]:
    """Finds figures that can't be right: the path of each one's field, and what is odd about it."""
    ranges: dict[Path, Pay] = {("range",): salary.range}
    ranges |= {("bands", place, "pay"): band.pay for place, band in enumerate(salary.bands)}
    for path, pay in ranges.items():
        for end in ("low", "high"):
            yield from _amount((*path, end), getattr(pay, end))
        if pay.high > WIDEST_RANGE * pay.low:
            yield (
                (*path, "high"),
                f"{pay.high:,} is more than {WIDEST_RANGE} times {pay.low:,}: is a digit wrong?",
            )
    average = salary.average.amount
    yield from _amount(("average", "amount"), average)
    for place, band in enumerate(salary.bands):
        if band.last_year > MOST_YEARS:
            yield (
                ("bands", place, "last_year"),
                f"nobody has {band.last_year} years of experience: at most {MOST_YEARS}",
            )
    lowest, highest = salary.bands[0].pay.low, salary.bands[-1].pay.high
    if not lowest <= average <= highest:
        yield (
            ("average", "amount"),
            f"{average:,} is outside all bands, which go from {lowest:,} to {highest:,}",
        )
    for place, (before, after) in enumerate(pairwise(salary.bands), start=1):
        for end in ("low", "high"):
            less, more = getattr(before.pay, end), getattr(after.pay, end)
            if more < less:
                yield (
                    ("bands", place, "pay", end),
                    f"{more:,} is less than the {less:,} of fewer years of experience",
                )


def _amount(path: Path, amount: int) -> Iterator[tuple[Path, str]]:
    if not LEAST_PAY <= amount <= MOST_PAY:
        yield path, f"{amount:,} can't be a year's pay: that is {LEAST_PAY:,} to {MOST_PAY:,}"
