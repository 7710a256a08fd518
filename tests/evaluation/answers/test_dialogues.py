from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.answers.dialogues import read_dialogues
from evaluation.understanding.examples import DataError


def written(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_questions_and_dialogues_of_json_lines(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "set.jsonl",
        '{"text": "which cities?", "intent": "ask_cities"}\n\n'
        '{"turns": ["pay?", "and after 8 years?"]}\n'
        '{"turns": [{"user": "hi", "expects": "a greeting"}, {"user": "skills?"}]}\n',
    )
    assert read_dialogues([path]) == [
        ("which cities?",),
        ("pay?", "and after 8 years?"),
        ("hi", "skills?"),
    ]


def test_plain_text_has_a_question_a_line(tmp_path: Path) -> None:
    path = written(tmp_path, "set.txt", "\ufeffwhich cities?\r\n\n  pay?  \n")
    assert read_dialogues([path]) == [("which cities?",), ("pay?",)]


def test_what_is_there_twice_is_played_once(tmp_path: Path) -> None:
    text = written(tmp_path, "set.txt", "pay?\ncities?\npay?\n")
    lines = written(tmp_path, "set.jsonl", '{"text": "pay?"}\n{"turns": ["pay?", "pay?"]}\n')
    assert read_dialogues([text, lines]) == [("pay?",), ("cities?",), ("pay?", "pay?")]


def test_a_unicode_line_separator_ends_no_line(tmp_path: Path) -> None:
    path = written(tmp_path, "set.jsonl", '{"text": "pay\u2028in Canada"}\n')
    assert read_dialogues([path]) == [("pay\u2028in Canada",)]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("set.jsonl", '{"text": "a"}\n{"text": \n', "set.jsonl:2: is not JSON"),
        ("set.jsonl", '\n["a"]\n', "set.jsonl:2: expected a JSON object"),
        ("set.jsonl", '{"question": "a"}\n', "set.jsonl:1: expected 'text'"),
        ("set.jsonl", '{"text": " "}\n', "set.jsonl:1: expected 'text'"),
        ("set.jsonl", '{"turns": "a"}\n', "set.jsonl:1: 'turns' should be a list"),
        ("set.jsonl", '{"turns": []}\n', "set.jsonl:1: 'turns' should be a list"),
        ("set.jsonl", '{"turns": ["a", 5]}\n', "set.jsonl:1: expected 'text'"),
        ("set.jsonl", "\n", "set.jsonl: there are no questions in it"),
        ("set.csv", "a\n", "set.csv: expected a .jsonl file"),
    ],
)
def test_a_mistake_is_told_with_its_file_and_line(
    tmp_path: Path, name: str, content: str, message: str
) -> None:
    path = written(tmp_path, name, content)
    with pytest.raises(DataError) as error:
        read_dialogues([path])
    assert str(error.value).startswith(f"{tmp_path}/{message}")


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"none\.txt: can't be read: No such file"):
        read_dialogues([tmp_path / "none.txt"])
    (tmp_path / "latin.txt").write_bytes("à".encode("latin-1"))
    with pytest.raises(DataError, match=r"latin\.txt: is not UTF-8 text"):
        read_dialogues([tmp_path / "latin.txt"])
