"""In Slack, a person has all of their conversations erased, and nobody else's."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from evaluation.assistant import Assistant
from tests.channels.slack.stand_in import SlackStandIn

SKILLS = "What skills do I need?"  # one message; an answer with a chart is two


def conversations(server: Assistant) -> set[str]:
    """Those that either store has something of."""
    found = set()
    for name in ("conversations.db", "events.db"):
        with closing(sqlite3.connect(server.folder / name)) as database:
            found |= {row[0] for row in database.execute("SELECT sender_id FROM events")}
    return found


def test_all_of_a_persons_conversations_are_erased(slack: SlackStandIn, server: Assistant) -> None:
    at = slack.url[-5:]
    ann, channel = f"U0GONE{at}", f"D0GONE{at}"
    slack.command(ann, "C0ERASE", SKILLS)
    slack.write("U0STAY", f"D0STAY{at}", SKILLS)
    slack.write(ann, channel, SKILLS)
    slack.wait_for(3)
    others = {each for each in conversations(server) if not each.endswith(ann)}
    assert len(conversations(server)) == len(others) + 2
    slack.write(ann, channel, "delete my data")
    question = slack.wait_for(1, after=3)[0]
    slack.press(ann, question, "Yes, erase everything")
    assert "everything we said is erased" in slack.wait_for(1, after=4)[0].everything

    assert conversations(server) == others
