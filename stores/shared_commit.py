"""Shared commit (group commit): turns that wait are written together, with one wait for the disk.

A turn is stored when it is on disk, as before. While one transaction waits for that, further turns
gather; the next transaction has all of them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Generic, TypeVar

from sqlalchemy.exc import OperationalError

from stores.errors import StoreFailedError

Row = dict[str, Any]
Result = TypeVar("Result")


class SharedCommit(Generic[Result]):
    """Writes what is handed to it in a thread of its own, in that order.

    Args:
        write: writes rows in one transaction and returns once they are on disk; if it raises,
            none of them is stored.
    """

    def __init__(self, write: Callable[[Sequence[Row]], Result]) -> None:
        self._write = write
        self._waiting: list[tuple[Sequence[Row], Future[Result]]] = []
        self._lock = threading.Lock()
        self._is_writing = False
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="shared-commit")

    def submit(self, rows: Sequence[Row]) -> Future[Result]:
        """Has a turn's rows written: all of them or none.

        Returns:
            What ``write`` returned for the transaction they were in, or raised for them.
        """
        done: Future[Result] = Future()
        with self._lock:
            self._waiting.append((rows, done))
            begins = not self._is_writing
            self._is_writing = True
        if begins:
            self._thread.submit(self._run)
        return done

    def _run(self) -> None:
        while True:
            with self._lock:
                turns, self._waiting = self._waiting, []
                if not turns:
                    self._is_writing = False
                    return
            self._write_all(turns)

    def _write_all(self, turns: Sequence[tuple[Sequence[Row], Future[Result]]]) -> None:
        try:
            result = self._write([row for rows, _ in turns for row in rows])
        except BaseException as error:
            if len(turns) == 1 or isinstance(error, OperationalError):
                # The file is locked, full or gone, for each of them.
                for _, done in turns:
                    done.set_exception(_harmless(error))
            else:  # one of them can't be stored: the others shall be
                for turn in turns:
                    self._write_all([turn])
            return
        for _, done in turns:
            done.set_result(result)


def _harmless(error: BaseException) -> BaseException:
    """What may be raised in the event loop: there, a ``SystemExit`` would end the server."""
    if not isinstance(error, SystemExit):
        return error
    failed = StoreFailedError("A store has failed.")
    failed.__cause__ = error
    return failed
