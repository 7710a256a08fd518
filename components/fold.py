"""Spelling without accents, for matching."""

from __future__ import annotations

import unicodedata

_STRAIGHT = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"'})


def fold(text: str) -> str:
    """``text`` without accents and with straight quotes; every character keeps its place."""
    return "".join(unicodedata.normalize("NFD", char)[0] for char in text.translate(_STRAIGHT))
