"""Turns that wait are written together; each learns what became of its own rows."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import Future
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from stores.errors import StoreFailedError
from stores.shared_commit import SharedCommit

WAIT = 10


class Disk:
    """Writes when it is told to; remembers what was written together."""

    def __init__(self) -> None:
        self.transactions: list[list[Any]] = []
        self.begun, self.may_write = threading.Event(), threading.Event()

    def write(self, rows: Sequence[dict[str, Any]]) -> int:
        self.begun.set()
        assert self.may_write.wait(WAIT)
        for row in rows:
            if "error" in row:
                raise row["error"]
        self.transactions.append([row["name"] for row in rows])
        return len(self.transactions)


def submit_while_one_is_written(
    disk: Disk, first: dict[str, Any], *then: dict[str, Any]
) -> list[Future[int]]:
    commits = SharedCommit(disk.write)
    done = [commits.submit([first])]
    assert disk.begun.wait(WAIT)
    done += [commits.submit([row]) for row in then]
    disk.may_write.set()
    for each in done:
        each.exception(WAIT)
    return done


def test_what_comes_while_one_is_written_is_written_together_and_in_order() -> None:
    disk = Disk()
    done = submit_while_one_is_written(disk, *({"name": name} for name in "abcd"))
    assert disk.transactions == [["a"], ["b", "c", "d"]]
    assert [each.result() for each in done] == [1, 2, 2, 2]


def test_nobody_is_told_before_it_is_written() -> None:
    disk = Disk()
    done = SharedCommit(disk.write).submit([{"name": "a"}])
    assert disk.begun.wait(WAIT)
    assert not done.done()
    disk.may_write.set()
    assert done.result(WAIT) == 1


def test_one_that_cannot_be_stored_keeps_no_other_from_it() -> None:
    disk = Disk()
    bad = {"name": "c", "error": ValueError("no text")}
    done = submit_while_one_is_written(disk, {"name": "a"}, {"name": "b"}, bad, {"name": "d"})
    assert disk.transactions == [["a"], ["b"], ["d"]]
    assert done[2].exception() is bad["error"]
    assert [done[0].result(), done[1].result(), done[3].result()] == [1, 2, 3]


def test_a_file_that_is_locked_is_tried_once_for_all_that_wait() -> None:
    disk = Disk()
    locked = {"name": "b", "error": OperationalError("", {}, Exception("database is locked"))}
    done = submit_while_one_is_written(disk, {"name": "a"}, locked, {"name": "c"})
    assert disk.transactions == [["a"]]
    assert [each.exception() for each in done] == [None, locked["error"], locked["error"]]


def test_after_an_error_it_goes_on() -> None:
    disk = Disk()
    disk.may_write.set()
    commits = SharedCommit(disk.write)
    with pytest.raises(ValueError, match="no text"):
        commits.submit([{"name": "a", "error": ValueError("no text")}]).result(WAIT)
    assert commits.submit([{"name": "b"}]).result(WAIT) == 1


def test_an_exit_does_not_end_the_server() -> None:
    disk = Disk()
    disk.may_write.set()
    ends = {"name": "a", "error": SystemExit(1)}
    with pytest.raises(StoreFailedError) as raised:
        SharedCommit(disk.write).submit([ends]).result(WAIT)
    assert raised.value.__cause__ is ends["error"]
