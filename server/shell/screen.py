"""Prints as wrapped text, in the terminal's own 16 colours or in none, or plainly for programs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console, RenderableType
from rich.status import Status
from rich.theme import Theme

UNWRAPPED = 10_000
"""Columns, for what a program reads: each paragraph is one line."""

# Bold, dim, and one colour that can be read on black as on white; never a background.
ACCENT, MUTED = "magenta", "dim"
THEME = Theme(
    {
        "markdown.em": MUTED,  # the source line
        "markdown.link": "none",
        "markdown.link_url": "none",
        "markdown.item.bullet": ACCENT,
        "markdown.code": "bold",
        "status.spinner": ACCENT,
    }
)
# Rich breaks lines at no-break spaces too, which French has in its figures. Marks that nobody
# writes stand in for them until the lines are made: punctuation, as text in bold that ends in a
# bracket must be followed by such a mark or a space (CommonMark's flanking rule).
_STAND_INS = {"\u00a0": "\u2e31", "\u202f": "\u2e33"}
_TO_WRAP = str.maketrans(_STAND_INS)
_WRAPPED = str.maketrans({stand_in: space for space, stand_in in _STAND_INS.items()})


def unbreakable(text: str) -> str:
    """Text for ``Screen.show``, whose lines aren't broken at no-break spaces."""
    return text.translate(_TO_WRAP)


class Screen:
    """Where everything is printed.

    Args:
        file: standard output.
        plain: whether it is for a program: no colours, no control characters, and lines are wrapped
            only where a terminal has an edge.
    """

    def __init__(self, file: TextIO, *, plain: bool) -> None:
        if plain:
            width = None if file.isatty() else UNWRAPPED
            self._console = Console(
                file=file, theme=THEME, highlight=False, force_terminal=False, width=width
            )
        else:
            self._console = Console(file=file, theme=THEME, highlight=False)

    def show(self, *parts: RenderableType) -> None:
        """Prints parts of an answer, with an empty line behind each."""
        with self._console.capture() as made:
            for part in parts:
                self._console.print(part)
                self._console.print()
        lines = made.get().translate(_WRAPPED).split("\n")
        self._console.file.write("\n".join(line.rstrip(" ") for line in lines))
        self._console.file.flush()


@contextmanager
def progress(words: str) -> Iterator[Status]:
    """Says on standard error what takes a while: with a spinner until it is stopped, or once."""
    console = Console(stderr=True, theme=THEME, highlight=False)
    status = console.status(words)
    if not console.is_terminal:
        console.print(words)
        yield status
        return
    with status:
        yield status
