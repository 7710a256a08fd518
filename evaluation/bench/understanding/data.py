"""Data sets, train and test splits: our own questions, CLINC150 and BANKING77, full or few-shot.

CLINC150: Larson et al. 2019, "An Evaluation Dataset for Intent Classification and Out-of-Scope
Prediction". BANKING77: Casanueva et al. 2020, "Efficient Intent Detection with Dual Sentence
Encoders". Neither is part of this project.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from components.reading import OUT_OF_SCOPE
from evaluation.understanding.examples import read_examples

OWN = "own"
SHOTS = (10, 5)
CLINC_FILE = "clinc150_full.json"
BANKING_FILES = ("banking77_train.csv", "banking77_test.csv")
FILES = {"clinc150": (CLINC_FILE,), "banking77": BANKING_FILES}
PUBLIC_ROWS = tuple(
    f"{name}-{size}"
    for name in ("clinc150", "banking77")
    for size in ("full", *(f"{shots}-shot" for shots in SHOTS))
)


class Example(NamedTuple):
    """A message and its intent."""

    text: str
    intent: str


@dataclass(frozen=True)
class Split:
    """What one comparison is made of.

    Attributes:
        training: Examples, those out of scope among them; or the folder of Rasa's files that has
            them.
        test: In scope.
        outside: Messages out of scope to test with; empty if the data has none.
        validation: In scope, to find the threshold of scope on; empty to find it on ``test``.
    """

    training: Sequence[Example] | Path
    test: Sequence[Example]
    outside: Sequence[str] = ()
    validation: Sequence[Example] = field(default=())


class MissingDataError(Exception):
    """A file of a public data set isn't there."""


class UnusableDataError(Exception):
    """A file of a public data set isn't what it should be."""


def load_split(row: str, seed: int, folder: Path | None) -> Split:
    """Return the data of a row of the table.

    Args:
        row: `OWN` or one of `PUBLIC_ROWS`.
        seed: Draws the examples of the rows with few.
        folder: Where the public data sets are.

    Raises:
        MissingDataError: If a file is missing.
        UnusableDataError: If a file isn't what it should be, or has too few examples of an intent.
    """
    if row == OWN:
        return _own(Path())
    name, _, size = row.partition("-")
    missing = [file for file in FILES[name] if folder is None or not (folder / file).is_file()]
    if missing or folder is None:
        place = f"in {folder}" if folder else "(give their folder: DATA=folder, or --data)"
        raise MissingDataError(f"{row} is skipped: there is no {', '.join(missing)} {place}.")
    try:
        split = _clinc(folder) if name == "clinc150" else _banking(folder)
    except (KeyError, TypeError, ValueError) as error:
        files = " and ".join(str(folder / file) for file in FILES[name])
        raise UnusableDataError(
            f"{files}: this isn't what the authors of {name} published: {error!r}."
        ) from error
    if size == "full" or isinstance(split.training, Path):
        return split
    few = draw(split.training, int(size.removesuffix("-shot")), seed)
    return Split(few, split.test, split.outside, split.validation)


def draw(examples: Sequence[Example], shots: int, seed: int) -> list[Example]:
    """Return as many examples of every intent; all there are of `OUT_OF_SCOPE`.

    The same seed draws the same examples, in whatever order they come.

    Raises:
        UnusableDataError: If an intent has too few examples.
    """
    by_intent: dict[str, list[Example]] = {}
    for example in sorted(set(examples)):
        by_intent.setdefault(example.intent, []).append(example)
    chooser = random.Random(seed)
    drawn = []
    for intent, candidates in sorted(by_intent.items()):
        if intent == OUT_OF_SCOPE:
            drawn += candidates
        elif len(candidates) < shots:
            raise UnusableDataError(
                f"The intent {intent} has {len(candidates)} examples; {shots} are needed."
            )
        else:
            drawn += chooser.sample(candidates, shots)
    return drawn


def _own(root: Path) -> Split:
    return Split(
        training=root / "data/nlu",
        test=[
            Example(each.text, each.intent)
            for each in read_examples([root / "tests/nlu/questions.yml"])
        ],
        outside=[each.text for each in read_examples([root / "tests/nlu/out_of_scope.yml"])],
    )


def _clinc(folder: Path) -> Split:
    content = json.loads((folder / CLINC_FILE).read_text(encoding="utf-8"))

    def part(name: str) -> list[Example]:
        return [Example(_one_line(text), intent) for text, intent in content[name]]

    outside_training = [Example(text, OUT_OF_SCOPE) for text, _ in part("oos_train")]
    return Split(
        training=part("train") + outside_training,
        test=part("test"),
        outside=[text for text, _ in part("oos_test")],
        validation=part("val"),
    )


def _banking(folder: Path) -> Split:
    training, test = (
        [Example(_one_line(row["text"]), row["category"]) for row in _rows(folder / name)]
        for name in BANKING_FILES
    )
    return Split(training, test)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _one_line(text: str) -> str:
    return " ".join(text.split())
