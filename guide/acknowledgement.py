"""Words that say "I have read it": no answer to a question, and no yes to what was offered."""

from __future__ import annotations

import re

_WORDS = frozenset(
    "ah aha all alright clear cool enough fair fine good got great hm hmm i interesting it k kk"
    " makes mhm mmm nice noted oh ok okay oki right see sense so that thats understand understood"
    " well bien bon compris d'accord entendu je vois".split()
)


def is_acknowledgement(text: str) -> bool:
    """Whether a message says no more than that the person has read: "ok", "i see", a thumb up."""
    return all(word in _WORDS for word in re.findall(r"[\w']+", text.lower()))
