"""The file of pairs that teach what a message asks in context."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.labelled_pairs import LabelledPair, read_labelled_pairs

PAIRS = """
- intent: ask_salary
  aspect: compare
  answerable: false
  pairs:
    - can I work remotely | do they pay less
    - are there internships | what do those pay
- intent: out_of_scope
  kind: immigration
  pairs:
    - do I need a visa | how long is it good for
"""


def read(folder: Path, content: str) -> list[LabelledPair]:
    file = folder / "pairs.yml"
    file.write_text(content, encoding="utf-8")
    return list(read_labelled_pairs(file))


def test_each_pair_has_the_labels_of_its_block(tmp_path: Path) -> None:
    first, _, last = read(tmp_path, PAIRS)
    assert first == LabelledPair(
        "can I work remotely", "do they pay less", "ask_salary", "compare", False
    )
    assert (last.intent, last.kind, last.aspect) == ("out_of_scope", "immigration", None)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ("- intent: ask_salary\n  pairs: [do they pay less]", "do they pay less"),
        ("- intent: ask_salary\n  pairs: ['| do they pay less']", "do they pay less"),
        ("- intent: ask_salary\n  aspekt: compare\n  pairs: [a | b]", "aspekt"),
        ("- aspect: compare\n  pairs: [a | b]", "intent"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, wrong: str, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        read(tmp_path, wrong)


def test_the_project_s_own_are_labelled_as_the_training_questions_are() -> None:
    pairs = read_labelled_pairs()
    assert all(pair.aspect for pair in pairs if pair.intent != "out_of_scope")
    assert len({(pair.before.lower(), pair.text.lower()) for pair in pairs}) == len(pairs)
