"""The report's plots, risk-coverage curve and confidence histogram, in the page's colours."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import matplotlib
import numpy as np
from matplotlib.figure import Figure as Canvas

from components.arrays import FloatArray
from evaluation.understanding.metrics import Scored
from evaluation.understanding.texts import (
    CHOSEN_THRESHOLD,
    CONFIDENCE,
    CONFIDENCES_ALT,
    COVERAGE,
    NO_MEDIAN,
    RIGHT,
    RISK,
    RISK_ALT,
    WRONG,
)
from guide.formats import decimal, number
from guide.text import DEFAULT_LANGUAGE, Language

# Stand-ins for the page's own colours, so that plots follow its light or dark mode.
_COLOURS = {
    "#010101": "var(--ink)",
    "#020202": "var(--line)",
    "#030303": "var(--good)",
    "#040404": "var(--bad)",
    "#050505": "var(--muted)",
}
_INK, _LINE, _GOOD, _BAD, _MUTED = _COLOURS
_STYLE = {
    "font.family": "sans-serif",
    "font.size": 9,
    "svg.fonttype": "none",
    "text.color": _INK,
    "axes.edgecolor": _LINE,
    "axes.labelcolor": _INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": _LINE,
    "grid.linewidth": 0.6,
    "xtick.color": _INK,
    "ytick.color": _INK,
    "legend.frameon": False,
}
_SIZE = (4.3, 2.7)  # inches: drawn at this size on a phone, so that its text stays readable


@dataclass(frozen=True)
class Plot:
    """A drawing.

    Attributes:
        svg: An ``<svg>`` element for a page that defines the colours.
        alt: What it shows, in words.
    """

    svg: str
    alt: str


@dataclass(frozen=True)
class RiskCurve:
    """What answering more costs.

    Attributes:
        coverage: For each threshold, the share of in-scope questions that are answered.
        risk: For each threshold, the share of answers that are wrong.
        chosen_coverage: At the model's threshold.
        chosen_risk: At the model's threshold.
    """

    coverage: FloatArray
    risk: FloatArray
    chosen_coverage: float
    chosen_risk: float


def risk_curve(messages: Sequence[Scored], threshold: float) -> RiskCurve:
    """Answers as many messages as each threshold on the in-scope probability lets through.

    A message that the model asks back about is not answered at any threshold. One that it refuses
    would, under a lower threshold, be answered with its best in-scope intent.

    Args:
        messages: Single questions, in scope and out of it.
        threshold: The model's own.
    """
    asks = np.array([not m.answered and m.reading.in_scope >= threshold for m in messages])
    probability = np.array([m.reading.in_scope for m in messages])
    in_scope = np.array([m.in_scope for m in messages])
    right = np.array([m.in_scope and m.reading.best_guess in m.acceptable for m in messages])

    def at(cut: float) -> tuple[float, float]:
        answered = (probability >= cut) & ~asks
        if not answered.any():
            return 0.0, 0.0
        return float((answered & in_scope).sum() / in_scope.sum()), float(
            (answered & ~right).sum() / answered.sum()
        )

    points = np.array([at(cut) for cut in [*np.unique(probability)[::-1], 0.0]])
    return RiskCurve(points[:, 0], points[:, 1], *at(threshold))


def draw_risk_curve(curve: RiskCurve, language: Language = DEFAULT_LANGUAGE) -> Plot:
    """Draws coverage against risk, with the chosen threshold."""
    with _canvas() as canvas:
        axes = canvas.subplots()
        axes.plot(curve.coverage * 100, curve.risk * 100, color=_INK, linewidth=1.6)
        axes.plot(curve.chosen_coverage * 100, curve.chosen_risk * 100, "o", color=_BAD)
        axes.annotate(
            CHOSEN_THRESHOLD.in_language(language),
            (curve.chosen_coverage * 100, curve.chosen_risk * 100),
            xytext=(-10, 14),
            textcoords="offset points",
            ha="right",
        )
        axes.set_xlim(0, 101)
        axes.set_ylim(0, max(5.0, float(curve.risk.max()) * 110))
        axes.set_xlabel(COVERAGE.in_language(language))
        axes.set_ylabel(RISK.in_language(language))
        svg = _svg(canvas, "risk")
    return Plot(
        svg,
        RISK_ALT.in_language(language).format(
            coverage=decimal(curve.chosen_coverage * 100, 1, language),
            risk=decimal(curve.chosen_risk * 100, 1, language),
        ),
    )


def draw_confidences(
    messages: Sequence[Scored], name: str, language: Language = DEFAULT_LANGUAGE
) -> Plot:
    """Draws how often each confidence goes with right and with wrong decisions.

    Args:
        messages: Labelled with intents; at least one.
        name: Of the set; keeps the parts of several plots on a page apart.
        language: Of its labels.
    """
    right = [m.reading.confidence for m in messages if m.right]
    wrong = [m.reading.confidence for m in messages if not m.right]
    edges = np.linspace(0, 1, 21)
    with _canvas() as canvas:
        above, below = canvas.subplots(2, 1, sharex=True)
        for axes, values, colour, label in (
            (above, right, _GOOD, RIGHT),
            (below, wrong, _BAD, WRONG),
        ):
            axes.hist(values, edges, color=colour, rwidth=0.9)
            axes.set_ylabel(f"{label.in_language(language)} ({len(values)})")
            axes.set_xlim(0, 1)
            axes.grid(False, axis="x")
            axes.yaxis.get_major_locator().set_params(integer=True, nbins=4)
        below.set_xlabel(CONFIDENCE.in_language(language))
        svg = _svg(canvas, f"confidence-{name}")
    return Plot(
        svg,
        CONFIDENCES_ALT.in_language(language).format(
            right=number(len(right), language),
            median_right=_median(right, language),
            wrong=number(len(wrong), language),
            median_wrong=_median(wrong, language),
        ),
    )


def _median(values: Sequence[float], language: Language) -> str:
    if not values:
        return NO_MEDIAN.in_language(language)
    return decimal(float(np.median(values)), 2, language)


@contextmanager
def _canvas() -> Iterator[Canvas]:
    with matplotlib.rc_context(_STYLE):
        yield Canvas(figsize=_SIZE, constrained_layout=True)


def _svg(canvas: Canvas, prefix: str) -> str:
    """The drawing as an element whose ids start with a prefix of its own."""
    prefix = re.sub(r"\W+", "-", prefix)
    out = io.StringIO()
    with matplotlib.rc_context({"svg.hashsalt": prefix}):
        canvas.savefig(out, format="svg", transparent=True, metadata={"Date": None})
    svg = out.getvalue()
    svg = svg[svg.index("<svg") :]
    for stand_in, colour in _COLOURS.items():
        svg = svg.replace(stand_in, colour)
    svg = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{prefix}-", svg)
    # The page's own font.
    svg = re.sub(r"font: ([\d.]+)px 'sans-serif'[^;\"]*", r"font-size: \1px", svg)
    return re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
