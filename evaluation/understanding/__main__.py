"""Measures the trained model: ``python -m evaluation.understanding``; see ``make evaluate``."""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from server import rasa_3_6_21

rasa_3_6_21.defer_tensorflow()  # before anything of Rasa is imported

from rasa.utils.log_utils import configure_structlog

from components.sentence_encoder import shared_encoder
from evaluation.assistant import Assistant, Conversation
from evaluation.understanding.baseline import BASELINE, Gate, load_baseline, update_baseline
from evaluation.understanding.examples import DataError, training_examples
from evaluation.understanding.follow_ups import Say
from evaluation.understanding.measure import Measurement, measure
from evaluation.understanding.metrics import LOWER_IS_BETTER
from evaluation.understanding.nearest import Neighbour, TrainingIndex
from evaluation.understanding.report import REPORT, mistakes_of, write_report
from evaluation.understanding.sets import (
    FOLDER,
    Dialogue,
    HeldOutSet,
    outside_sets,
    project_dialogues,
    project_sets,
)
from evaluation.understanding.trained_model import TrainedModel
from guide.text import DEFAULT_LANGUAGE, LANGUAGES

_NEIGHBOURS = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, writes the report, and returns 1 if a gate is missed."""
    options = _parser().parse_args(arguments)
    _quieten()
    try:
        sets = [*project_sets(options.sets), *outside_sets(options.data)]
        measurement, model = _measure(sets, project_dialogues(options.sets))
        path = options.sets / BASELINE.name
        if options.update_baseline:
            update_baseline(measurement, path)
            say(f"{path} now has these metrics; gates that were there stay.")
        baseline = load_baseline(path)
        nearest = _nearest(measurement, model)
        threshold = model.intents.scope.threshold
        write_report(measurement, baseline, threshold, nearest, options.report, options.language)
    except DataError as error:
        print(error, file=sys.stderr)
        return 2
    gates = baseline.gates(measurement)
    print_metrics(measurement, gates)
    say(f"\nThe report is in {options.report}.")
    missed = [gate for gate in gates if not gate.passed]
    if not missed:
        say(f"All {len(gates)} gates are passed.")
        return 0
    for gate in missed:
        print(
            f"\n{gate.complaint(baseline.wrong.get(gate.set_name, frozenset()))}", file=sys.stderr
        )
    print(f"\n{len(missed)} of {len(gates)} gates are missed.", file=sys.stderr)
    return 1


def say(text: str) -> None:
    """Prints at once, so that a person sees what is going on."""
    print(text, flush=True)


def print_metrics(measurement: Measurement, gates: Sequence[Gate]) -> None:
    """Prints every metric, with what is committed."""
    by_name = {(gate.set_name, gate.metric_name): gate for gate in gates}
    for set_name, metrics in measurement.metrics().items():
        say(f"\n{set_name}")
        for name, metric in metrics.items():
            line = f"  {name:18}{metric.value:.3f}"
            gate = by_name.get((set_name, name))
            if gate:
                bound = "most" if name in LOWER_IS_BETTER else "least"
                line += f"  (committed {gate.committed.measured:.3f}, "
                line += f"at {bound} {gate.committed.gate:.2f})"
                line += "" if gate.passed else "  MISSED"
            say(line)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.understanding",
        description="Measures the trained model on messages that it was never taught.",
    )
    parser.add_argument(
        "--data",
        nargs="+",
        type=Path,
        default=[],
        metavar="FILE.jsonl",
        help="other files to measure too; see evaluation/understanding/sets.py for their fields",
    )
    parser.add_argument(
        "--update-baseline",
        action="store_true",
        help=f"put the metrics into {BASELINE.name}; gates stay as they are",
    )
    parser.add_argument(
        "--sets",
        type=Path,
        default=FOLDER,
        metavar="FOLDER",
        help=f"where the held-out sets and {BASELINE.name} are (default: {FOLDER})",
    )
    parser.add_argument(
        "--language",
        choices=LANGUAGES,
        default=DEFAULT_LANGUAGE,
        help="of the page (default: %(default)s)",
    )
    parser.add_argument(
        "--report", type=Path, default=REPORT, metavar="FILE", help=f"the page (default: {REPORT})"
    )
    return parser


def _quieten() -> None:
    """Rasa and its libraries have nothing to say here."""
    warnings.filterwarnings("ignore")
    logging.getLogger().setLevel(logging.ERROR)
    configure_structlog(logging.ERROR)


def _measure(
    sets: Sequence[HeldOutSet], dialogues: Sequence[Dialogue]
) -> tuple[Measurement, TrainedModel]:
    count = sum(len(held_out.questions) for held_out in sets)
    with ExitStack() as stack:
        start_conversation = _start_assistant(stack, len(dialogues)) if dialogues else None
        say("Loading the model…")
        model = TrainedModel()
        say(f"Reading {count} messages…")
        return measure(sets, model.read, dialogues, start_conversation), model


def _start_assistant(stack: ExitStack, dialogues: int) -> Callable[[], Say]:
    """Starts both servers while the model reads; conversations wait for them."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    threads = stack.enter_context(ThreadPoolExecutor(max_workers=1))
    starting = threads.submit(stack.enter_context, Assistant(folder))
    told = False

    def start_conversation() -> Say:
        nonlocal told
        if not told:
            say(f"Talking through {dialogues} dialogues with the running assistant…")
            told = True
        try:
            assistant = starting.result()
        except AssertionError as error:
            raise DataError(f"The assistant can't be measured: {error}") from None
        sender = Conversation(assistant).sender
        return lambda message: assistant.ask(message, sender)

    return start_conversation


def _nearest(measurement: Measurement, model: TrainedModel) -> dict[str, list[Neighbour]]:
    """For each message whose intent was mistaken, the training examples most like it."""
    mistakes = mistakes_of(
        metric for result in measurement.sets for metric in result.metrics.values()
    )
    texts = sorted({mistake.text for mistake in mistakes if mistake.confidence is not None})
    if not texts:
        return {}
    say(f"Looking for the training examples nearest to {len(texts)} mistakes…")
    index = TrainingIndex(training_examples(), shared_encoder(), model.intents.settings)
    return dict(zip(texts, index.nearest(model.as_understood(texts), _NEIGHBOURS), strict=True))


if __name__ == "__main__":
    sys.exit(main())
