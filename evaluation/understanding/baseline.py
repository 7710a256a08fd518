"""The committed figures, and the gates that a model must pass.

``tests/nlu/baseline.json`` holds for every set and figure what was ``measured`` last and its gate,
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
from evaluation.understanding.figures import ABOUT, LESS_IS_BETTER, Figure
from evaluation.understanding.measure import Measurement

BASELINE = Path("tests/nlu/baseline.json")


@dataclass(frozen=True)
class Committed:
    """A figure of the baseline.

    Attributes:
        measured: The last committed measurement.
        gate: What a model must reach, or for some figures must not exceed.
    """

    measured: float
    gate: float


@dataclass(frozen=True)
class Gate:
    """A gate held against a measurement.

    Attributes:
        set_name: The held-out set.
        figure_name: Its figure.
        committed: What the baseline says.
        figure: What was measured; None if the set is gone.
    """

    set_name: str
    figure_name: str
    committed: Committed
    figure: Figure | None

    @property
    def passed(self) -> bool:
        """Whether the measured figure is good enough."""
        if self.figure is None:
            return False
        if self.figure_name in LESS_IS_BETTER:
            return self.figure.value <= self.committed.gate
        return self.figure.value >= self.committed.gate

    def complaint(self, known: frozenset[str] = frozenset()) -> str:
        """Why the gate is missed, with the examples that went wrong.

        Args:
            known: Messages that went wrong when the baseline was committed; they come last.
        """
        name = f"{self.set_name}, {self.figure_name}"
        if self.figure is None:
            return f"{name}: was not measured; is its file in tests/nlu gone?"
        bound = "most" if self.figure_name in LESS_IS_BETTER else "least"
        lines = [
            f"{name}: {self.figure.value:.3f}, should be at {bound} {self.committed.gate:.3f} "
            f"(committed: {self.committed.measured:.3f}; {ABOUT[self.figure_name]})"
        ]
        ordered = sorted(self.figure.mistakes, key=lambda mistake: mistake.text in known)
        for mistake in ordered:
            lines.append(f"  {'' if mistake.text in known else 'new: '}{mistake}")
        return "\n".join(lines)


@dataclass(frozen=True)
class Baseline:
    """The committed figures.

    Attributes:
        figures: Of each set by name, each figure by name.
        intents: F1 of each intent, of each set that has them.
        wrong: The messages of each set that went wrong.
    """

    figures: Mapping[str, Mapping[str, Committed]]
    intents: Mapping[str, Mapping[str, float]]
    wrong: Mapping[str, frozenset[str]]

    def gates(self, measurement: Measurement) -> list[Gate]:
        """Every gate, held against a measurement."""
        measured = measurement.figures()
        return [
            Gate(name, figure_name, committed, measured.get(name, {}).get(figure_name))
            for name, figures in self.figures.items()
            for figure_name, committed in figures.items()
        ]


def load_baseline(path: Path = BASELINE) -> Baseline:
    """Reads the committed figures.

    Raises:
        DataError: The file is missing or not as it should be.
    """
    figures: dict[str, dict[str, Committed]] = {}
    intents: dict[str, dict[str, float]] = {}
    wrong: dict[str, frozenset[str]] = {}
    for name, entry in _read(path).items():
        figures[name] = {}
        for figure_name, fields in entry.get("figures", {}).items():
            place = f"{path}: {name}, {figure_name}"
            if figure_name not in ABOUT:
                raise DataError(f"{place}: there is no such figure.")
            bound = _bound(figure_name)
            try:
                figures[name][figure_name] = Committed(
                    float(fields["measured"]), float(fields[bound])
                )
            except (KeyError, TypeError, ValueError):
                raise DataError(
                    f"{place}: expected the numbers 'measured' and '{bound}'."
                ) from None
        intents[name] = dict(entry.get("f1_of_intents", {}))
        wrong[name] = frozenset(entry.get("wrong", ()))
    return Baseline(figures, intents, wrong)


def update_baseline(measurement: Measurement, path: Path = BASELINE) -> None:
    """Commits a measurement of the project's own sets to the file; gates stay as they are.

    A figure without a gate gets one that leaves room for noise: two standard errors of a share,
    rounded to the looser hundredth.
    """
    old = load_baseline(path).figures if path.exists() else {}
    content: dict[str, Any] = {}
    outside = {result.held_out.name for result in measurement.sets if result.held_out.outside}
    for name, figures in measurement.figures().items():
        if name in outside:
            continue
        content[name] = {"figures": {}}
        for figure_name, figure in figures.items():
            committed = old.get(name, {}).get(figure_name)
            content[name]["figures"][figure_name] = {
                "measured": round(figure.value, 3),
                _bound(figure_name): committed.gate if committed else _gate(figure_name, figure),
            }
        intents = measurement.f1_of_intents(name)
        if intents:
            content[name]["f1_of_intents"] = {k: round(v, 3) for k, v in intents.items()}
        content[name]["wrong"] = sorted(
            {mistake.text for figure in figures.values() for mistake in figure.mistakes}
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


def _bound(figure_name: str) -> str:
    return "at_most" if figure_name in LESS_IS_BETTER else "at_least"


def _gate(figure_name: str, figure: Figure) -> float:
    # A perfect score on few messages has no spread of its own: one more mistake is assumed.
    share = min(max(figure.value, 1 / (figure.count + 1)), 1 - 1 / (figure.count + 1))
    room = 2 * math.sqrt(share * (1 - share) / figure.count)
    if figure_name in LESS_IS_BETTER:
        return min(1.0, math.ceil((figure.value + room) * 100) / 100)
    return max(0.0, math.floor((figure.value - room) * 100) / 100)
