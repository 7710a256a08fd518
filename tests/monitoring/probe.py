"""Asks /ready what works."""

from __future__ import annotations

import requests

from tests.waiting import wait_until

FORWARDED = {"X-Forwarded-For": "192.0.2.1"}


def ready(url: str, query: str = "", **headers: str) -> requests.Response:
    """Asks; the checks themselves take a few seconds at most."""
    return requests.get(f"{url}/ready{query}", headers=headers, timeout=30)


def broken(url: str) -> dict[str, str]:
    """What doesn't work, by part."""
    response = ready(url)
    parts: dict[str, str] = response.json()["parts"]
    wrong = {part: how for part, how in parts.items() if how != "ok"}
    assert (response.status_code, response.json()["ready"]) == (
        (503, False) if wrong else (200, True)
    )
    return wrong


def becomes_broken(url: str, part: str, words: str) -> None:
    """Waits until one part is told to be broken, in these words, and no other."""
    wait_until(lambda: bool(broken(url)))
    assert list(broken(url)) == [part]
    assert words in broken(url)[part]


def becomes_ready(url: str) -> None:
    wait_until(lambda: not broken(url))
