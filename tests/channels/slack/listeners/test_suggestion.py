"""Suggestion buttons."""

from __future__ import annotations

from tests.channels.slack.asking import answer_after, ask_in_channel
from tests.channels.slack.stand_in import SlackStandIn


def test_pressed_in_a_direct_message(slack: SlackStandIn) -> None:
    slack.write("U0ANN", "D0PRESS", "hi")
    [greeting] = slack.wait_for(1)
    title = greeting.titles[2]
    slack.press("U0ANN", greeting, title)
    answer = answer_after(slack, 1)
    assert answer.channel == "D0PRESS"
    assert answer.asides()[0] == f"You asked: “{title}”"
    # Which question is offered there decides whether a degree or just "one" is named.
    assert "You don't necessarily need" in answer.text


def test_pressed_in_a_thread_by_somebody_else(http: SlackStandIn) -> None:
    thread = ask_in_channel(http, "U0ANN", "hi")
    http.press("U0BEN", http.sent[0], http.sent[0].titles[2])
    answer = answer_after(http, 1)
    assert (answer.channel, answer.thread_ts) == ("C0GENERAL", thread)
    assert answer.asides()[0].startswith("<@U0BEN> asked: “")


def test_pressed_where_the_app_is_no_member(http: SlackStandIn) -> None:
    thread = ask_in_channel(http, "U0ANN", "hi", channel="C0THIRD")
    http.channels.remove("C0THIRD")
    http.press("U0ANN", http.sent[0], http.sent[0].titles[2])
    assert thread
    assert answer_after(http, 1).only_for == "U0ANN"
    http.channels.add("C0THIRD")
