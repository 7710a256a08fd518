"""Metrics of a side: intent accuracy, AUROC and recall of out-of-scope detection."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import roc_auc_score

from components.arrays import FloatArray
from components.reading import FALLBACK, OUT_OF_SCOPE

KEPT = 0.95
_DECISIONS = {OUT_OF_SCOPE, FALLBACK}

Ranking = Mapping[str, float]
"""Intents with their confidences, the best first."""


@dataclass(frozen=True)
class Scope:
    """How well a side tells messages out of scope.

    Attributes:
        auroc: Chance that a message in scope scores higher than one out of scope.
        recall: Share of messages out of scope below the score that `KEPT` of those in scope reach.
        score: Which of `SCORES` was the better one.
    """

    auroc: float
    recall: float
    score: str


def best_in_scope(ranking: Ranking) -> str | None:
    """Return the likeliest intent, whether or not the side would then ask back or refuse."""
    return next((name for name in ranking if name not in _DECISIONS), None)


def accuracy(rankings: Sequence[Ranking], intents: Sequence[str]) -> float:
    """Return the share of messages whose `best_in_scope` is their intent."""
    right = [best_in_scope(r) == intent for r, intent in zip(rankings, intents, strict=True)]
    return sum(right) / len(right)


def _best_confidence(ranking: Ranking) -> float:
    best = best_in_scope(ranking)
    return ranking[best] if best else 0.0


def _not_outside(ranking: Ranking) -> float:
    # Whatever has no intent in scope at all, like a message without words, is outside.
    return 1.0 - ranking.get(OUT_OF_SCOPE, 0.0) if best_in_scope(ranking) else 0.0


SCORES: Mapping[str, Callable[[Ranking], float]] = {
    "confidence of the best intent in scope": _best_confidence,
    "1 - confidence of out_of_scope": _not_outside,
}


def scope(
    inside: Sequence[Ranking], outside: Sequence[Ranking], validation: Sequence[Ranking] = ()
) -> Scope | None:
    """Measure how well messages out of scope are told, with whichever of `SCORES` does it better.

    Rasa's default pipeline has no score of its own for scope; so that it isn't judged by one that
    doesn't suit it, each side gets the better one.

    Args:
        inside: Of messages in scope.
        outside: Of messages out of scope.
        validation: Of other messages in scope, to find the threshold on; otherwise ``inside``.

    Returns:
        None if there are no messages out of scope.
    """
    if not outside:
        return None
    candidates = []
    for name, score in SCORES.items():
        inner, outer, chosen_on = (
            np.array([score(ranking) for ranking in rankings])
            for rankings in (inside, outside, validation or inside)
        )
        threshold = np.quantile(chosen_on, 1.0 - KEPT)
        recall = float((outer < threshold).mean())
        candidates.append(Scope(auroc(inner, outer), recall, name))
    return max(candidates, key=lambda candidate: candidate.auroc)


def auroc(inside: FloatArray, outside: FloatArray) -> float:
    """Return the area under the ROC curve; a tie counts half."""
    is_inside = np.repeat([True, False], [len(inside), len(outside)])
    return float(roc_auc_score(is_inside, np.concatenate([inside, outside])))
