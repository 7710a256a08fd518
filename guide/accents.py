"""Accent stripping by Unicode decomposition."""

from __future__ import annotations

import unicodedata


def without_accents(text: str) -> str:
    """``text`` with letters in their plain form; it may get shorter or longer."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(each for each in plain if not unicodedata.combining(each))
