"""Coreference to a line or a sentence of an answer by one of its words: "the monitoring part"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guide.accents import without_accents
from guide.stop_words import stop_words

_STOP_WORDS = stop_words("en") | stop_words("fr")
# A word and its other forms begin alike: "deploy" and "deployment", "monitor" and "monitoring".
_STEM = 6
# So is one in a sentence: "what do they prove".
_STEM_OF_SENTENCE = 5
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?:]) ")


def named_line(lines: Sequence[str], text: str) -> int | None:
    """The place, from 0, of the only line that shares a content word with a message.

    Args:
        lines: of the last list, in Markdown.
        text: what the person wrote.

    Returns:
        ``None`` if it shares none with any, or with several.
    """
    return _only_one(lines, text, _STEM)


def named_sentence(said: str, text: str) -> str | None:
    """The only sentence of what was said that shares a content word with a message.

    One that leads to a list is none.
    """
    sentences = [each for each in _BETWEEN_SENTENCES.split(said) if not each.endswith(":")]
    place = _only_one(sentences, text, _STEM_OF_SENTENCE)
    return None if place is None else sentences[place]


def _only_one(lines: Sequence[str], text: str, least: int) -> int | None:
    named = _stems(text, least)
    places = [place for place, line in enumerate(lines) if named & _stems(line, least)]
    return places[0] if len(places) == 1 else None


def _stems(text: str, least: int) -> set[str]:
    words = re.findall(r"[^\W\d_]+", text.lower())
    content = (word for word in words if word not in _STOP_WORDS)
    return {without_accents(word)[:least] for word in content if len(word) >= least}
