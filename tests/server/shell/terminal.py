"""A program in a pseudo-terminal (pexpect), and what its screen shows (pyte)."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import islice

import pexpect
import pyte
from pyte.screens import Char

CTRL_C, CTRL_D, UP, LEFT, ENTER = "\x03", "\x04", "\x1b[A", "\x1b[D", "\r"
PROMPT = "›"
ROWS = 50
SECONDS = 60


class _Screen(pyte.HistoryScreen):
    answer: Callable[[str], object]

    def write_process_input(self, data: str) -> None:
        """Called with what a terminal answers, as to where its cursor is."""
        self.answer(data)


class Terminal:
    """Starts a Python module there; a context manager, which leaves nothing behind.

    Args:
        module: with its arguments, as after ``python -m``.
        columns: of the terminal.
        settings: environment variables on top of the usual ones.
    """

    def __init__(
        self, module: Sequence[str], columns: int = 80, settings: Mapping[str, str] | None = None
    ) -> None:
        self.process = pexpect.spawn(
            sys.executable,
            ["-m", *module],
            dimensions=(ROWS, columns),
            env={**os.environ, "TERM": "xterm-256color", **(settings or {})},
        )
        self.written = b""
        self._show(columns)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.close(force=True)

    @property
    def lines(self) -> list[str]:
        """All lines, with those that have left the screen at its top, without trailing spaces."""
        self._gone += map(self._text, islice(self._screen.history.top, len(self._gone), None))
        lines = [*self._gone, *(self._text(self._screen.buffer[row]) for row in range(ROWS))]
        while lines and not lines[-1]:
            lines.pop()
        return lines

    @property
    def is_asking(self) -> bool:
        """Whether the cursor stands behind an empty prompt."""
        return self._text(self._screen.buffer[self._screen.cursor.y]).strip() == PROMPT

    def wait_for_prompt(self) -> None:
        """Waits until the program takes a line."""
        self._wait(lambda: self.is_asking)

    def wait_for(self, words: str) -> None:
        """Waits until these words are on the screen."""
        self._wait(lambda: words in "\n".join(self.lines))

    def resize(self, columns: int) -> None:
        """Gives the terminal another width, and an empty screen."""
        self.process.setwinsize(ROWS, columns)
        self._show(columns)
        self.wait_for_prompt()

    def ask(self, line: str) -> list[str]:
        """Types a line; returns the lines that were shown in return."""
        self.wait_for_prompt()
        before = len(self.lines)
        self.process.send(line)
        self._wait(lambda: not self.is_asking)
        self.process.send(ENTER)
        self.wait_for_prompt()
        return self.lines[before:-1]

    def press(self, keys: str) -> None:
        """Presses keys, and waits until the screen has changed."""
        before = self.lines
        self.process.send(keys)
        self._wait(lambda: self.lines != before)

    def exit_code(self) -> int:
        """Waits until the program has ended, and reads what it wrote last."""
        self._wait(lambda: not self.process.isalive())
        self._wait(lambda: self.process.flag_eof)
        code = self.process.exitstatus
        assert code is not None, f"it was ended by signal {self.process.signalstatus}"
        return int(code)

    def _text(self, row: Mapping[int, Char]) -> str:
        return "".join(row[x].data for x in range(self._columns)).rstrip()

    def _show(self, columns: int) -> None:
        self._columns = columns
        self._gone: list[str] = []  # what has left the screen doesn't change any more
        self._screen = _Screen(columns, ROWS, history=100_000)
        self._screen.answer = self.process.send
        self._stream = pyte.ByteStream(self._screen)

    def _wait(self, condition: Callable[[], bool]) -> None:
        deadline = time.monotonic() + SECONDS
        while not condition():
            assert time.monotonic() < deadline, "\n".join(self.lines)
            self._read()

    def _read(self) -> None:
        try:
            written = self.process.read_nonblocking(65536, timeout=0.1)
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:  # it has closed its terminal, and will end
            time.sleep(0.1)
            return
        self.written += written
        self._stream.feed(written)
