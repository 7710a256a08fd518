from __future__ import annotations

import numpy as np
import pytest

from components.reading import OUT_OF_SCOPE
from evaluation.bench.understanding.metrics import Ranking, accuracy, auroc, best_in_scope, scope


def test_a_decision_to_refuse_or_ask_back_is_no_intent() -> None:
    assert best_in_scope({"nlu_fallback": 0.6, OUT_OF_SCOPE: 0.5, "pay": 0.4, "move": 0.1}) == "pay"
    assert best_in_scope({"nlu_fallback": 1.0}) is None


def test_accuracy_counts_the_best_intent_in_scope() -> None:
    rankings: list[Ranking] = [
        {"pay": 0.9, "move": 0.1},
        {OUT_OF_SCOPE: 0.7, "move": 0.3},
        {"pay": 0.6, "move": 0.4},
        {"nlu_fallback": 1.0},
    ]
    assert accuracy(rankings, ["pay", "move", "move", "pay"]) == 0.5


@pytest.mark.parametrize(
    ("inside", "outside", "expected"),
    [
        ([0.9, 0.8], [0.1, 0.2], 1.0),
        ([0.1, 0.2], [0.9, 0.8], 0.0),
        ([0.5, 0.5], [0.5, 0.5], 0.5),
        ([0.9, 0.3], [0.5, 0.3], 0.625),  # 2 wins, 1 loss, 1 tie of 4
    ],
)
def test_auroc(inside: list[float], outside: list[float], expected: float) -> None:
    assert auroc(np.array(inside), np.array(outside)) == pytest.approx(expected)


def test_each_side_is_judged_by_the_score_that_suits_it() -> None:
    # The best intent is as sure inside as outside; only out_of_scope tells them apart.
    inside: list[Ranking] = [{"pay": 0.5, OUT_OF_SCOPE: 0.1}] * 20
    outside: list[Ranking] = [{"pay": 0.5, OUT_OF_SCOPE: 0.4}] * 20
    told = scope(inside, outside)
    assert told is not None
    assert (told.auroc, told.recall) == (1.0, 1.0)
    assert told.score == "1 - confidence of out_of_scope"
    # A pipeline without that class is judged by its confidence.
    sure: list[Ranking] = [{"pay": 0.9}]
    unsure: list[Ranking] = [{"pay": 0.3}]
    by_confidence = scope(sure, unsure)
    assert by_confidence is not None
    assert by_confidence.auroc == 1.0


def test_recall_is_at_the_threshold_that_keeps_95_of_100() -> None:
    kept: list[Ranking] = [{"pay": n / 100} for n in range(100)]
    outside: list[Ranking] = [{"pay": n / 100} for n in range(10)]
    told = scope([{"pay": 1.0}], outside, validation=kept)
    assert told is not None
    assert told.recall == 0.5  # the threshold is at 0.0495


def test_without_messages_out_of_scope_there_is_nothing_to_tell() -> None:
    assert scope([{"pay": 1.0}], []) is None
