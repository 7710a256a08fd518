"""Erasing while databases come and go: done is done, in every store."""

from __future__ import annotations

import pytest

from deploy.local.cluster import Cluster
from tests.cluster.faults import Faults
from tests.people import QUESTIONS, Person, new_id
from tests.waiting import wait_until

ERASED = "Done: everything we said is erased"


def someone_who_wants_it(cluster: Cluster, faults: Faults) -> Person:
    """Has been asked whether everything shall be erased."""
    person = Person(cluster.url)
    person.say(f"My name is Ann. {QUESTIONS[0]}")
    wait_until(lambda: faults.rows("events", person.conversation) > 0, "nothing was consumed")
    person.say("delete my data")
    return person


def test_after_the_database_was_restarted_done_is_done(cluster: Cluster, faults: Faults) -> None:
    others = [Person(cluster.url) for _ in range(6)]
    for other in others:  # connections of both servers are in use before
        other.say(QUESTIONS[1])
    person = someone_who_wants_it(cluster, faults)
    faults.kill("postgres")
    wait_until(faults.database_is_up, "PostgreSQL is not back")

    (answer,) = person.say("yes")
    assert answer["text"].startswith(ERASED)
    for name in ("conversations", "events"):
        assert faults.rows(name, person.conversation) == 0
    assert person.refusals == [], "a connection that has died is nobody's trouble"
    assert person.history() == []
    for other in others:
        assert len(other.history()) == 2


@pytest.mark.parametrize("server", ["rasa-1", "rasa-2"])
def test_a_confirmation_can_be_repeated_on_any_server(
    cluster: Cluster, faults: Faults, server: str
) -> None:
    person, message_id = someone_who_wants_it(cluster, faults), new_id()
    first = person.say("yes", message_id)
    body = {"id": message_id, "message": "yes"}
    again = person.post("messages", body, cluster.server_url(server))
    assert again.json()["messages"] == first
    for name in ("conversations", "events"):
        assert faults.rows(name, person.conversation) == 0
