"""What bounds a number of years: "more than 9", "10 or more", "under 5"."""

from __future__ import annotations

import re
from math import ceil, floor

_AT_MOST = r"up\s+to|at\s+most|jusqu'a|(?:not?|pas)\s+(?:more\s+than|plus\s+d[e'])"
_AT_LEAST = r"at\s+least|minimum|au\s+moins|a\s+partir\s+d[e']"
# Whoever waits until then asks about the end of it.
_WAITS = r"(?:wait\w*|attend\w*)\s+(?:un)?(?:till?|jusqu'a)"
_UNTIL = r"until(?:\s+you\s+\w+)?"
_MORE_THAN = r"more\s+than|over|beyond|plus\s+d[e']"
_LESS_THAN = r"less\s+than|under|below|moins\s+d[e']"

BEFORE = (
    r"\b(?:" + "|".join((_WAITS, _AT_MOST, _AT_LEAST, _UNTIL, _MORE_THAN, _LESS_THAN)) + r")\s*"
)
"""What may stand before a bounded number, as a regular expression."""
BEHIND = r"(?:\s*\+(?!\s*\w)|\+|\s+(?:and|or|et|ou)\s+(?:more|up|plus)\b)"
"""What may stand behind it."""


def bounded(text: str, start: int, end: int, years: float) -> tuple[int, int, str]:
    """A number of years with what bounds it, if anything does.

    People count years whole: more than 9 are 10 or more, less than 5 are 4 at most.

    Args:
        text: the message, without accents.
        start: where the number begins in it.
        end: where it ends, its unit included.
        years: the number.

    Returns:
        Start and end with the bound, and the years as `guide.experience` reads them.
    """
    if behind := re.compile(BEHIND, re.IGNORECASE).match(text, end):
        return start, behind.end(), f"{years:g}+"
    for bound, meant in (
        (_WAITS, f"{years:g}"),
        (_AT_MOST, f"0-{years:g}"),
        (_UNTIL, f"1-{years:g}"),
        (_AT_LEAST, f"{years:g}+"),
        (_MORE_THAN, f"{floor(years) + 1}+"),
        (_LESS_THAN, f"0-{ceil(years) - 1}" if years > 1 else "0"),
    ):
        if before := re.search(rf"\b(?:{bound})\s*$", text[:start], re.IGNORECASE):
            return before.start(), end, meant
    return start, end, f"{years:g}"
