"""A person has their data erased: asked, confirmed and done, with the real assistant."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from evaluation.assistant import Assistant, Conversation
from tests.stores.databases import rows
from tests.web_client import WebClient, new_id

PAY = "How much do ML engineers earn?"
ASKS, ERASED = "Shall I erase everything", "Done: everything we said is erased"


@pytest.mark.parametrize(
    ("wish", "asks", "erased"),
    [
        ("delete my data", ASKS, ERASED),
        ("effacez mes données", "Dois-je effacer tout", "C’est fait"),
    ],
)
def test_asked_and_confirmed(running: Assistant, wish: str, asks: str, erased: str) -> None:
    ann, ben = Conversation(running), Conversation(running)
    ann.say(PAY)
    ben.say(PAY)
    before = rows(running, ben.sender)
    question = ann.say(wish)
    assert question["text"].startswith(asks)
    assert ann.say(question["buttons"][0]["payload"])["text"].startswith(erased)

    assert rows(running, ann.sender) == (0, 0)
    assert rows(running, ben.sender) == before
    assert min(before) > 0


def test_a_typed_yes_and_a_new_start(running: Assistant) -> None:
    ann = Conversation(running)
    ann.say("What does it pay with 8 years of experience?")
    ann.say("delete my data")
    assert ann.say("yes")["text"].startswith(ERASED)

    assert rows(running, ann.sender) == (0, 0)
    # Nothing is remembered: neither what was asked nor that something was to be erased.
    assert ERASED not in ann.say("yes")["text"]
    assert "not sure what that refers to" in ann.say("tell me more")["text"]


def test_no_and_anything_else_keep_everything(running: Assistant) -> None:
    for answer in ("No, thanks", "Which skills do I need?"):
        ann = Conversation(running)
        ann.say("delete my data")
        before = rows(running, ann.sender)
        said = ann.say(answer)["text"]
        assert ("essential ones" in said) == (answer != "No, thanks")
        assert ("nothing was erased" in said) == (answer == "No, thanks")
        assert ERASED not in ann.say("yes")["text"]
        assert rows(running, ann.sender) > before


def test_on_the_web_the_history_is_empty_and_ratings_are_gone(running: Assistant) -> None:
    web = WebClient(running.url)
    answer = web.answer(PAY)
    assert web.rate(answer["id"], "down", comment="My name is Ann").status_code == 204
    web.answer("delete my data")
    last = web.answer("Yes, erase everything")
    assert last["text"].startswith(ERASED)
    assert last["erased"] is True

    assert web.history() == []
    assert rows(running, web.conversation) == (0, 0)
    for name in ("conversations.db", "events.db"):
        assert b"My name is Ann" not in (running.folder / name).read_bytes()
    assert web.rate(answer["id"], "up").status_code == 404
    web.answer(PAY)
    assert len(web.history()) == 2


def test_a_confirmation_whose_answer_was_lost_can_be_repeated(running: Assistant) -> None:
    web, message_id = WebClient(running.url), new_id()
    web.answer(PAY)
    web.answer("delete my data")
    first = web.answer("yes", message_id)
    assert first["text"].startswith(ERASED)

    for _ in range(3):
        assert web.answer("yes", message_id) == first
        assert rows(running, web.conversation) == (0, 0), "no new conversation has begun"
    web.answer(PAY)
    kept = rows(running, web.conversation)
    assert web.answer("yes", message_id) == first
    assert rows(running, web.conversation) == kept, "what was said since then stays"
    assert len(web.history()) == 2


@pytest.mark.parametrize("name", ["conversations.db", "events.db"])
def test_what_could_not_be_erased_is_not_said_to_be(running: Assistant, name: str) -> None:
    web, message_id = WebClient(running.url), new_id()
    web.answer(PAY)
    web.answer("delete my data")
    refuse = "CREATE TRIGGER refuse BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'no'); END"
    with closing(sqlite3.connect(running.folder / name)) as database:
        database.execute(refuse)
        assert web.ask("yes", message_id).status_code == 503
        database.execute("DROP TRIGGER refuse")

    # The page sends the same message again.
    assert web.answer("yes", message_id)["text"].startswith(ERASED)
    assert rows(running, web.conversation) == (0, 0)
