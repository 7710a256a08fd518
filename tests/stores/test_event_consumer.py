"""What the consumer takes, and when it doesn't start; tests/cluster has one at work."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from stores.event_consumer import _read
from tests.stores.databases import Stores
from tests.stores.test_endpoints import ENDPOINTS, write

EVENT = {"sender_id": "ann", "event": "user", "text": "Hi", "timestamp": 1.5}


def test_an_event_is_taken_as_it_is() -> None:
    assert _read(json.dumps(EVENT).encode()) == EVENT


@pytest.mark.parametrize(
    "body",
    [
        "no JSON",
        [],
        {},
        {**EVENT, "sender_id": None},
        {**EVENT, "sender_id": ""},
        {**EVENT, "sender_id": "a" * 256},
        {**EVENT, "event": 5},
    ],
)
def test_what_no_store_could_hold_is_left_out(body: Any, caplog: pytest.LogCaptureFixture) -> None:
    assert _read(body.encode() if isinstance(body, str) else json.dumps(body).encode()) is None
    assert "is no event; it is left out" in caplog.text
    assert "Hi" not in caplog.text


@pytest.mark.parametrize(
    ("endpoints", "words"),
    [
        ("{}", "has no tracker_store in SQL."),
        (ENDPOINTS.split("event_broker")[0], "must have an event_broker and a tracker_store."),
        (ENDPOINTS, "must say in its tracker_store where events end up (event_store)."),
    ],
)
def test_wrong_settings_are_a_sentence(
    stores: Stores, tmp_path: Path, endpoints: str, words: str
) -> None:
    path = write(tmp_path, endpoints.replace("{0}", str(tmp_path)))
    ended = subprocess.run(
        [sys.executable, "-m", "stores.event_consumer", "--endpoints", str(path)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (ended.returncode, ended.stderr) == (1, f"{path} {words}\n")
