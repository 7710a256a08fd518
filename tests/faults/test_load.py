"""One address sends as many long messages as it can; everybody else is answered all the same."""

from __future__ import annotations

import json
import sqlite3
import threading
import time as clock
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
import requests

from tests.faults.served import Served
from tests.people import QUESTIONS, new_id

FLOOD = 60
LONGEST_SECONDS = 120
LONG = (
    "Where could somebody start who likes numbers, lives far from any city and has a family? " * 30
)[:1990]


@pytest.fixture(scope="module")
def behind_a_proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """So that the test can have several addresses."""
    folder = tmp_path_factory.mktemp("load")
    with Served(folder, folder, settings={"SANIC_PROXIES_COUNT": "1"}) as running:
        yield running


def say(url: str, address: str, conversation: str, text: str) -> tuple[float, requests.Response]:
    """Sends a message; returns how long the answer took, and the answer."""
    began = clock.perf_counter()
    response = requests.post(
        f"{url}/chat/messages",
        json={"conversation": conversation, "id": new_id(), "message": text},
        headers={"X-Forwarded-For": address},
        timeout=LONGEST_SECONDS,
    )
    return clock.perf_counter() - began, response


def test_others_do_not_wait_for_one_address(behind_a_proxy: Served) -> None:
    url, over = behind_a_proxy.url, threading.Event()
    loud = [new_id() for _ in range(FLOOD)]
    others = {f"192.0.2.{number}": new_id() for number in (1, 2, 3)}
    waits: list[float] = []
    health: list[float] = []
    said: Counter[str] = Counter()

    def ask(address: str) -> None:
        while not over.is_set():
            seconds, response = say(url, address, others[address], QUESTIONS[0])
            assert response.status_code == 200, response.text
            waits.append(seconds)
            said[others[address]] += 1

    def look() -> None:
        while not over.is_set():
            began = clock.perf_counter()
            assert requests.get(f"{url}/health", timeout=LONGEST_SECONDS).ok
            health.append(clock.perf_counter() - began)
            clock.sleep(0.1)

    process = behind_a_proxy.pid("server")
    with ThreadPoolExecutor(FLOOD + len(others) + 1) as pool:
        began = clock.perf_counter()
        flood = [
            pool.submit(say, url, "198.51.100.1", conversation, f"{number} {LONG}")
            for number, conversation in enumerate(loud)
        ]
        meanwhile = [pool.submit(ask, address) for address in others] + [pool.submit(look)]
        answers = [each.result() for each in flood]
        flooded = clock.perf_counter() - began
        over.set()
        for each in meanwhile:
            each.result()

    assert {response.status_code for _, response in answers} == {200}
    assert behind_a_proxy.pid("server") == process, "the watchdog spares who is busy"
    # In turn, a question waits for one long message; behind them, it would for all of them.
    assert max(waits) < flooded / 2, (max(waits), flooded)
    assert max(health) < flooded / 4, (max(health), flooded)
    print(f"flood {flooded:.1f} s; others {max(waits):.2f} s; /health {max(health):.2f} s")
    stored: Counter[str] = Counter()
    with closing(sqlite3.connect(behind_a_proxy.conversations, timeout=30)) as database:
        for sender, data in database.execute("SELECT sender_id, data FROM events"):
            stored[sender] += json.loads(data)["event"] == "user"
    assert stored == Counter(loud) + said
