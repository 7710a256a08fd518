"""What people write, and secrets, are in no log above LOG_LEVEL=DEBUG, whatever goes wrong."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from evaluation.assistant import Assistant, Conversation
from stores.errors import reason
from tests.waiting import wait_until
from tests.web_client import WebClient

SECRET = "Bartholomew"
QUESTION = f"I am {SECRET}, how much do ML engineers earn?"
REFUSE = "CREATE TRIGGER refuse BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'refused'); END"
SECRETS = {"SLACK_BOT_TOKEN": "xoxb-not-for-logs", "SLACK_SIGNING_SECRET": "nor-this-one"}
SETTINGS = {
    "LOG_LEVEL": "INFO",
    "LOG_LEVEL_LIBRARIES": "INFO",
    "LOG_FORMAT": "json",  # the same lines, with more in them
    "SLACK_API_URL": "http://127.0.0.1:1/",  # nobody is there, which is logged
} | SECRETS


def refuse_rows(database: Path) -> None:
    """Makes a store fail when it writes."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(REFUSE)


def test_no_words_no_conversations_and_no_secrets_in_logs(tmp_path: Path) -> None:
    with Assistant(tmp_path, settings=SETTINGS, has_action_server=True) as assistant:
        rest, web = Conversation(assistant), WebClient(assistant.url)
        rest.say(QUESTION)
        answer = web.answer(QUESTION)
        web.rate(answer["id"], "down", comment=SECRET)
        web.ask(SECRET * 1000)
        refuse_rows(tmp_path / "events.db")
        assistant.ask(QUESTION, rest.sender)
        refuse_rows(tmp_path / "conversations.db")
        assistant.ask(QUESTION, rest.sender)
        web.ask(QUESTION)
        web.rate(answer["id"], "up", comment=SECRET)
        assistant.stop("actions")
        assistant.ask(QUESTION, rest.sender)
        wait_until(lambda: "Slack can't be reached" in assistant.log("server"))
        server, actions = assistant.log("server"), assistant.log("actions")

    assert "refused" in server, "the failures should be told"
    for log in (server, actions):
        assert not [secret for secret in SECRETS.values() if secret in log]
        assert SECRET not in log
        assert web.conversation not in log
        assert rest.sender not in log


def test_the_reason_is_the_databases_without_the_statement() -> None:
    with (
        pytest.raises(sa.exc.SQLAlchemyError) as failed,
        sa.create_engine("sqlite://").connect() as db,
    ):
        db.execute(sa.text("SELECT * FROM nowhere WHERE name = :name"), {"name": SECRET})
    assert SECRET in str(failed.value)
    assert reason(failed.value) == "no such table: nowhere"


def test_other_errors_are_told_by_their_kind() -> None:
    assert reason(ValueError(SECRET)) == "ValueError"
