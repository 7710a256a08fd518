"""Out-of-scope detection: four numbers, weighed by what is known of the examples."""

from __future__ import annotations

import numpy as np
import pytest

from components.scope import ScopeModel, scope_evidence

CLASS_IN_SCOPE = np.array([True, True, False])
EXAMPLE_IN_SCOPE = np.array([True, False])


def test_the_evidence_of_a_text() -> None:
    scores, cosines = np.array([[1.0, 2.0, 3.0]]), np.array([[0.9, 0.1]])

    (evidence,) = scope_evidence(scores, cosines, 0.5, CLASS_IN_SCOPE, EXAMPLE_IN_SCOPE)

    inside = np.log(np.exp(2.0) + np.exp(4.0))
    assert evidence == pytest.approx([inside, 6.0, 0.9, 0.1])


def test_without_classes_out_of_scope_everything_is_in_it() -> None:
    evidence = scope_evidence(
        np.ones((2, 2)), np.ones((2, 2)), 1.0, np.array([True, True]), np.array([True, True])
    )
    model = ScopeModel.fit(evidence, np.array([True, True]), keep=0.95)

    assert evidence.tolist() == [[0.0] * 4] * 2
    assert (model.probability(evidence) > model.threshold).all()


def test_it_keeps_the_share_that_it_is_told_to_keep() -> None:
    random = np.random.default_rng(0)
    inside = random.normal([3, 0, 0.9, 0.2], 1.0, size=(1000, 4))
    outside = random.normal([0, 3, 0.2, 0.9], 1.0, size=(1000, 4))
    evidence = np.vstack([inside, outside])
    in_scope = np.arange(2000) < 1000

    model = ScopeModel.fit(evidence, in_scope, keep=0.9)

    kept = model.probability(inside) >= model.threshold
    assert kept.mean() == pytest.approx(0.9, abs=0.005)
    assert (model.probability(outside) >= model.threshold).mean() < 0.1
