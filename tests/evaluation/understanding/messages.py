"""Messages with what a model made of them, for tests of what is done with those."""

from __future__ import annotations

from evaluation.understanding.metrics import Scored
from evaluation.understanding.sets import Question
from evaluation.understanding.trained_model import Reading


def scored(
    text: str,
    is_: str | tuple[str, ...],
    taken_for: str | tuple[str, ...],
    *,
    confidence: float = 0.9,
    in_scope: float = 0.9,
    also_ok: frozenset[str] = frozenset(),
    aspects: tuple[frozenset[str], str | None] = (frozenset(), None),
) -> Scored:
    """A message of one intent or several, taken for one or several; its aspects too."""
    intents = (is_,) if isinstance(is_, str) else is_
    found = (taken_for,) if isinstance(taken_for, str) else taken_for
    intent = found[0] if len(found) == 1 else "ask_several"
    return Scored(
        Question(text, "set.yml:1", intents, also_ok, aspects=aspects[0]),
        Reading(intent, confidence, found, (), in_scope, found[0], aspects[1]),
    )


def named(
    text: str, is_: dict[str, str], found: dict[str, str], is_about: str | None = None
) -> Scored:
    """A message whose entities are labelled, and perhaps its intent."""
    return Scored(
        Question(
            text,
            "set.yml:1",
            (is_about,) if is_about else (),
            entities={name: (value,) for name, value in is_.items()},
        ),
        Reading("ask_salary", 0.9, ("ask_salary",), tuple(found.items()), 0.9, "ask_salary"),
    )
