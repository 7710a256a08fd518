"""What becomes of a turn: text for people and scripts, or a JSON object a line."""

from __future__ import annotations

import json
from typing import Protocol, TextIO

from rich.console import RenderableType
from rich.text import Text

from server.shell.answer import answer_parts
from server.shell.screen import MUTED, Screen
from server.shell.turn import Turn
from server.shell.why import why


class Output(Protocol):
    """Shows what was typed and what came of it."""

    def answer(self, typed: str, turn: Turn, *, explains: bool) -> None:
        """Shows an answer and, if ``explains``, why it came."""

    def result(self, typed: str, result: RenderableType) -> None:
        """Shows the result of a command."""

    def refusal(self, typed: str, sentence: str) -> None:
        """Shows why a message was not taken."""


class TextOutput:
    """Text on a screen.

    Args:
        screen: where to.
        echoes: whether what was typed is shown again: where nobody saw it.
    """

    def __init__(self, screen: Screen, *, echoes: bool) -> None:
        self._screen = screen
        self._echoes = echoes

    def answer(self, typed: str, turn: Turn, *, explains: bool) -> None:
        """See ``Output``; a question that only its number was typed of is shown in words."""
        self._show(
            turn.question,
            *answer_parts(turn),
            *([why(turn)] if explains else []),
            echoes=self._echoes or turn.question != typed,
        )

    def result(self, typed: str, result: RenderableType) -> None:
        """See ``Output``."""
        self._show(typed, result, echoes=self._echoes)

    def refusal(self, typed: str, sentence: str) -> None:
        """See ``Output``."""
        self._show(typed, Text(sentence), echoes=self._echoes)

    def _show(self, typed: str, *parts: RenderableType, echoes: bool) -> None:
        echo = [Text(f"> {typed}", style=MUTED)] if echoes else []
        self._screen.show(*echo, *parts)


class JsonOutput:
    """A JSON object a turn, one a line; what commands say goes elsewhere.

    Args:
        file: for the objects.
        screen: for what commands say.
    """

    def __init__(self, file: TextIO, screen: Screen) -> None:
        self._file = file
        self._screen = screen

    def answer(self, typed: str, turn: Turn, *, explains: bool) -> None:
        """See ``Output``; the reading is always there."""
        self._write(turn.as_json())

    def result(self, typed: str, result: RenderableType) -> None:
        """See ``Output``."""
        self._screen.show(result)

    def refusal(self, typed: str, sentence: str) -> None:
        """See ``Output``."""
        self._write({"question": typed, "error": sentence})

    def _write(self, turn: dict[str, object]) -> None:
        print(json.dumps(turn, ensure_ascii=False), file=self._file, flush=True)
