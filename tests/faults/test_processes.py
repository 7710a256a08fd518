"""Servers are killed, hang and are restarted while people talk with them."""

from __future__ import annotations

import signal
import threading
import time as clock
from concurrent.futures import ThreadPoolExecutor
from itertools import takewhile

import requests

from evaluation.bench.serving.load import conversations, load_test
from server.handover import loaded_mark
from tests.faults.served import Served
from tests.people import QUESTIONS, Crowd
from tests.waiting import wait_until

KNOCKERS = 16
PAUSE_SECONDS = 0.1
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
    is_back = threading.Event()
    people = takewhile(lambda _: not is_back.is_set(), conversations(QUESTIONS, 20))
    with ThreadPoolExecutor() as pool:
        asking = pool.submit(load_test, served.url, people, 8)
        restarted = served.restart("server")
        is_back.set()
    load = asking.result()
    assert restarted.returncode == 0, restarted.stderr
    assert load.errors == []
    assert load.answers


def test_a_restart_takes_every_new_connection(served: Served, time: int) -> None:
    """Also those that the old process has accepted and not read yet."""
    mark = loaded_mark(served.logs, served.resting("server"))
    mark.unlink(missing_ok=True)
    is_back = threading.Event()

    def knock() -> int:
        times = 0
        while not is_back.is_set():
            requests.get(f"{served.url}/health", headers=ONCE, timeout=60).raise_for_status()
            times += 1
            if not mark.exists():  # what counts comes when the new process takes over
                clock.sleep(PAUSE_SECONDS)
        return times

    with ThreadPoolExecutor(KNOCKERS) as pool:
        knocking = [pool.submit(knock) for _ in range(KNOCKERS)]
        restarted = served.restart("server")
        is_back.set()
    assert restarted.returncode == 0, restarted.stderr
    assert all(each.result() > 1 for each in knocking)


def test_a_restarted_rasa_server_is_not_noticed(served: Served, time: int) -> None:
    """The old process answers until the new one has loaded, and then it ends."""
    before, resting = served.pid("server"), served.resting("server")
    with Crowd(served.url).asking() as crowd:
        restarted = served.restart("server")
    assert restarted.returncode == 0, restarted.stderr
    assert served.pid("server") not in (0, before)
    assert served.resting("server") != resting
    assert crowd.refusals == []
    assert crowd.apologies == []
    crowd.assert_nothing_is_lost()
