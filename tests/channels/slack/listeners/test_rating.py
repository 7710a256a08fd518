"""👍, 👎 and comments, kept like those of the web page."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import Any

from aiohttp import web

from evaluation.assistant import Assistant
from tests.channels.slack.asking import FOLLOW_UP, MENTION, SKILLS, nothing_more_comes
from tests.channels.slack.stand_in import Sent, SlackStandIn
from tests.waiting import wait_until


def kept(server: Assistant, conversation: str) -> list[dict[str, Any]]:
    """What was said about the answers of a conversation, as the event broker has it."""
    with closing(sqlite3.connect(server.folder / "events.db")) as events:
        rows = events.execute("select data from events where sender_id = ?", (conversation,))
        all_events = [json.loads(data) for (data,) in rows.fetchall()]
    return [
        event["value"]
        for event in all_events
        if event["event"] == "slot" and event["name"] == "feedback" and event["value"]
    ]


def asked(slack: SlackStandIn, channel: str) -> Sent:
    """An answer in a direct message."""
    slack.write("U0ANN", channel, SKILLS)
    return slack.wait_for(1)[0]


def test_a_thumb_up(slack: SlackStandIn, server: Assistant) -> None:
    channel = f"D0UP{slack.url[-5:]}"
    slack.press("U0ANN", asked(slack, channel), "👍")
    thanks = slack.wait_for(1, after=1)[0]
    assert thanks.only_for == "U0ANN"
    assert thanks.text.startswith("Thanks!")
    [rating] = kept(server, f"slack:T0TEAM:{channel}::U0ANN")
    assert (rating["rating"], rating["comment"]) == ("up", None)
    assert (rating["question"], rating["topic"]) == (SKILLS, "skills")


def test_a_thumb_down_asks_what_was_wrong(slack: SlackStandIn, server: Assistant) -> None:
    channel = f"D0DOWN{slack.url[-5:]}"
    slack.press("U0ANN", asked(slack, channel), "👎")
    slack.wait_for(1, after=1)
    form = slack.last_call("views.open")["view"]
    [field] = form["blocks"]
    assert field["optional"] is True
    slack.submit(
        "U0ANN",
        {field["block_id"]: {field["element"]["action_id"]: {"value": "I wanted the tools."}}},
    )
    conversation = f"slack:T0TEAM:{channel}::U0ANN"
    wait_until(lambda: len(kept(server, conversation)) == 2)
    first, last = kept(server, conversation)
    assert (first["rating"], first["comment"]) == ("down", None)
    assert (last["rating"], last["comment"]) == ("down", "I wanted the tools.")
    assert first["answer"] == last["answer"]


def test_several_people_rate_one_answer(http: SlackStandIn, server: Assistant) -> None:
    thread = http.write("U0ANN", "C0GENERAL", f"{MENTION} {SKILLS}")
    [answer] = http.wait_for(1)
    for number, (person, thumb) in enumerate((("U0ANN", "👍"), ("U0BEN", "👎"), ("U0CAT", "👍"))):
        http.press(person, answer, thumb)
        http.wait_for(1, after=1 + number)
    ratings = [
        kept(server, f"slack:T0TEAM:C0GENERAL:{thread}:{person}")[0]
        for person in ("U0ANN", "U0BEN", "U0CAT")
    ]
    assert [rating["rating"] for rating in ratings] == ["up", "down", "up"]
    assert len({rating["answer"] for rating in ratings}) == 1


def test_who_has_only_rated_is_not_followed(http: SlackStandIn) -> None:
    thread = http.write("U0ANN", "C0GENERAL", f"{MENTION} {SKILLS}")
    [answer] = http.wait_for(1)
    http.press("U0BEN", answer, "👍")
    http.wait_for(1, after=1)
    http.write("U0BEN", "C0GENERAL", FOLLOW_UP, thread, "U0ANN")
    assert nothing_more_comes(http)


def test_the_thanks_come_in_the_thread_where_the_button_is(slack: SlackStandIn) -> None:
    thread = slack.write("U0ANN", "C0GENERAL", f"{MENTION} {SKILLS}")
    [answer] = slack.wait_for(1)
    slack.press("U0BEN", answer, "👎")
    thanks = slack.wait_for(1, after=1)[0]
    assert (thanks.channel, thanks.thread_ts, thanks.only_for) == ("C0GENERAL", thread, "U0BEN")
    assert thanks.text.startswith("Thanks, noted")


def test_where_the_app_is_no_member_the_thanks_come_all_the_same(http: SlackStandIn) -> None:
    http.write("U0ANN", "C0THIRD", f"{MENTION} {SKILLS}")
    [answer] = http.wait_for(1)
    http.channels.remove("C0THIRD")
    http.press("U0ANN", answer, "👍")
    assert http.wait_for(1, after=1)[0].text.startswith("Thanks!")
    http.channels.add("C0THIRD")


def test_the_two_buttons_of_older_messages(http: SlackStandIn, server: Assistant) -> None:
    answer = asked(http, "D0OLDER")
    [value] = {button["value"].partition(" ")[2] for button in answer.buttons[-2:]}
    for number, (action_id, thumb) in enumerate((("rate_up", "👍"), ("rate_down", "👎"))):
        button = {"action_id": action_id, "type": "button", "value": value}
        older = {"type": "actions", "elements": [button | {"text": {"text": thumb}}]}
        http.press("U0ANN", replace(answer, blocks=[older]), thumb)
        http.wait_for(1, after=1 + number)
    ratings = kept(server, "slack:T0TEAM:D0OLDER::U0ANN")
    assert [rating["rating"] for rating in ratings] == ["up", "down"]


def test_a_form_without_a_comment_changes_nothing(http: SlackStandIn, server: Assistant) -> None:
    http.press("U0ANN", asked(http, "D0SKIP"), "👎")
    http.wait_for(1, after=1)
    http.submit("U0ANN", {"comment": {"comment": {"value": None}}})
    http.write("U0ANN", "D0SKIP", "thanks")
    http.wait_for(1, after=2)
    assert len(kept(server, "slack:T0TEAM:D0SKIP::U0ANN")) == 1


def test_answers_in_channels_and_of_the_slash_command_can_be_rated(
    http: SlackStandIn, server: Assistant
) -> None:
    http.command("U0ANN", "C0NOTIN", SKILLS)
    [answer] = http.wait_for(1)
    before = len(kept(server, "slack:T0TEAM:C0NOTIN::U0ANN"))
    http.press("U0ANN", answer, "👍")
    http.wait_for(1, after=1)
    assert len(kept(server, "slack:T0TEAM:C0NOTIN::U0ANN")) == before + 1


def test_small_talk_has_no_thumbs(http: SlackStandIn) -> None:
    http.write("U0ANN", "D0HI", "hi")
    assert "👍" not in http.wait_for(1)[0].titles


def test_a_form_that_does_not_open_loses_no_rating(http: SlackStandIn) -> None:
    http.write("U0ANN", "D0ANN", SKILLS)
    [answer] = http.wait_for(1)
    expired = web.json_response({"ok": False, "error": "expired_trigger_id"})
    http.refusals["views.open"] = [expired]
    http.press("U0ANN", answer, "👎")
    assert http.wait_for(1, after=1)[0].text.startswith("Thanks, noted")
