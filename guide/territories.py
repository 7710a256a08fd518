"""Names of the world's territories (CLDR, by Babel), for countries without an entry of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.formats import LOCALES

ELSEWHERE = "elsewhere"
"""The id, in the guide's list of countries, of all that have no entry of their own."""

_COUNTRY = "CA"
# CLDR's codes of groups of countries, and of none.
_NO_COUNTRY = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
_CODE = re.compile(r"[A-Z]{2}")
# "Myanmar (Burma)", "Congo - Kinshasa", "Hong Kong SAR China": what stands before names it.
_ADDED = re.compile(r"\s+(?:\(|- |SAR |R\.A\.S\. |\[).*")


def territories() -> Iterator[str]:
    """The names of all but Canada, in both languages."""
    for locale in LOCALES.values():
        for code, name in locale.territories.items():
            if _CODE.fullmatch(code) and code not in _NO_COUNTRY and code != _COUNTRY:
                yield _ADDED.sub("", name).replace("’", "'")
