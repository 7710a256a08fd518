"""The training data of follow-ups in context: ``data/in_context.yml``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from components.reading import ANSWERABLE, ASPECT, KIND
from guide.yaml_file import parse

LABELLED_PAIRS = Path("data/in_context.yml")
PAIRS = "pairs"
"""The key of the pairs that mean the same."""

_INTENT = "intent"
_BETWEEN = " | "
_KEYS = frozenset({_INTENT, ASPECT, ANSWERABLE, KIND, PAIRS})


@dataclass(frozen=True)
class LabelledPair:
    """A question, the message that leans on it, and what that asks.

    Attributes:
        before: the question before.
        text: the message.
        intent: what it asks, given that question.
        aspect: what about its topic.
        answerable: whether the guide has an answer to the very point.
        kind: of ``out_of_scope``, what sort of near miss it is.
    """

    before: str
    text: str
    intent: str
    aspect: str | None = None
    answerable: bool = True
    kind: str | None = None


def read_labelled_pairs(path: Path = LABELLED_PAIRS) -> Sequence[LabelledPair]:
    """Reads the pairs.

    Raises:
        OSError: there is no such file.
        ValueError: an entry has a key that isn't known, or a pair that isn't two texts with
            `` | `` between; says which.
    """
    found: list[LabelledPair] = []
    for block in parse(path.read_bytes()):
        unknown = block.keys() - _KEYS
        if unknown or _INTENT not in block or PAIRS not in block:
            raise ValueError(
                f"{path}: {sorted(unknown) or block}: a block needs {_INTENT} and {PAIRS}."
            )
        for line in block[PAIRS]:
            before, between, text = str(line).partition(_BETWEEN)
            if not between or not before.strip() or not text.strip():
                raise ValueError(f"{path}: '{line}' isn't a question, '|' and a message.")
            found.append(
                LabelledPair(
                    before.strip(),
                    text.strip(),
                    block[_INTENT],
                    block.get(ASPECT),
                    block.get(ANSWERABLE, True),
                    block.get(KIND),
                )
            )
    return found
