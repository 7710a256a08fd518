"""Text normalization: the form that the encoder and the n-grams are taught on.

Training examples and incoming messages go through the same function, so that a phone's curly
apostrophe, an invisible character or a held-down key does not make a known question look new.
"""

from __future__ import annotations

import re
import unicodedata

# Typographic marks that NFKC leaves alone, and the ones people type.
_PLAIN_MARKS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
# The same letter three times or more: "heyyyy", "pleaseee". Never digits: 1000 is a figure.
_HELD_KEY = re.compile(r"([^\W\d_])\1{2,}")
# Written short, and taken apart by every tokenizer.
_WITH = re.compile(r"\bw/(?=o\b|\s)(o\b)?")
_CLOSING_MARKS = "?!.… "


def normalize(text: str) -> str:
    """Return the message in its plain form.

    Applies Unicode NFKC, plain quotation marks, removal of invisible format characters
    (zero-width characters, U+2060, byte order marks), single spaces, lower case, spells out "w/"
    and "w/o", and reduces a held-down letter to one. Closing marks go too: whether a person ends
    with "?", "??" or nothing says how they type and not what they ask, as capitals do. A leading
    slash stays.

    Args:
        text: What the person typed, of any length; may be empty.

    Returns:
        The plain form; empty if there was nothing but spaces and closing marks.
    """
    if not text.isascii():  # which has none of these
        text = unicodedata.normalize("NFKC", text).translate(_PLAIN_MARKS)
        # Cf: format characters, all of them invisible.
        text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    text = " ".join(text.lower().split())
    text = _WITH.sub(lambda short: "without" if short[1] else "with", text)
    return _HELD_KEY.sub(r"\1", text).rstrip(_CLOSING_MARKS)
