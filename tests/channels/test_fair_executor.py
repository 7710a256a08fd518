"""Turns: whoever has much to do keeps nobody else waiting for more than one piece of it."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from contextvars import ContextVar
from functools import partial

import pytest

from channels.fair_executor import FairExecutor


@pytest.fixture
def executor() -> FairExecutor:
    return FairExecutor()


def test_clients_take_turns_and_each_keeps_its_order(executor: FairExecutor) -> None:
    begin, done = threading.Event(), list[str]()
    executor.submit("first", begin.wait)
    work = [("loud", f"loud {n}") for n in range(5)] + [
        ("ann", "ann 0"),
        ("ann", "ann 1"),
        ("ben", "ben 0"),
    ]
    futures = [executor.submit(client, partial(done.append, name)) for client, name in work]
    begin.set()
    for future in futures:
        future.result(10)
    assert done == ["loud 0", "ann 0", "ben 0", "loud 1", "ann 1", "loud 2", "loud 3", "loud 4"]


@pytest.mark.parametrize("error", [ValueError("a bug"), SystemExit(1), KeyboardInterrupt()])
def test_what_is_raised_reaches_its_caller_and_ends_nothing(
    executor: FairExecutor, error: BaseException
) -> None:
    def fail() -> None:
        raise error

    failed: Future[None] = executor.submit("ann", fail)
    assert failed.exception(10) is error
    assert executor.submit("ann", lambda: 7).result(10) == 7


def test_what_is_cancelled_is_not_begun(executor: FairExecutor) -> None:
    begin, done = threading.Event(), list[str]()
    executor.submit("ann", begin.wait)
    cancelled = executor.submit("ann", partial(done.append, "cancelled"))
    assert cancelled.cancel()
    begin.set()
    executor.submit("ann", partial(done.append, "last")).result(10)
    assert done == ["last"]


def test_it_has_the_context_of_its_caller(executor: FairExecutor) -> None:
    request: ContextVar[str] = ContextVar("request", default="nobody's")
    request.set("ann's")
    assert executor.submit("ann", request.get).result(10) == "ann's"


def test_one_at_a_time_in_one_thread(executor: FairExecutor) -> None:
    futures = [executor.submit(str(n), threading.get_ident) for n in range(20)]
    threads = {future.result(10) for future in futures}
    assert len(threads) == 1
    assert threading.get_ident() not in threads
