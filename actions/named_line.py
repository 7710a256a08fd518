"""Coreference to a line of the last list by one of its words: "the monitoring part"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guide.accents import without_accents
from guide.stop_words import stop_words

_STOP_WORDS = stop_words("en") | stop_words("fr")
# A word and its other forms begin alike: "deploy" and "deployment", "monitor" and "monitoring".
_STEM = 6


def named_line(lines: Sequence[str], text: str) -> int | None:
    """The place, from 0, of the only line that shares a content word with a message.

    Args:
        lines: of the last list, in Markdown.
        text: what the person wrote.

    Returns:
        ``None`` if it shares none with any, or with several.
    """
    named = _stems(text)
    places = [place for place, line in enumerate(lines) if named & _stems(line)]
    return places[0] if len(places) == 1 else None


def _stems(text: str) -> set[str]:
    words = re.findall(r"[^\W\d_]+", text.lower())
    content = (word for word in words if word not in _STOP_WORDS)
    return {without_accents(word)[:_STEM] for word in content if len(word) >= _STEM}
