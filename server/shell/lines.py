"""Where the shell's lines come from: a prompt with editing and history, a file, or a pipe."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import AsyncIterator
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.styles import Style

PROMPT = "› "


async def typed_lines() -> AsyncIterator[str]:
    """Lines that a person types, until Ctrl-D or Ctrl-C; the arrow keys edit and go back."""
    session: PromptSession[str] = PromptSession(
        history=InMemoryHistory(), style=Style.from_dict({"": "bold"})
    )
    while True:
        try:
            line = await session.prompt_async(PROMPT)
        except (EOFError, KeyboardInterrupt):
            return
        print()  # an answer stands clear of its question
        yield printable(line)


async def read_lines(file: Path | None) -> AsyncIterator[str]:
    """Lines of a file or, without one, of standard input; what isn't UTF-8 becomes ``\ufffd``."""
    descriptor: Path | int = sys.stdin.fileno() if file is None else file
    with open(
        descriptor, encoding="utf-8-sig", errors="replace", closefd=file is not None
    ) as lines:
        for line in lines:
            yield printable(line)


def printable(line: str) -> str:
    """A line with a space for each control character, of which a question has none."""
    plain = "".join(" " if unicodedata.category(char) == "Cc" else char for char in line)
    return plain.strip()
