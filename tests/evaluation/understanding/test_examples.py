from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.understanding.examples import DataError, Example, read_examples

FILE = """version: "3.1"

nlu:
# a comment
- intent: ask_salary
  examples: |
    - how much do they make
    - pay?

- intent: out_of_scope
  metadata:
    kind: immigration
  examples: |
    - work permit

- intent: ask_salary
  metadata:
    aspect: worth
  examples: |
    - is it well paid
"""


def test_every_example_knows_its_line(tmp_path: Path) -> None:
    path = tmp_path / "nlu.yml"
    path.write_text(FILE)

    assert read_examples([path]) == [
        Example("how much do they make", "ask_salary", None, f"{path}:7"),
        Example("pay?", "ask_salary", None, f"{path}:8"),
        Example("work permit", "out_of_scope", "immigration", f"{path}:14"),
        Example("is it well paid", "ask_salary", None, f"{path}:20", ("worth",)),
    ]
    assert FILE.splitlines()[13].strip() == "- work permit"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (
            "nlu:\n- intent: a\n  examples: |\n    - b\n    c\n",
            "nlu.yml:5: expected '- ' before 'c'",
        ),
        ("nlu:\n- intent: a\n", "nlu.yml:2: expected 'intent' and 'examples: |'"),
        ("stories: []\n", "nlu.yml:1: expected a list under 'nlu'"),
        ("nlu:\n- intent: [a\n", "not valid YAML"),
    ],
)
def test_a_mistake_in_a_file_is_named_with_its_line(
    tmp_path: Path, content: str, complaint: str
) -> None:
    path = tmp_path / "nlu.yml"
    path.write_text(content)

    with pytest.raises(DataError) as raised:
        read_examples([path])

    assert complaint in str(raised.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"gone\.yml: can't be read: No such file"):
        read_examples([tmp_path / "gone.yml"])
