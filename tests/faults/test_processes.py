"""Servers are killed, hang and are restarted while people talk with them."""

from __future__ import annotations

import signal

import pytest

from tests.assistant import wait_until
from tests.cluster.people import LOOKING_UP, Crowd
from tests.faults.served import Served, assert_nothing_is_lost


def apologies(crowd: Crowd) -> list[str]:
    """What was said where an answer could not be looked up."""
    said = [
        message for person in crowd.people for each in person.answers.values() for message in each
    ]
    return [message["text"] for message in said if message["text"].startswith(LOOKING_UP)]


def test_a_killed_action_server(served: Served, time: int) -> None:
    with Crowd(served.url).asking() as crowd:
        served.kill("actions")
    assert crowd.refusals == [], "the Rasa server was not even touched"
    assert_nothing_is_lost(crowd)


@pytest.mark.parametrize("killed", [("server",), ("server", "actions")], ids="+".join)
def test_a_killed_rasa_server(served: Served, killed: tuple[str, ...], time: int) -> None:
    with Crowd(served.url).asking() as crowd:
        served.kill(*killed)
    assert_nothing_is_lost(crowd)


def test_an_action_server_that_hangs(served: Served, time: int) -> None:
    crowd = Crowd(served.url)
    with crowd.asking():
        served.send("actions", signal.SIGSTOP)
        try:
            wait_until(lambda: len(apologies(crowd)) >= crowd.number)
        finally:
            served.send("actions", signal.SIGCONT)
    assert crowd.refusals == []
    assert_nothing_is_lost(crowd)


def test_a_restarted_action_server_is_not_noticed(served: Served, time: int) -> None:
    with Crowd(served.url).asking() as crowd:
        served.restart("actions")
    assert crowd.refusals == []
    assert apologies(crowd) == []
    assert_nothing_is_lost(crowd)


def test_a_restarted_rasa_server_finishes_what_it_was_asked(served: Served, time: int) -> None:
    with Crowd(served.url).asking() as crowd:
        served.restart("server")
    assert set(crowd.refusals) <= {"ConnectionError"}, "the page asks again, as with any reload"
    assert apologies(crowd) == []
    assert_nothing_is_lost(crowd)
