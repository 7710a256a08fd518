"""Servers and their model are replaced, and nobody notices."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from deploy.local.cluster import READY, Cluster
from server.last_good_model import copy_of
from server.supervision.servers import wait_for
from tests.cluster.faults import Faults
from tests.conftest import MODEL
from tests.models import ASKS_FOR_THEM, NEW_WORDS, OLD_WORDS, that_is_cut_off, with_new_words
from tests.people import Crowd, Person
from tests.waiting import SECONDS, wait_until

SERVERS = ("rasa-1", "rasa-2")
TAKEN, REFUSED = "has taken over", "is not used: EOFError"
KEPT = "is not used: it can't be loaded. The last one that worked"


def replace_model(cluster: Cluster, make_model: Callable[[Path], object], said: str) -> None:
    """Puts a model in the place of the running one, and waits until each server has said so."""
    new = cluster.model.with_name("new.tar.gz")
    make_model(new)
    before = {server: cluster.log(server).count(said) for server in SERVERS}
    new.replace(cluster.model)

    def all_said_so() -> bool:
        return all(cluster.log(server).count(said) > before[server] for server in SERVERS)

    answered = wait_for(all_said_so, SECONDS)
    assert answered, [cluster.log(server)[-1000:] for server in SERVERS]


def words_of(cluster: Cluster, server: str) -> str:
    """What one server answers to a question whose answer is in the model."""
    text: str = Person(cluster.server_url(server)).say(ASKS_FOR_THEM)[0]["text"]
    return text


@pytest.mark.parametrize("kind", ["actions", "rasa"])
def test_a_rolling_restart_fails_no_request(cluster: Cluster, faults: Faults, kind: str) -> None:
    crowd = Crowd(cluster.url)
    with crowd.asking():
        for number in (1, 2):
            faults.restart(f"{kind}-{number}")
    assert crowd.refusals == []
    faults.assert_nothing_is_lost(crowd)


def test_a_broken_model_never_takes_over(cluster: Cluster, faults: Faults) -> None:
    with Crowd(cluster.url).asking() as crowd:
        replace_model(cluster, that_is_cut_off, REFUSED)
        assert all(OLD_WORDS in words_of(cluster, server) for server in SERVERS)

        # A server that is started anew uses the last one that worked.
        faults.restart("rasa-1")
        assert KEPT in cluster.log("rasa-1")
        assert OLD_WORDS in words_of(cluster, "rasa-1")
        # One that has nothing but the broken one isn't ready: a rolling upgrade ends here.
        faults.stop("rasa-1")
        shutil.rmtree(copy_of(cluster.model).parent)
        faults.start("rasa-1")
        ready = cluster.server_url("rasa-1") + READY
        wait_until(lambda: _status(ready) == 503, "rasa-1 doesn't say that it isn't ready")
        crowd.wait_for_answers()
    assert crowd.refusals == []
    assert OLD_WORDS in words_of(cluster, "rasa-2")
    shutil.copy(MODEL, cluster.model)
    faults.restart("rasa-1")
    wait_until(lambda: TAKEN in cluster.log("rasa-2"), "rasa-2 stays with the one it has")
    faults.assert_nothing_is_lost(crowd)


def test_a_new_model_takes_over_on_every_server(cluster: Cluster, faults: Faults) -> None:
    assert all(OLD_WORDS in words_of(cluster, server) for server in SERVERS)
    with Crowd(cluster.url).asking() as crowd:
        replace_model(cluster, with_new_words, TAKEN)
    assert crowd.refusals == []
    assert all(NEW_WORDS in words_of(cluster, server) for server in SERVERS)
    faults.assert_nothing_is_lost(crowd)


def _status(url: str) -> int | None:
    try:
        return requests.get(url, timeout=30).status_code
    except requests.RequestException:
        return None
