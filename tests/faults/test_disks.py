"""The conversations can't be written: people are told so, the log says why, and it passes."""

from __future__ import annotations

import errno
import json
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import requests

from channels.ask import APOLOGY
from tests.faults.served import Served
from tests.people import Crowd
from tests.waiting import wait_until

PEOPLE = 2


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Another program holds the file."""
    with closing(sqlite3.connect(database, isolation_level=None, timeout=30)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """There is not a byte left."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(b"\0" * 4096):
                pass
        except OSError as error:
            assert error.errno == errno.ENOSPC
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def read_only(disk: Path) -> Iterator[None]:
    """Nothing may be written: what is on the disk is there, on one that came back read-only.

    While the server has the file open, Linux doesn't make the disk itself read-only.
    """

    def mount(*arguments: str | Path) -> None:
        subprocess.run(["mount", *map(str, arguments)], check=True, capture_output=True)

    with TemporaryDirectory() as folder:
        mount("-t", "tmpfs", "tmpfs", folder)
        for file in disk.glob("*.db"):
            with (
                closing(sqlite3.connect(file, timeout=30)) as original,
                closing(sqlite3.connect(Path(folder) / file.name)) as copy,
            ):
                original.backup(copy)
        mount("-o", "remount,ro", folder)
        mount("--bind", folder, disk)
        try:
            yield
        finally:
            for mounted in (disk, folder):
                subprocess.run(["umount", "--lazy", str(mounted)], check=True)


def test_a_locked_file(served: Served, time: int) -> None:
    _people_are_told(served, locked(served.conversations), "database is locked")


def test_a_full_disk_is_told_once(served: Served, small_disk: Path, time: int) -> None:
    """It is not ready, and who asks gets one sentence: not an answer that isn't stored."""
    with full(small_disk):
        wait_until(lambda: "full" in _tracker_store(served), "it says that it is ready")
        body = {"sender": "somebody", "message": "How much do ML engineers earn?"}
        address = f"{served.url}/webhooks/rest/webhook"
        for _ in range(3):
            said = requests.post(address, json=body, timeout=30).json()
            assert [message["text"] for message in said] == [APOLOGY]
        streamed = requests.post(f"{address}?stream=true", json=body, timeout=30).text
        assert [json.loads(line)["text"] for line in streamed.splitlines()] == [APOLOGY]
    served.wait_until_ready()
    with closing(sqlite3.connect(served.conversations, timeout=30)) as database:
        stored = database.execute("SELECT count(*) FROM events WHERE sender_id = 'somebody'")
        assert stored.fetchone() == (0,)


def _tracker_store(served: Served) -> str:
    return str(requests.get(f"{served.url}/ready", timeout=30).json()["parts"]["tracker_store"])


def test_a_full_disk(served: Served, small_disk: Path, time: int) -> None:
    _people_are_told(served, full(small_disk), "database or disk is full")


def test_a_read_only_disk(served: Served, small_disk: Path, time: int) -> None:
    _people_are_told(served, read_only(small_disk), "attempt to write a readonly database")


def _people_are_told(served: Served, trouble: AbstractContextManager[None], log_line: str) -> None:
    lines = served.log("server").count(log_line)
    crowd = Crowd(served.url, PEOPLE)
    with crowd.asking():
        with trouble:
            # Each time they ask, the answer is a sentence (which ``Person`` checks).
            wait_until(lambda: all("503" in person.refusals for person in crowd.people), "no 503")
        served.wait_until_ready()
    assert served.log("server").count(log_line) > lines, served.log("server")[-2000:]
    assert "Traceback" not in served.log("server")
    crowd.assert_nothing_is_lost()
