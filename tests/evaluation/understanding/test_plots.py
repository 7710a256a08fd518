from __future__ import annotations

import pytest

from evaluation.understanding.plots import draw_risk_curve, risk_curve

from .messages import scored

MESSAGES = (
    scored("pay", "ask_salary", "ask_salary", in_scope=0.9),
    scored("<b>wage</b>", "ask_salary", "ask_cities", in_scope=0.8),
    scored("refused", "ask_salary", "out_of_scope", in_scope=0.3),
    scored("pizza", "out_of_scope", "out_of_scope", in_scope=0.1),
)


def test_the_risk_curve_says_what_each_threshold_costs() -> None:
    curve = risk_curve(MESSAGES, 0.5)

    # From the strictest threshold to none: 1, 2, 3 and all 4 messages are answered.
    assert curve.coverage[:4] == pytest.approx([1 / 3, 2 / 3, 1.0, 1.0])
    assert curve.risk[:2] == pytest.approx([0.0, 1 / 2])
    assert curve.risk[3] == pytest.approx(3 / 4)
    assert (curve.chosen_coverage, curve.chosen_risk) == pytest.approx((2 / 3, 1 / 2))


def test_a_message_that_is_asked_back_is_answered_at_no_threshold() -> None:
    asked = scored("money", "ask_salary", "nlu_fallback", in_scope=0.9)

    curve = risk_curve([*MESSAGES, asked], 0.5)

    assert curve.coverage.max() == pytest.approx(3 / 4)


def test_the_curve_s_text_says_what_the_chosen_threshold_gives() -> None:
    plot = draw_risk_curve(risk_curve(MESSAGES, 0.5))

    assert "66.7% of the questions" in plot.alt and "50.0% of the answers" in plot.alt
    assert "chosen threshold" in plot.svg
