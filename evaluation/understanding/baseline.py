"""The baseline: committed metrics, and the gates (thresholds) that a model must pass.

``tests/nlu/baseline.json`` holds for every set and metric what was ``measured`` last and its gate,
``at_least`` or ``at_most``. Measuring anew never moves a gate: raise one by hand when the model is
reliably better; lowering one needs a reason in the commit.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.understanding.examples import DataError
from evaluation.understanding.measure import Measurement
from evaluation.understanding.metrics import ABOUT, LOWER_IS_BETTER, Metric

BASELINE = Path("tests/nlu/baseline.json")


@dataclass(frozen=True)
class Committed:
    """A metric of the baseline.

    Attributes:
        measured: The last committed measurement.
        gate: What a model must reach, or for some metrics must not exceed.
    """

    measured: float
    gate: float


@dataclass(frozen=True)
class Gate:
    """A gate held against a measurement.

    Attributes:
        set_name: The held-out set.
        metric_name: Its metric.
        committed: What the baseline says.
        metric: What was measured; None if the set is gone.
    """

    set_name: str
    metric_name: str
    committed: Committed
    metric: Metric | None

    @property
    def passed(self) -> bool:
        """Whether the measured metric is good enough."""
        if self.metric is None:
            return False
        if self.metric_name in LOWER_IS_BETTER:
            return self.metric.value <= self.committed.gate
        return self.metric.value >= self.committed.gate

    def complaint(self, known: frozenset[str] = frozenset()) -> str:
        """Why the gate is missed, with the examples that went wrong.

        Args:
            known: Messages that went wrong when the baseline was committed; they come last.
        """
        name = f"{self.set_name}, {self.metric_name}"
        if self.metric is None:
            return f"{name}: was not measured; is its file in tests/nlu gone?"
        bound = "most" if self.metric_name in LOWER_IS_BETTER else "least"
        lines = [
            f"{name}: {self.metric.value:.3f}, should be at {bound} {self.committed.gate:.3f} "
            f"(committed: {self.committed.measured:.3f}; {ABOUT[self.metric_name].en})"
        ]
        ordered = sorted(self.metric.mistakes, key=lambda mistake: mistake.text in known)
        for mistake in ordered:
            lines.append(f"  {'' if mistake.text in known else 'new: '}{mistake}")
        return "\n".join(lines)


@dataclass(frozen=True)
class Baseline:
    """The committed metrics.

    Attributes:
        metrics: Of each set by name, each metric by name.
        intents: F1 of each intent, of each set that has them.
        wrong: The messages of each set that went wrong.
    """

    metrics: Mapping[str, Mapping[str, Committed]]
    intents: Mapping[str, Mapping[str, float]]
    wrong: Mapping[str, frozenset[str]]

    def gates(self, measurement: Measurement) -> list[Gate]:
        """Every gate, held against a measurement."""
        measured = measurement.metrics()
        return [
            Gate(name, metric_name, committed, measured.get(name, {}).get(metric_name))
            for name, metrics in self.metrics.items()
            for metric_name, committed in metrics.items()
        ]


def load_baseline(path: Path = BASELINE) -> Baseline:
    """Reads the committed metrics.

    Raises:
        DataError: The file is missing or not as it should be.
    """
    metrics: dict[str, dict[str, Committed]] = {}
    intents: dict[str, dict[str, float]] = {}
    wrong: dict[str, frozenset[str]] = {}
    for name, entry in _read(path).items():
        metrics[name] = {}
        for metric_name, fields in entry.get("metrics", {}).items():
            place = f"{path}: {name}, {metric_name}"
            if metric_name not in ABOUT:
                raise DataError(f"{place}: there is no such metric.")
            bound = _bound(metric_name)
            try:
                metrics[name][metric_name] = Committed(
                    float(fields["measured"]), float(fields[bound])
                )
            except (KeyError, TypeError, ValueError):
                raise DataError(
                    f"{place}: expected the numbers 'measured' and '{bound}'."
                ) from None
        intents[name] = dict(entry.get("f1_of_intents", {}))
        wrong[name] = frozenset(entry.get("wrong", ()))
    return Baseline(metrics, intents, wrong)


def update_baseline(measurement: Measurement, path: Path = BASELINE) -> None:
    """Commits a measurement of the project's own sets to the file; gates stay as they are.

    A metric without a gate gets one that leaves room for noise: two standard errors of a share,
    rounded to the looser hundredth.
    """
    old = load_baseline(path).metrics if path.exists() else {}
    content: dict[str, Any] = {}
    outside = {result.held_out.name for result in measurement.sets if result.held_out.outside}
    for name, metrics in measurement.metrics().items():
        if name in outside:
            continue
        content[name] = {"metrics": {}}
        for metric_name, metric in metrics.items():
            committed = old.get(name, {}).get(metric_name)
            content[name]["metrics"][metric_name] = {
                "measured": round(metric.value, 3),
                _bound(metric_name): committed.gate if committed else _gate(metric_name, metric),
            }
        intents = measurement.f1_of_intents(name)
        if intents:
            content[name]["f1_of_intents"] = {k: round(v, 3) for k, v in intents.items()}
        content[name]["wrong"] = sorted(
            {mistake.text for metric in metrics.values() for mistake in metric.mistakes}
        )
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _read(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(
            f"{path}: can't be read: {error.strerror}; 'make evaluate BASELINE=update' makes it."
        ) from None
    except ValueError as error:
        raise DataError(f"{path}: is not JSON: {error}.") from None
    if not (isinstance(content, dict) and all(isinstance(e, dict) for e in content.values())):
        raise DataError(f"{path}: expected an object for each set.")
    return content


def _bound(metric_name: str) -> str:
    return "at_most" if metric_name in LOWER_IS_BETTER else "at_least"


def _gate(metric_name: str, metric: Metric) -> float:
    # A perfect score on few messages has no spread of its own: one more mistake is assumed.
    share = min(max(metric.value, 1 / (metric.count + 1)), 1 - 1 / (metric.count + 1))
    room = 2 * math.sqrt(share * (1 - share) / metric.count)
    if metric_name in LOWER_IS_BETTER:
        return min(1.0, math.ceil((metric.value + room) * 100) / 100)
    return max(0.0, math.floor((metric.value - room) * 100) / 100)
