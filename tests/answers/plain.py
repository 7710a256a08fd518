"""Answers without their Markdown, to look for words in them."""

from __future__ import annotations

import re

from evaluation.answers.readable import readable

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


def plain(markdown: str) -> str:
    """Lower case, straight apostrophes, no Markdown, one space between words."""
    return " ".join(readable(markdown).replace("’", "'").lower().split())


def sentences(markdown: str) -> list[str]:
    """The sentences of a text and the entries of its lists, each as ``plain`` writes it."""
    return [plain(part) for part in _SENTENCE_END.split(readable(markdown)) if part.strip()]
