"""Rule-based intents of messages without words (emoji, punctuation), not left to a classifier.

A message of emoji, marks or figures alone has nothing for n-grams to hold, and a sentence encoder
places it anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from components.reading import ACKNOWLEDGE, AFFIRM, FOLLOW_UP, OUT_OF_SCOPE


class TrivialIntent(NamedTuple):
    """What a message without words means.

    Attributes:
        intent: None if it means nothing that can be answered.
        kind: For an out-of-scope message, its kind of near miss.
        act: Its dialogue act, if it is one of those that are taught.
    """

    intent: str | None
    kind: str | None = None
    act: str | None = None


_EMOJI_INTENTS = {
    **dict.fromkeys("👍👌✅✔☑🆗💯", AFFIRM),
    **dict.fromkeys("👎❌✖🚫🙅", "deny"),
    **dict.fromkeys("👋", "greet"),
    **dict.fromkeys("❤🧡💛💚💙💜💕💖💗♥🙏🙌🤗😊☺🥰😍", "thank"),
}
# A short figure, or two: "5", "3-5", "10+". It answers or extends what was said before.
_YEARS = re.compile(r"\d{1,2}(\s*(-|–|/|to|à)\s*\d{1,2})?\s*[+?!.]*", re.IGNORECASE)


def trivial_intent(text: str) -> TrivialIntent | None:
    """Settle a message without words.

    Args:
        text: What the person typed.

    Returns:
        None if the message has words (then it is for the classifier). Otherwise what it means:
        a well-known emoji has an intent, a short figure is a follow-up, other emoji are out of
        scope; a blank message, marks and long figures have no intent.
    """
    if _YEARS.fullmatch(text.strip()):
        return TrivialIntent(FOLLOW_UP)
    if any(char.isalpha() for char in text):
        return None
    emoji = {char for char in text if unicodedata.category(char) == "So"}
    if not emoji:
        return TrivialIntent(None)
    meanings = {_EMOJI_INTENTS.get(char) for char in emoji}
    meaning = meanings.pop() if len(meanings) == 1 else None
    if meaning is None:
        return TrivialIntent(OUT_OF_SCOPE, "gibberish")
    return TrivialIntent(meaning, act=ACKNOWLEDGE if meaning == AFFIRM else None)
