from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from components.reading import OUT_OF_SCOPE
from evaluation.bench.understanding.data import (
    CLINC_FILE,
    OWN,
    Example,
    MissingDataError,
    UnusableDataError,
    draw,
    load_split,
)

EXAMPLES = [
    Example(f"{intent} {n}", intent) for intent in ("pay", "move", "learn") for n in range(9)
]
OUTSIDE = [Example(f"other {n}", OUT_OF_SCOPE) for n in range(7)]


def test_few_examples_are_as_many_of_each_intent_and_all_out_of_scope() -> None:
    drawn = draw(EXAMPLES + OUTSIDE, 5, seed=0)
    counts = {"pay": 5, "move": 5, "learn": 5, OUT_OF_SCOPE: 7}
    assert Counter(example.intent for example in drawn) == counts
    assert len(set(drawn)) == len(drawn)


def test_a_seed_draws_the_same_examples_in_whatever_order_they_come() -> None:
    assert draw(EXAMPLES[::-1], 5, seed=1) == draw(EXAMPLES, 5, seed=1)
    assert set(draw(EXAMPLES, 5, seed=2)) != set(draw(EXAMPLES, 5, seed=1))


def test_an_intent_with_too_few_examples_is_named() -> None:
    with pytest.raises(UnusableDataError, match="pay has 9 examples; 10 are needed"):
        draw([e for e in EXAMPLES if e.intent == "pay"], 10, seed=0)


def test_clinc_has_out_of_scope_apart_from_its_test_questions(tmp_path: Path) -> None:
    content = {
        "train": [["what  is my\nbalance", "balance"]],
        "val": [["money left", "balance"]],
        "test": [["how rich am i", "balance"]],
        "oos_train": [["who won", "oos"]],
        "oos_val": [["sing", "oos"]],
        "oos_test": [["tell a joke", "oos"]],
    }
    (tmp_path / CLINC_FILE).write_text(json.dumps(content))
    split = load_split("clinc150-full", 0, tmp_path)
    assert split.training == [("what is my balance", "balance"), ("who won", OUT_OF_SCOPE)]
    assert split.test == [("how rich am i", "balance")]
    assert split.outside == ["tell a joke"]
    assert split.validation == [("money left", "balance")]


def test_a_file_that_is_another_is_named(tmp_path: Path) -> None:
    (tmp_path / CLINC_FILE).write_text("[]")
    with pytest.raises(UnusableDataError, match=CLINC_FILE):
        load_split("clinc150-full", 0, tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match=r"banking77-5-shot .*banking77_train.csv.* in"):
        load_split("banking77-5-shot", 0, tmp_path)


def test_our_own_questions_are_not_among_what_is_taught() -> None:
    split = load_split(OWN, 0, None)
    assert len(split.test) > 400
    assert len(split.outside) > 100
    assert OUT_OF_SCOPE not in {example.intent for example in split.test}
    assert isinstance(split.training, Path)
    taught = {
        line.strip().removeprefix("- ").lower()
        for path in split.training.glob("*.yml")
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    assert not taught & {example.text.lower() for example in split.test}
