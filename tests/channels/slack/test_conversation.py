"""Which conversation it is, by the channel, thread and person."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import requests

from channels.slack.conversation import SlackConversation
from evaluation.assistant import Assistant
from stores.conversation_id import is_reserved
from stores.person import person_of
from tests.channels.slack.asking import SKILLS
from tests.channels.slack.stand_in import SlackStandIn


def test_each_person_has_a_conversation_of_their_own_in_a_thread() -> None:
    ann, ben = (
        SlackConversation("T1", "C1", "U1", "1.5"),
        SlackConversation("T1", "C1", "U2", "1.5"),
    )

    assert ann.id == "slack:T1:C1:1.5:U1"
    assert ann.id != ben.id
    assert ann.id != SlackConversation("T1", "C1", "U1").id


def test_no_other_channel_may_use_them_and_they_are_one_person_s() -> None:
    thread, direct = SlackConversation("T1", "C1", "U1", "1.5"), SlackConversation("T1", "D1", "U1")

    assert is_reserved(thread.id)
    assert person_of(thread.id) == person_of(direct.id)


def test_direct_messages_are_known_by_their_channel() -> None:
    assert SlackConversation("T1", "D1", "U1").is_direct_message
    assert not SlackConversation("T1", "C1", "U1").is_direct_message


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


def test_a_conversation_cannot_be_reached_by_its_name(
    http: SlackStandIn, server: Assistant
) -> None:
    http.write("U0ANN", "D0SECRET", SKILLS)
    http.wait_for(1)
    for name in ("slack:T0TEAM:D0SECRET::U0ANN", " SLACK:T0TEAM:D0SECRET::U0ANN"):
        rest = requests.post(
            f"{server.url}/webhooks/rest/webhook",
            json={"sender": name, "message": "and the soft ones?"},
            timeout=10,
        )
        web = requests.post(
            f"{server.url}/chat/messages",
            json={"conversation": name, "message": "and the soft ones?"},
            timeout=10,
        )
        assert (rest.status_code, web.status_code) == (400, 400)
    assert "belongs to another channel" in rest.json()["error"]
