"""Whether "yes" answers a question: "is Kaggle any use?" does ask for it, "useless?" doesn't."""

from __future__ import annotations

import re

# "What about Kaggle?" and "how about Kaggle?" ask whether.
_ASKS_OTHERWISE = re.compile(
    r"\b(?:(?:how|what)(?! about)|which|where|why|when|who|tell me|give me|explain"
    r"|comment|combien|où|pourquoi|quand|qui|quel(?:le)?s?)\b",
    re.IGNORECASE,
)
_CHOICE_OR_DOUBT = re.compile(
    r"\b(?:or|vs|versus|instead|without|not|(?:is|are|do|does|did|should|would|ca|could)n'?t"
    r"|only|just|too|enough|less|bad|worse|worst"
    r"|useless|worthless|pointless|waste|overrated|unnecessary|optional|outdated|hard|harder"
    r"|difficult|tough|easy|easier|boring|dead|dying|doomed|screwed|expensive|cheap|free"
    r"|ou|sans|pas|seulement|trop|inutiles?|difficiles?|dure?s?|faciles?|gratuite?s?)\b",
    re.IGNORECASE,
)


def asks_whether(text: str) -> bool:
    """Whether a message asks for a yes or no, and "yes" can only mean what is meant.

    A name alone ("Kaggle?") does.
    """
    return not _ASKS_OTHERWISE.search(text) and not _CHOICE_OR_DOUBT.search(text)
