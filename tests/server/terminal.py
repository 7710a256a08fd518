"""A program in a terminal of its own."""

from __future__ import annotations

import os
import pty
import select
import signal
import sys
import time
from collections.abc import Sequence

CTRL_C, CTRL_D = "\x03", "\x04"
SECONDS = 60


class Terminal:
    """Starts a Python module there; a context manager, which leaves nothing behind.

    Args:
        module: with its arguments, as after ``python -m``.
        settings: environment variables on top of the usual ones.
    """

    def __init__(self, module: Sequence[str], **settings: str) -> None:
        self.screen = ""
        self._ended: int | None = None
        self._process, self._terminal = pty.fork()
        if self._process == 0:
            os.execve(sys.executable, [sys.executable, "-m", *module], {**os.environ, **settings})

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self._ended is None:
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
        os.close(self._terminal)

    def wait_for(self, words: str) -> None:
        """Waits until the program has shown these words since they were last waited for."""
        deadline = time.monotonic() + SECONDS
        while words not in self.screen:
            assert time.monotonic() < deadline, self.screen
            self._read()
        self.screen = self.screen.partition(words)[2]

    def type(self, keys: str) -> None:
        os.write(self._terminal, keys.encode())

    def exit_code(self) -> int:
        """Waits until the program has ended."""
        deadline = time.monotonic() + SECONDS
        while self._ended is None:
            assert time.monotonic() < deadline, self.screen
            self._read()
            process, status = os.waitpid(self._process, os.WNOHANG)
            if process:
                self._ended = os.waitstatus_to_exitcode(status)
        return self._ended

    def _read(self) -> None:
        if select.select([self._terminal], [], [], 0.1)[0]:
            try:
                self.screen += os.read(self._terminal, 65536).decode(errors="replace")
            except OSError:  # the program has closed it
                time.sleep(0.1)
