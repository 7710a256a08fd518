"""Which answer a Slack button is about: the button's value, serialized as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from guide.text import Language


@dataclass(frozen=True)
class AnswerReference:
    """An answer, and the language it was given in.

    It travels through Slack as the value of a button, which only the app can set.
    """

    conversation: str
    answer: str
    language: Language

    def dump(self) -> str:
        """As the value of a button, or the private metadata of a modal."""
        return json.dumps(asdict(self), separators=(",", ":"))

    @classmethod
    def load(cls, value: str) -> AnswerReference:
        """Reads what ``dump`` wrote."""
        return cls(**json.loads(value))
