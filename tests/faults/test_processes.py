"""Servers are killed, hang and are restarted while people talk with them."""

from __future__ import annotations

import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from bench.serving.load import ask, conversations
from tests.faults.served import Served
from tests.people import QUESTIONS, Crowd
from tests.waiting import wait_until

REST_SECONDS = 6


def test_a_killed_action_server(served: Served, time: int) -> None:
    with Crowd(served.url).asking() as crowd:
        served.kill("actions")
    assert crowd.refusals == [], "the Rasa server was not even touched"
    crowd.assert_nothing_is_lost()


def test_a_killed_action_server_while_programs_use_rest(served: Served, time: int) -> None:
    with ThreadPoolExecutor() as pool:
        asking = pool.submit(ask, served.url, conversations(QUESTIONS, 3), 2, REST_SECONDS)
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


def test_a_restarted_action_server_is_not_noticed(served: Served, time: int) -> None:
    with Crowd(served.url).asking() as crowd:
        served.restart("actions")
    assert crowd.refusals == []
    assert crowd.apologies == []
    crowd.assert_nothing_is_lost()


def test_a_restarted_rasa_server_finishes_what_it_was_asked(served: Served, time: int) -> None:
    with Crowd(served.url).asking() as crowd:
        served.restart("server")
    assert set(crowd.refusals) <= {"ConnectionError"}, "the page asks again, as with any reload"
    assert crowd.apologies == []
    crowd.assert_nothing_is_lost()
