"""Blocking reads and writes of the stores, run in threads so that the event loop goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from typing import ParamSpec, TypeVar

from stores.errors import StoreFailedError

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

# Of their own: the event loop's look up addresses, which shall not wait for a database.
_THREADS = ThreadPoolExecutor(max_workers=8, thread_name_prefix="store")


async def run_in_thread(
    work: Callable[Parameters, Result], *args: Parameters.args, **kwargs: Parameters.kwargs
) -> Result:
    """Waits for blocking work, and lets the event loop do others' in the meantime.

    An SQLAlchemy session belongs to one thread: it is opened, used and closed within the work. A
    read or a write is one such piece of work, as each costs a change of threads.

    Args:
        work: a function that isn't asynchronous.
        args: its arguments.
        kwargs: its keyword arguments.

    Raises:
        asyncio.CancelledError: if the caller is cancelled, after the work has ended.
        StoreFailedError: in place of a ``SystemExit``, with which asyncio would end the server.
        Exception: whatever else the work raises.
    """

    def guarded() -> Result:
        try:
            return work(*args, **kwargs)
        except SystemExit as error:
            raise StoreFailedError("A store has failed.") from error

    # With the context, so that what is logged has the request's id.
    return await result_of(_THREADS.submit(copy_context().run, guarded))


async def result_of(work: Future[Result]) -> Result:
    """Waits for work in a thread, also when the caller is cancelled meanwhile.

    Raises:
        asyncio.CancelledError: if the caller is cancelled, after the work has ended.
        Exception: whatever the work raises.
    """
    running = asyncio.wrap_future(work)
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        # A client has hung up, but the thread goes on: its conversation stays locked until it ends.
        with suppress(Exception):
            await running
        raise
