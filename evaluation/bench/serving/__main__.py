"""`make bench`: start real servers of both sides, measure them and print a table."""

from __future__ import annotations

import argparse
import signal
import sys
import time
from pathlib import Path

from evaluation.bench.rasa_init import DEFAULT_EPOCHS
from evaluation.bench.serving.benchmarks import (
    QUESTIONS,
    ROWS,
    Bench,
    Metric,
    common_questions,
)
from evaluation.bench.serving.report import plot, save, table
from evaluation.bench.serving.servers import DidNotStart
from evaluation.bench.serving.sides import Side, before, ours, rasa_init
from evaluation.bench.serving.training import TrainingFailed, train_once

FEWEST_QUESTIONS = 3


def main() -> int:
    """Measure the rows that the command line asks for.

    Returns:
        0; 1 if something could not be measured, after all else has been.
    """
    options = _options()
    # A kill must not leave the servers behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        bench = _prepare(options)
    except (TrainingFailed, DidNotStart) as error:
        print(error, file=sys.stderr)
        return 1
    metrics: list[Metric] = []
    failed = bench.rasa is None and not options.only_ours
    for name in options.rows:
        _say(f"{name}: {(ROWS[name].__doc__ or '').splitlines()[0]}")
        try:
            for metric in ROWS[name](bench):
                metrics.append(metric)
                value = "not run" if metric.value is None else f"{metric.value:.1f} {metric.unit}"
                _say(f"  {metric.side}: {metric.name} {value} {metric.note}")
                save(metrics, options.reports)
        except (TrainingFailed, DidNotStart, ValueError) as error:
            _say(f"{name} is incomplete: {error}")
            failed = True
    if metrics:
        plot(metrics, options.reports)
        print(table(metrics))
    return int(failed)


def _prepare(options: argparse.Namespace) -> Bench:
    _say("training our model, if it has changed …")
    our_side = ours()
    train_once(our_side)
    rasa, one = None, None
    if not options.only_ours:
        rasa, one = _baseline(options.epochs)
    earlier = None
    if options.before:
        _say(f"setting up and training {options.before}, unless it is in .bench/ …")
        earlier = before(options.before)
        train_once(earlier)
    sides = [side for side in (our_side, earlier, rasa) if side is not None]
    if options.rows == ["traffic"]:  # whoever it is, what is said makes no difference there
        return Bench(our_side, rasa, one, options.epochs, QUESTIONS, options.quick, earlier)
    _say("looking for questions that all sides answer alike …")
    questions = common_questions(sides)
    if len(questions) < FEWEST_QUESTIONS:
        _say(f"rasa init is left out: it gave only {len(questions)} answers right (EPOCHS=10?)")
        rasa, questions = None, common_questions([side for side in sides if side is not rasa])
    _say(f"{len(questions)} questions: {'; '.join(questions)}")
    return Bench(our_side, rasa, one, options.epochs, questions, options.quick, earlier)


def _baseline(epochs: int) -> tuple[Side | None, Side | None]:
    try:
        sides = []
        for number in dict.fromkeys([epochs, epochs if epochs == DEFAULT_EPOCHS else 1]):
            _say(f"training rasa init with {number} epochs, unless it is in .bench/ …")
            sides.append(rasa_init(number))
            train_once(sides[-1])
        return sides[0], sides[-1]
    except TrainingFailed as error:
        _say(f"rasa init is left out: {error}")
        return None, None


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evaluation.bench.serving", description=__doc__)
    parser.add_argument("--rows", nargs="+", choices=list(ROWS), default=list(ROWS))
    parser.add_argument("--quick", action="store_true", help="a tenth of the messages and time")
    parser.add_argument("--only-ours", action="store_true", help="without rasa init")
    parser.add_argument("--before", metavar="COMMIT", help="compare with an earlier commit, too")
    parser.add_argument("--epochs", type=int, default=3, help="of rasa init's networks, from 2 on")
    parser.add_argument("--reports", type=Path, default=Path("reports"))
    options = parser.parse_args()
    if options.epochs < 2:
        parser.error("--epochs must be 2 or more")
    return options


def _say(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')}  {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
