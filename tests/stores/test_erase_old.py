"""``make erase-old``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.stores.databases import Stores
from tests.stores.test_endpoints import ENDPOINTS, write


def erase_old(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the command."""
    command = [sys.executable, "-m", "stores.erase_old", *arguments]
    return subprocess.run(command, capture_output=True, text=True)


def test_a_wrong_setting_is_a_sentence() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "stores.erase_old", "--days", "soon"], capture_output=True, text=True
    )

    assert run.returncode == 1
    assert run.stderr == "RETENTION_DAYS must be a number of days or 'off', not 'soon'.\n"


def test_it_says_how_many_there_were(stores: Stores, tmp_path: Path) -> None:
    endpoints = str(write(tmp_path, ENDPOINTS.format(tmp_path)))
    stores.say("ann", "How much?", days_ago=9)
    stores.say("ben", "How much?", days_ago=8)

    assert erase_old("--days", "8", "--endpoints", endpoints).stdout == (
        "Erased 2 conversations without a message in the last 8 days.\n"
    )
    assert stores.conversations() == (set(), set())


def test_off_keeps_all(stores: Stores, tmp_path: Path) -> None:
    endpoints = str(write(tmp_path, ENDPOINTS.format(tmp_path)))
    stores.say("ann", "How much?", days_ago=1000)

    said = erase_old("--days", "off", "--endpoints", endpoints).stdout
    assert said == "Nothing to do: RETENTION_DAYS is off, so conversations are kept.\n"
    assert stores.conversations() == ({"ann"}, {"ann"})


def test_stores_that_cannot_be_opened_are_a_sentence(tmp_path: Path) -> None:
    endpoints = str(write(tmp_path, "{}"))

    ended = erase_old("--days", "8", "--endpoints", endpoints)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == f"{endpoints} has no tracker_store in SQL.\n"
