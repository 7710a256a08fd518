"""Accent folding and shortened punctuation for spaCy; every character keeps its offset."""

from __future__ import annotations

import re
import unicodedata

# "d'AWS", "qu'IBM": spaCy's blank pipeline for English keeps them in one token, the one for French
# would part "c'est-tu" in four.
ELISION = r"(?i:[cdjlmst]|n(?!'t\b)|\w{0,5}qu)'(?=\w)"
"""The beginning of a folded French token that is a word of its own, as a regular expression.

Not that of the English "n't".
"""


class _Folded(dict[int, str]):
    """What each character becomes; those that it doesn't have are worked out each time."""

    def __missing__(self, code: int) -> str:
        return unicodedata.normalize("NFD", chr(code))[0]


_LATIN = range(0x250)
_FOLDED = _Folded({code: unicodedata.normalize("NFD", chr(code))[0] for code in _LATIN})
_FOLDED.update(str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"'}))


def fold(text: str) -> str:
    """``text`` without accents and with straight quotes; every character keeps its place."""
    return text.translate(_FOLDED)


_MARKS = re.compile(r"[^\w\s]{9,}")
_KEPT_MARKS = 8


def shorten_marks(text: str) -> str:
    """``text`` with spaces for all but the first of many marks or emoji in a row.

    spaCy's tokenizer cuts them off one by one, and takes quadratic time for that.
    """
    return _MARKS.sub(lambda run: run[0][:_KEPT_MARKS].ljust(len(run[0])), text)
