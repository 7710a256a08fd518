"""Erasure from SQL stores: all of one person, and nothing of others."""

from __future__ import annotations

from pathlib import Path

from tests.stores.databases import Stores

ANN, BEN = "ann", "ben"
SECRET = "my name is Ann of Green Gables"


def confirm(stores: Stores, conversation: str) -> None:
    """Says yes to the question whether everything shall be erased."""
    stores.say(conversation, "yes", erasure="confirmed")


def test_a_confirmed_turn_erases_its_conversation_and_no_other(stores: Stores) -> None:
    for conversation in (ANN, BEN, "anna", "an%"):
        stores.say(conversation, SECRET)
    confirm(stores, ANN)

    others = {BEN, "anna", "an%"}
    assert stores.conversations() == (others, others)


def in_files(folder: Path, name: str) -> str:
    """What is in a database's file, and in those that SQLite keeps beside it."""
    content = b"".join(file.read_bytes() for file in folder.glob(f"{name}*"))
    return content.decode(errors="replace")


def test_nothing_of_it_stays_in_the_files(stores: Stores, tmp_path: Path) -> None:
    stores.say(ANN, SECRET)
    stores.say(BEN, "How much?")
    assert SECRET in in_files(tmp_path, "conversations.db")
    assert SECRET in in_files(tmp_path, "events.db")
    confirm(stores, ANN)

    assert SECRET not in in_files(tmp_path, "conversations.db")
    assert SECRET not in in_files(tmp_path, "events.db")


def test_the_connection_that_has_read_it_is_closed(stores: Stores) -> None:
    def connection() -> object:
        with stores.store.engine.connect() as used:
            return used.connection.dbapi_connection

    stores.say(ANN, SECRET)
    before = connection()
    stores.say(BEN, "How much?")
    assert connection() is before
    confirm(stores, ANN)
    assert connection() is not before


def test_the_next_message_begins_anew(stores: Stores) -> None:
    stores.say(ANN, SECRET)
    confirm(stores, ANN)
    stores.say(ANN, "How much?")
    stores.say(ANN, "Which skills?")

    assert stores.conversations() == ({ANN}, {ANN})


def test_in_slack_every_conversation_of_the_person_goes(stores: Stores) -> None:
    hers = ["slack:T0TEAM:D0ANN::U0ANN", "slack:T0TEAM:C0ALL:170.1:U0ANN"]
    others = {"slack:T0TEAM:C0ALL:170.1:U0BEN", "slack:T0OTHER:D0ANN::U0ANN", "U0ANN"}
    for conversation in (*hers, *others):
        stores.say(conversation, SECRET)
    confirm(stores, hers[0])

    assert stores.conversations() == (others, others)
