from __future__ import annotations

import asyncio
import threading
from contextvars import ContextVar

import pytest

from stores.errors import StoreFailedError
from stores.threads import run_in_thread

request_id: ContextVar[str] = ContextVar("request_id", default="none")


def test_the_event_loops_thread_is_free() -> None:
    async def work() -> tuple[int, int]:
        return await run_in_thread(threading.get_ident), threading.get_ident()

    thread, loops_thread = asyncio.run(work())
    assert thread != loops_thread


def test_several_wait_at_the_same_time() -> None:
    met = threading.Barrier(5, timeout=10)

    async def work() -> None:
        await asyncio.gather(*(run_in_thread(met.wait) for _ in range(5)))

    asyncio.run(work())


def test_what_is_logged_has_the_requests_id() -> None:
    async def work() -> str:
        request_id.set("42")
        return await run_in_thread(request_id.get)

    assert asyncio.run(work()) == "42"


@pytest.mark.parametrize("error", [ValueError("no"), KeyError("no"), MemoryError()])
def test_errors_come_back(error: Exception) -> None:
    def work() -> None:
        raise error

    with pytest.raises(type(error)) as raised:
        asyncio.run(run_in_thread(work))
    assert raised.value is error


def test_who_is_cancelled_waits_until_the_work_has_ended() -> None:
    started, go_on, ended = threading.Event(), threading.Event(), threading.Event()

    def work() -> None:
        started.set()
        go_on.wait(timeout=10)
        ended.set()
        raise ValueError("nobody is told")

    async def cancel() -> None:
        working = asyncio.create_task(run_in_thread(work))
        while not started.is_set():
            await asyncio.sleep(0.01)
        working.cancel()
        await asyncio.sleep(0.05)
        assert not working.done()
        go_on.set()
        with pytest.raises(asyncio.CancelledError):
            await working
        assert ended.is_set()

    asyncio.run(cancel())


def test_an_exit_is_an_error_too() -> None:
    def leave(code: int) -> None:
        raise SystemExit(code)

    async def work() -> str:
        leaving = asyncio.create_task(run_in_thread(leave, code=1))
        with pytest.raises(StoreFailedError):
            await leaving
        return await run_in_thread(str, "goes on")

    assert asyncio.run(work()) == "goes on"
