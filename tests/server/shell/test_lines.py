"""Lines of files and pipes; those that are typed are tested in ``test_main``."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from server.shell.lines import printable, read_lines


def lines_of(file: Path | None) -> list[str]:
    async def read() -> list[str]:
        return [line async for line in read_lines(file)]

    return asyncio.run(read())


def test_a_file_of_any_origin_is_read(tmp_path: Path) -> None:
    file = tmp_path / "questions.txt"
    file.write_bytes(
        "\ufeffquel salaire à Montréal?\r\n\r\n  café \xff".encode("utf-8") + b"\xff\n"
    )
    assert lines_of(file) == ["quel salaire à Montréal?", "", "café ÿ\ufffd"]


def test_standard_input_stays_open(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "typed.txt"
    file.write_text("one\ntwo", encoding="utf-8")
    with file.open() as typed:
        monkeypatch.setattr("sys.stdin", typed)
        assert lines_of(None) == ["one", "two"]
        typed.fileno()  # raises an error if it is closed


def test_control_characters_become_spaces() -> None:
    assert printable("\x1b[31mred\x07\tand\x9bblue\n") == "[31mred  and blue"
