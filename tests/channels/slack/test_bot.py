"""Answers in Slack, and apologies where there is none."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing

from channels.ask import APOLOGY
from channels.slack import phrases
from evaluation.assistant import Assistant
from tests.channels.slack.asking import SKILLS, nothing_more_comes
from tests.channels.slack.stand_in import SlackStandIn


def test_what_has_no_text_is_answered_too(http: SlackStandIn) -> None:
    http.write("U0ANN", "D0FILE", "", subtype="file_share")
    assert http.wait_for(1)[0].asides()[0] == "I can only read text."


def test_of_a_very_long_message_the_beginning_is_read(http: SlackStandIn) -> None:
    http.write("U0ANN", "D0LONG", f"{SKILLS} {'x ' * 2000}")
    assert http.wait_for(1)[0].asides()[0].startswith("I read only the first 2000 characters")


def test_a_question_in_french_is_answered_in_french(http: SlackStandIn) -> None:
    http.write("U0ANN", "D0FRENCH", "Quelles compétences faut-il?")
    [answer] = http.wait_for(1)
    feedback = answer.buttons[-1]
    assert feedback["action_id"] == "rate", "no answer from the guide"
    assert feedback["accessibility_label"] == phrases.NOT_HELPFUL.in_language("fr")
    assert "compétences" in answer.everything
    assert "skills" not in answer.everything


def test_a_store_that_cannot_be_reached(http: SlackStandIn, server: Assistant) -> None:
    with closing(sqlite3.connect(server.folder / "conversations.db")) as store:
        store.execute("begin exclusive")
        http.write("U0ANN", "D0ANN", SKILLS)
        assert http.wait_for(1)[0].text == APOLOGY
    assert nothing_more_comes(http)


def test_an_action_server_that_is_down(http: SlackStandIn, server: Assistant) -> None:
    server.stop("actions")
    try:
        http.write("U0ANN", "D0ANN", SKILLS)
        assert "I can't look that up right now" in http.wait_for(1)[0].text
    finally:
        server.start("actions")
    assert nothing_more_comes(http)


def test_a_revoked_token_is_told_in_one_line(http: SlackStandIn, server: Assistant) -> None:
    logged = len(server.log("server"))
    http.token_error = "token_revoked"
    http.write("U0ANN", "D0ANN", SKILLS)
    http.wait_for_call("chat.postMessage")
    answer = server.ask(SKILLS, "somebody else")
    http.token_error = None
    assert answer[0]["text"].startswith("You need the right skills")
    deadline = time.monotonic() + 10
    while "token_revoked" not in server.log("server")[logged:]:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    [line] = server.log("server")[logged:].strip().splitlines()
    assert line.endswith("token_revoked: the token is wrong or was revoked; see docs/slack.md.")
    assert nothing_more_comes(http)
