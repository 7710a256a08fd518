"""`make bench-nlu`: train and measure both pipelines on the same data, and print a table."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from evaluation.bench.rasa_init import DEFAULT_EPOCHS
from evaluation.bench.understanding.data import (
    OWN,
    PUBLIC_ROWS,
    MissingDataError,
    Split,
    UnusableDataError,
    load_split,
)
from evaluation.bench.understanding.measure import STOPPED, Result, train, understand
from evaluation.bench.understanding.report import Report
from evaluation.bench.understanding.sides import OURS, Side, rasa_init

SIDES = ("ours", "rasa")
NOTES = """\
Accuracy is that of the best intent in scope, whether or not the pipeline would then ask back.
AUROC: whichever of two scores tells the scope better, on either side. *: the machine was busy."""


def main() -> int:
    """Measure what the command line asks for.

    Returns:
        0, also where data or time were missing; 1 if a training failed; 2 if data can't be used.
    """
    options = _options()
    rows = options.rows or [OWN, *(PUBLIC_ROWS if options.data else ())]
    choice = dict(zip(SIDES, (OURS, rasa_init(options.epochs)), strict=True))
    sides = [choice[name] for name in options.sides]
    report = Report(options.report)
    measured, failed = [], False
    for row in rows:
        for seed in options.seeds if row.endswith("-shot") else [0]:
            try:
                split = load_split(row, seed, options.data)
            except MissingDataError as error:
                print(error, flush=True)
                break
            except UnusableDataError as error:
                print(error, file=sys.stderr)
                return 2
            wanted = [s for s in sides if not (options.missing and report.has(row, s.name, seed))]
            results = _measure(f"{row}, seed {seed}", split, wanted, options.limit)
            for side, result in results.items():
                report.add(row, side, seed, {"date": f"{date.today()}", **result})
            failed |= len(results) < len(wanted)
        else:
            measured.append(row)
    if measured:
        print(f"\n{report.table(measured, [s.name for s in sides], options.seeds)}\n\n{NOTES}")
    return int(failed)


def _measure(title: str, split: Split, sides: list[Side], limit: float) -> dict[str, Result]:
    """Train and test the sides; one that fails has no result."""
    results: dict[str, Result] = {}
    with tempfile.TemporaryDirectory() as temporary:
        folders = {}
        for number, side in enumerate(sides):
            folder = Path(temporary) / str(number)
            _say(f"{title}: training {side.name} …")
            try:
                results[side.name] = train(side, split, folder, limit * 60)
            except subprocess.TimeoutExpired:
                results[side.name] = {STOPPED: limit}
                _say(f"{title}: {side.name} stopped after {limit:g} minutes.")
            except subprocess.CalledProcessError:
                _say(f"{title}: {side.name} could not be trained; what it said is above.")
            else:
                folders[side.name] = folder
                _say(f"{title}: {side.name} took {results[side.name]['train_s']:.0f} s.")
        if folders:
            _say(f"{title}: understanding the test questions …")
            for name, understood in understand(folders, split).items():
                results[name] |= understood
                _say(f"{title}: {name} accuracy {understood['accuracy']:.3f}")
    return results


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.bench.understanding", description=__doc__
    )
    parser.add_argument("--data", type=Path, help="folder with the files of CLINC150, BANKING77")
    parser.add_argument(
        "--rows", nargs="+", choices=[OWN, *PUBLIC_ROWS], help="default: own, with --data all"
    )
    parser.add_argument("--seeds", nargs="+", type=int, default=[0, 1, 2], help="of few-shot rows")
    parser.add_argument("--sides", nargs="+", choices=SIDES, default=list(SIDES))
    parser.add_argument("--limit", type=float, default=60, help="minutes of one training at most")
    parser.add_argument(
        "--epochs", type=int, default=DEFAULT_EPOCHS, help="of rasa init's networks"
    )
    parser.add_argument("--missing", action="store_true", help="only what isn't in the report yet")
    parser.add_argument("--report", type=Path, default=Path("reports/bench-nlu.json"))
    return parser.parse_args()


def _say(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')}  {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
