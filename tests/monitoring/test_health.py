"""Health check and readiness probe: what they say, and to whom."""

from __future__ import annotations

import requests

from evaluation.assistant import Assistant
from tests.monitoring.conftest import TOKEN
from tests.monitoring.probe import FORWARDED, becomes_ready, ready

ALL_OK = dict.fromkeys(
    ("model", "tracker_store", "lock_store", "event_broker", "action_server"), "ok"
)


def test_alive_and_ready(fragile: Assistant) -> None:
    assert requests.get(f"{fragile.url}/health", timeout=30).json() == {"status": "ok"}
    becomes_ready(fragile.url)
    assert ready(fragile.url).json()["parts"] == ALL_OK


def test_others_see_only_whether_it_is_ready(fragile: Assistant) -> None:
    becomes_ready(fragile.url)
    assert ready(fragile.url, **FORWARDED).json() == {"ready": True}
    assert ready(fragile.url, Authorization="Bearer guess", **FORWARDED).json() == {"ready": True}
    with_token = ready(fragile.url, Authorization=f"Bearer {TOKEN}", **FORWARDED)
    assert with_token.json()["parts"] == ALL_OK


def test_a_part_that_there_is_not(fragile: Assistant) -> None:
    response = ready(fragile.url, "?exclude=coffee")
    assert response.status_code == 400
    assert "'coffee'" in response.json()["error"]
