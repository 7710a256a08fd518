"""Reads questions and dialogues from files: JSON lines, or plain text with one question a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from evaluation.understanding.examples import DataError

Dialogue = tuple[str, ...]
"""What one person writes, message by message; a question is a dialogue of one message."""


def read_dialogues(paths: Iterable[Path]) -> list[Dialogue]:
    """Reads the dialogues of files, each once, however often it is there.

    A line of a ``.jsonl`` file has ``text``, or ``turns``: a list of texts, or of objects with the
    text under ``user``. Other fields are ignored. A line of a ``.txt`` file is a question.

    Raises:
        DataError: A file can't be read, has no questions, or a line is not as above.
    """
    return list(dict.fromkeys(dialogue for path in paths for dialogue in _read(path)))


def json_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a JSON lines file, each with its place, as ``file:line``.

    Raises:
        DataError: The file can't be read, or a line is not a JSON object.
    """
    for place, line in _lines(path):
        try:
            item = json.loads(line)
        except ValueError as error:
            raise DataError(f"{place}: is not JSON: {error}.") from None
        if not isinstance(item, dict):
            raise DataError(f'{place}: expected a JSON object, such as {{"text": "a question"}}.')
        yield place, item


def turns_of(item: dict[str, Any], place: str) -> Dialogue:
    """The dialogue that an object of a JSON lines file has.

    Raises:
        DataError: It has none; the message begins with ``place``.
    """
    turns = item.get("turns", [item.get("text")])
    if not isinstance(turns, list) or not turns:
        raise DataError(f"{place}: 'turns' should be a list of messages.")
    return tuple(_message(turn, place) for turn in turns)


def _message(turn: Any, place: str) -> str:
    text = turn.get("user") if isinstance(turn, dict) else turn
    if not isinstance(text, str) or not text.strip():
        raise DataError(
            f"{place}: expected 'text' with a question, or 'turns' with a list of messages."
        )
    return text


def _read(path: Path) -> list[Dialogue]:
    if path.suffix == ".txt":
        found: list[Dialogue] = [(line.strip(),) for _, line in _lines(path)]
    elif path.suffix == ".jsonl":
        found = [turns_of(item, place) for place, item in json_lines(path)]
    else:
        raise DataError(f"{path}: expected a .jsonl file, or a .txt file with a question a line.")
    if not found:
        raise DataError(f"{path}: there are no questions in it.")
    return found


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise DataError(f"{path}: can't be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise DataError(f"{path}: is not UTF-8 text.") from None
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield f"{path}:{number}", line
