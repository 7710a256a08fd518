"""A thread that takes work by turns of who asked for it: fair queuing, round robin by client."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Callable
from concurrent.futures import Future
from contextvars import copy_context
from typing import Any, TypeVar

Result = TypeVar("Result")


class FairExecutor:
    """Runs one piece of work at a time, in a thread of its own; the event loop goes on.

    However much one client has waiting, another's next piece waits for one of it at most. (More
    threads would not get more done: what they run is Python, and shares one interpreter lock.)
    """

    def __init__(self) -> None:
        self._waiting: OrderedDict[str, deque[Callable[[], None]]] = OrderedDict()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def submit(self, client: str, work: Callable[[], Result]) -> Future[Result]:
        """Has work done when it is its client's turn.

        Args:
            client: whose turn it takes.
            work: a function that isn't asynchronous. It has the caller's context variables.

        Returns:
            Its result, or what it raised; until it begins it can be cancelled.
        """
        future: Future[Result] = Future()
        context = copy_context()

        def run() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(context.run(work))
            except BaseException as error:  # also SystemExit: it is the caller's to handle
                future.set_exception(error)

        with self._changed:
            self._waiting.setdefault(client, deque()).append(run)
            self._changed.notify()
            if self._thread is None:  # not before: a process that forks would have none
                self._thread = threading.Thread(target=self._run, name="understanding", daemon=True)
                self._thread.start()
        return future

    def _run(self) -> Any:
        while True:
            with self._changed:
                while not self._waiting:
                    self._changed.wait()
                client, works = self._waiting.popitem(last=False)
                work = works.popleft()
                if works:
                    self._waiting[client] = works  # behind everybody else
            work()
