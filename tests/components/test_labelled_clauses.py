"""The labelled clauses of the project, and what a line of them must look like."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.clause_model import LabelledClause
from components.labelled_clauses import LABELS, read_labelled_clauses


def test_every_label_is_taught_and_no_clause_is_empty() -> None:
    examples = read_labelled_clauses()

    assert {clause.form for _, clauses in examples for clause in clauses} == set(LABELS)
    for text, clauses in examples:
        assert all(text[clause.start : clause.end].strip() for clause in clauses), text


def test_brackets_are_taken_out_and_a_line_break_put_in(tmp_path: Path) -> None:
    path = tmp_path / "clauses.yml"
    path.write_text("clauses: |\n  - [hi](names)\\n[what pay](asks)?\n", encoding="utf-8")

    assert read_labelled_clauses(path) == [
        ("hi\nwhat pay?", [LabelledClause(0, 2, "names"), LabelledClause(3, 11, "asks")])
    ]


@pytest.mark.parametrize(
    "line", ["[what pay](wants)", "what pay", "[what pay](asks) [and", "[?](asks)"]
)
def test_a_line_that_is_wrong_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "clauses.yml"
    path.write_text(f"clauses: |\n  - {line}\n", encoding="utf-8")

    with pytest.raises(ValueError, match="should be labelled"):
        read_labelled_clauses(path)
