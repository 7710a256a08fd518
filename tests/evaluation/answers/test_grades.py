from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from evaluation.answers.grades import Graded, counts, read_grades
from evaluation.answers.player import Answer
from evaluation.understanding.examples import DataError

LINE = {"turns": ["pay?"], "answers": ["CAD 100,000"], "grade": "A", "note": "short"}


def saved(folder: Path, *lines: dict[str, Any]) -> Path:
    path = folder / "grades.jsonl"
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return path


def test_what_the_page_saves_is_read(tmp_path: Path) -> None:
    only_a_note = {"turns": ["a", "b"], "answers": ["1", "2"], "grade": None, "note": "hm"}
    assert read_grades(saved(tmp_path, LINE, only_a_note)) == [
        Graded(("pay?",), ("CAD 100,000",), "A", "short"),
        Graded(("a", "b"), ("1", "2"), None, "hm"),
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"grade": "E"}, "'grade' should be one of A, B, C, D, not 'E'"),
        ({"grade": ["A"]}, "'grade' should be one of A, B, C, D, not ['A']"),
        ({"answers": "CAD 100,000"}, "'answers' should be a list of texts"),
        ({"answers": []}, "there should be an answer to each of its 1 messages"),
        ({"turns": []}, "'turns' should be a list of messages"),
        ({"note": 5}, "'note' should be a text"),
    ],
)
def test_a_mistake_is_told_with_its_file_and_line(
    tmp_path: Path, change: dict[str, Any], message: str
) -> None:
    path = saved(tmp_path, LINE, LINE | change)
    with pytest.raises(DataError) as error:
        read_grades(path)
    assert str(error.value).startswith(f"{path}:2: {message}")


def test_a_grade_holds_as_long_as_the_answer_is_the_same() -> None:
    played = {
        ("same",): [Answer("old", ("other buttons",))],
        ("changed",): [Answer("new")],
        ("its second answer changed", "b"): [Answer("old"), Answer("new")],
        ("never graded",): [Answer("new")],
    }
    former = [
        Graded(("same",), ("old",), "A"),
        Graded(("changed",), ("old",), "B"),
        Graded(("its second answer changed", "b"), ("old", "old"), "A"),
        Graded(("not asked any more",), ("old",), "C"),
    ]
    before, now = counts(played, former)
    assert before == Counter({"A": 2, "B": 1, None: 1})
    assert now == Counter({"A": 1, None: 3})
