"""A conversation is one, on however many servers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from deploy.local.cluster import Cluster
from tests.cluster.faults import Faults
from tests.people import QUESTIONS, Person, new_id
from tests.waiting import wait_until

ERASED = "Done: everything we said is erased"


def test_it_goes_on_where_its_server_was_killed(cluster: Cluster, faults: Faults) -> None:
    person = Person(cluster.url)
    person.say("What does it pay with 8 years of experience?")
    for server in ("rasa-1", "rasa-2"):
        faults.kill(server)
        (answer,) = person.say("and with 2 years?")
        assert "2 years" in answer["text"]
        faults.wait_until_up(server)
    assert len(person.history()) == 6


def test_messages_on_two_servers_are_answered_one_after_another(
    cluster: Cluster, faults: Faults
) -> None:
    person, servers = Person(cluster.url), [cluster.server_url(f"rasa-{n}") for n in (1, 2)]

    def ask(number: int) -> int:
        body = {"id": new_id(), "message": QUESTIONS[number % len(QUESTIONS)]}
        return person.post("messages", body, servers[number % 2]).status_code

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(8))) == {200}
    turns = [entry["from"] for entry in person.history()]
    assert turns == ["user", "bot"] * 8


def test_the_same_message_on_two_servers_is_answered_once(cluster: Cluster) -> None:
    person, servers = Person(cluster.url), [cluster.server_url(f"rasa-{n}") for n in (1, 2)]
    body = {"id": new_id(), "message": QUESTIONS[0]}
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: person.post("messages", body, servers[n % 2]), range(8)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["messages"][0]["id"] for answer in answers}) == 1
    assert [entry["from"] for entry in person.history()] == ["user", "bot"]


def test_affinity_keeps_a_conversation_on_one_server(cluster: Cluster, faults: Faults) -> None:
    log = cluster.folder / "nginx" / "access.log"
    before = len(log.read_text().splitlines())
    person, others = Person(cluster.url), [Person(cluster.url) for _ in range(8)]
    for _ in range(4):
        person.history()
    lines = log.read_text().splitlines()[before:]
    assert len({line.split()[5] for line in lines if "/chat/history" in line}) == 1
    for other in others:
        other.history()
    lines = log.read_text().splitlines()[before:]
    assert len({line.split()[5] for line in lines if "/chat/history" in line}) == 2


def test_erasure_reaches_events_that_are_still_in_the_queue(
    cluster: Cluster, faults: Faults
) -> None:
    person, other = Person(cluster.url), Person(cluster.url)
    faults.stop("consumer")
    other.say(QUESTIONS[0])
    person.say("My name is Ann. How much do ML engineers earn?")
    person.say("delete my data")
    (answer,) = person.say("yes")
    assert answer["text"].startswith(ERASED)
    faults.start("consumer")
    wait_until(lambda: faults.rows("events", other.conversation) > 0, "nothing was consumed")

    assert faults.rows("events", person.conversation) == 0
    assert faults.rows("conversations", person.conversation) == 0
    # Who talks again is there again.
    person.say(QUESTIONS[0])
    wait_until(lambda: faults.rows("events", person.conversation) > 0, "nothing was consumed")


def test_what_is_private_is_not_public(cluster: Cluster) -> None:
    import requests

    for path in ("/", "/metrics", "/ready", "/version", "/conversations/x/tracker", "/status"):
        assert requests.get(cluster.url + path, timeout=10).status_code == 404
    assert requests.get(f"{cluster.url}/chat", timeout=10).status_code == 200
    too_large = requests.post(f"{cluster.url}/chat/messages", data=b"x" * 70_000, timeout=10)
    assert too_large.status_code == 413
    assert too_large.json() == {"error": "The request is too large."}
