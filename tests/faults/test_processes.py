"""Servers are killed, hang and are restarted while people talk with them."""

from __future__ import annotations

import signal
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from evaluation.bench.serving.load import conversations, load_test
from tests.faults.served import Served
from tests.people import QUESTIONS, Crowd
from tests.waiting import wait_until

REST_SECONDS = 6
RESTART_SECONDS = 18
KNOCKERS = 16
ONCE = {"Connection": "close"}


def test_a_killed_action_server(served: Served, time: int) -> None:
    with Crowd(served.url).asking() as crowd:
        served.kill("actions")
    assert crowd.refusals == [], "the Rasa server was not even touched"
    crowd.assert_nothing_is_lost()


def test_a_killed_action_server_while_programs_use_rest(served: Served, time: int) -> None:
    with ThreadPoolExecutor() as pool:
        asking = pool.submit(load_test, served.url, conversations(QUESTIONS, 3), 2, REST_SECONDS)
        served.kill("actions")
    load = asking.result()
    assert load.errors == []
    assert load.answers


@pytest.mark.parametrize("killed", [("server",), ("server", "actions")], ids="+".join)
def test_a_killed_rasa_server(served: Served, killed: tuple[str, ...], time: int) -> None:
    with Crowd(served.url).asking() as crowd:
        served.kill(*killed)
    crowd.assert_nothing_is_lost()


def test_an_action_server_that_hangs(served: Served, time: int) -> None:
    crowd = Crowd(served.url)
    with crowd.asking():
        served.send("actions", signal.SIGSTOP)
        try:
            wait_until(lambda: len(crowd.apologies) >= crowd.number)
        finally:
            served.send("actions", signal.SIGCONT)
    assert crowd.refusals == []
    crowd.assert_nothing_is_lost()


def test_servers_that_keep_hanging(served: Served, time: int) -> None:
    """Not even a watchdog's patience makes anybody lose a turn."""
    names = ("actions", "server")
    served.wait_until_started(*names)
    before = {name: served.pid(name) for name in names}
    with Crowd(served.url).asking() as crowd:
        for name in names:
            served.send(name, signal.SIGSTOP)
        for name in names:
            wait_until(lambda name=name: served.pid(name) not in (0, before[name]), name)  # type: ignore[misc]
    crowd.assert_nothing_is_lost()


def test_a_restarted_action_server_is_not_noticed(served: Served, time: int) -> None:
    with Crowd(served.url).asking() as crowd:
        restarted = served.restart("actions")
    assert restarted.returncode == 0, restarted.stderr
    assert crowd.refusals == []
    assert crowd.apologies == []
    crowd.assert_nothing_is_lost()


def test_a_restart_while_programs_use_rest(served: Served, time: int) -> None:
    """They keep their connections open and busy, as a browser's page doesn't."""
    with ThreadPoolExecutor() as pool:
        people = conversations(QUESTIONS, 20)
        asking = pool.submit(load_test, served.url, people, 8, RESTART_SECONDS)
        restarted = served.restart("actions", "server")
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
