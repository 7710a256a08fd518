"""Servers are killed, hang and are restarted while people talk with them."""

from __future__ import annotations

import signal
import threading
from concurrent.futures import ThreadPoolExecutor

import requests

from evaluation.bench.serving.load import conversations, load_test
from tests.faults.served import Served
from tests.people import QUESTIONS, Crowd
from tests.waiting import wait_until

RESTART_SECONDS = 18
KNOCKERS = 16
ONCE = {"Connection": "close"}


def test_a_killed_rasa_server(served: Served, time: int) -> None:
    with Crowd(served.url).asking() as crowd:
        served.kill("server")
    crowd.assert_nothing_is_lost()


def test_a_server_that_keeps_hanging(served: Served, time: int) -> None:
    """Not even a watchdog's patience makes anybody lose a turn."""
    served.wait_until_started("server")
    before = served.pid("server")
    # Before, it has minutes to start.
    wait_until(lambda: f"server ({before}) answers" in served.log("watchdog"))
    with Crowd(served.url).asking() as crowd:
        served.send("server", signal.SIGSTOP)
        wait_until(lambda: served.pid("server") not in (0, before), "it goes on hanging")
    crowd.assert_nothing_is_lost()


def test_a_guide_that_is_taken_up_is_not_noticed(served: Served, time: int) -> None:
    process = served.pid("server")
    with Crowd(served.url).asking() as crowd:
        reloaded = served.restart("guide")
    assert reloaded.returncode == 0, reloaded.stderr
    assert served.pid("server") == process
    assert crowd.refusals == []
    assert crowd.apologies == []
    crowd.assert_nothing_is_lost()


def test_a_restart_while_programs_use_rest(served: Served, time: int) -> None:
    """They keep their connections open and busy, as a browser's page doesn't."""
    with ThreadPoolExecutor() as pool:
        people = conversations(QUESTIONS, 20)
        asking = pool.submit(load_test, served.url, people, 8, RESTART_SECONDS)
        restarted = served.restart("server")
    load = asking.result()
    assert restarted.returncode == 0, restarted.stderr
    assert load.errors == []
    assert load.answers


def test_a_restart_takes_every_new_connection(served: Served, time: int) -> None:
    """Also those that the old process has accepted and not read yet."""
    is_back = threading.Event()

    def knock() -> int:
        times = 0
        while not is_back.is_set():
            requests.get(f"{served.url}/health", headers=ONCE, timeout=60).raise_for_status()
            times += 1
        return times

    with ThreadPoolExecutor(KNOCKERS) as pool:
        knocking = [pool.submit(knock) for _ in range(KNOCKERS)]
        restarted = served.restart("server")
        is_back.set()
    assert restarted.returncode == 0, restarted.stderr
    assert all(each.result() > 1 for each in knocking)


def test_a_restarted_rasa_server_is_not_noticed(served: Served, time: int) -> None:
    with Crowd(served.url).asking() as crowd:
        restarted = served.restart("server")
    assert restarted.returncode == 0, restarted.stderr
    assert crowd.refusals == []
    assert crowd.apologies == []
    crowd.assert_nothing_is_lost()
