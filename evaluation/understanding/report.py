"""Writes what was measured as one page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evaluation.html_page import write_html_page
from evaluation.understanding.baseline import Baseline, Gate
from evaluation.understanding.measure import FOLLOW_UPS, TOGETHER, Measurement, SetResult
from evaluation.understanding.metrics import (
    ABOUT,
    LOWER_IS_BETTER,
    IntentMetrics,
    Metric,
    Mistake,
    confusion,
    in_words,
    intent_metrics,
)
from evaluation.understanding.nearest import Neighbour
from evaluation.understanding.plots import Plot, draw_confidences, draw_risk_curve, risk_curve
from evaluation.understanding.texts import DIALOGUES, SET, SETS, TEXTS
from guide.formats import number
from guide.text import DEFAULT_LANGUAGE, Language

REPORT = Path("reports/index.html")
_TEMPLATE = Path(__file__).with_name("report.html.j2")


@dataclass(frozen=True)
class _Row:
    """A line of the summary: a metric beside its committed value and gate."""

    metric_name: str
    about: str
    metric: Metric | None
    gate: Gate | None

    @property
    def change(self) -> float | None:
        """How far the metric moved since it was committed."""
        if self.gate is None or self.metric is None:
            return None
        # Both to the digits shown, so that a change that can't be seen is none.
        return round(self.metric.value, 3) - round(self.gate.committed.measured, 3)

    @property
    def better(self) -> bool:
        """Whether the change is one for the better."""
        return ((self.change or 0) < 0) == (self.metric_name in LOWER_IS_BETTER)


@dataclass(frozen=True)
class _Section:
    """What the page says of one set."""

    name: str
    about: str
    mistakes: Sequence[Mistake]
    new: frozenset[str]
    intents: Sequence[IntentMetrics]
    committed_f1: Mapping[str, float]
    confusion: tuple[list[str], list[str], list[list[int]]] | None
    confidences: Plot | None


def write_report(
    measurement: Measurement,
    baseline: Baseline,
    threshold: float,
    nearest: Mapping[str, Sequence[Neighbour]],
    path: Path = REPORT,
    language: Language = DEFAULT_LANGUAGE,
) -> None:
    """Writes the page.

    Args:
        measurement: What was measured.
        baseline: What it is compared with.
        threshold: The model's in-scope threshold.
        nearest: For each mistaken message, the training examples most like it.
        path: Where to.
        language: Of the page.
    """
    sections = [_section(result, baseline, language) for result in measurement.sets]
    if measurement.dialogues:
        wrong = mistakes_of(measurement.dialogues.values())
        count = measurement.dialogues["dialogues_right"].count
        sections.append(
            _Section(
                _title(FOLLOW_UPS, language),
                DIALOGUES.in_language(language).format(number=number(count, language)),
                wrong,
                _new(wrong, FOLLOW_UPS, baseline),
                (),
                {},
                None,
                None,
            )
        )
    scoped = measurement.scoped
    both_sorts = len({message.in_scope for message in scoped}) == 2
    write_html_page(
        _TEMPLATE,
        path,
        language,
        TEXTS,
        groups=_groups(measurement, baseline, language),
        missed=[gate for gate in baseline.gates(measurement) if not gate.passed],
        gates=baseline.gates(measurement),
        sections=sections,
        lower_is_better=LOWER_IS_BETTER,
        nearest=nearest,
        in_words=in_words,
        risk=draw_risk_curve(risk_curve(scoped, threshold), language) if both_sorts else None,
        confidences=draw_confidences(scoped, TOGETHER, language) if scoped else None,
        threshold=threshold,
        messages=sum(len(result.messages) for result in measurement.sets),
        now=datetime.now().astimezone(),
    )


def mistakes_of(metrics: Iterable[Metric]) -> list[Mistake]:
    """The mistakes behind metrics, each once, the surest first."""
    unique = dict.fromkeys(mistake for metric in metrics for mistake in metric.mistakes)
    return sorted(unique, key=lambda mistake: -(mistake.confidence or 0.0))


def _title(set_name: str, language: Language) -> str:
    """A set's name for people; that of a file stays as it is."""
    return SETS[set_name].in_language(language) if set_name in SETS else set_name


def _groups(
    measurement: Measurement, baseline: Baseline, language: Language
) -> dict[str, list[_Row]]:
    """The lines of the summary, by set."""
    gates = {(gate.set_name, gate.metric_name): gate for gate in baseline.gates(measurement)}
    measured = {
        (name, metric_name): metric
        for name, metrics in measurement.metrics().items()
        for metric_name, metric in metrics.items()
    }
    groups: dict[str, list[_Row]] = {}
    for key in dict.fromkeys([*measured, *gates]):
        title = _title(key[0], language)
        about = ABOUT[key[1]].in_language(language)
        row = _Row(key[1], about, measured.get(key), gates.get(key))
        groups.setdefault(title, []).append(row)
    return groups


def _section(result: SetResult, baseline: Baseline, language: Language) -> _Section:
    name = result.held_out.name
    wrong = mistakes_of(result.metrics.values())
    single = [message for message in result.messages if message.is_single]
    labelled = [message for message in result.messages if message.question.intents]
    has_intents = any(message.in_scope for message in single)
    about = result.held_out.about.in_language(language)
    return _Section(
        _title(name, language),
        SET.in_language(language).format(
            about=f"{about[0].upper()}{about[1:]}", number=number(len(result.messages), language)
        ),
        wrong,
        frozenset() if result.held_out.outside else _new(wrong, name, baseline),
        intent_metrics(single) if has_intents else (),
        baseline.intents.get(name, {}),
        confusion(single) if single else None,
        draw_confidences(labelled, name, language) if labelled else None,
    )


def _new(mistakes: Iterable[Mistake], set_name: str, baseline: Baseline) -> frozenset[str]:
    """The mistakes that were none when the baseline was committed."""
    known = baseline.wrong.get(set_name)
    if known is None:
        return frozenset()
    return frozenset(mistake.text for mistake in mistakes) - known
