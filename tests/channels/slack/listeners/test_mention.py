"""Mentions in channels, answered in their thread."""

from __future__ import annotations

from tests.channels.slack.asking import (
    FOLLOW_UP,
    MENTION,
    SECOND_SKILLS,
    SKILLS,
    answer_after,
    ask_in_channel,
    nothing_more_comes,
)
from tests.channels.slack.stand_in import SlackStandIn


def test_a_mention_is_answered_once_in_its_thread(slack: SlackStandIn) -> None:
    ts = slack.write("U0ANN", "C0GENERAL", f"Hello {MENTION}, which skills do I need?")
    [answer] = slack.wait_for(1)
    assert (answer.channel, answer.thread_ts) == ("C0GENERAL", ts)
    assert "*Core technical skills*" in answer.everything
    assert nothing_more_comes(slack)


def test_a_mention_in_somebody_elses_thread_is_answered_there(http: SlackStandIn) -> None:
    http.write("U0ANN", "C0GENERAL", f"{MENTION} {SKILLS}", "1700000000.000100", "U0ZOE")
    assert http.wait_for(1)[0].thread_ts == "1700000000.000100"
    http.write("U0ANN", "C0GENERAL", FOLLOW_UP, "1700000000.000100", "U0ZOE")
    assert SECOND_SKILLS in answer_after(http, 1).everything


def test_their_slots_do_not_mix(http: SlackStandIn) -> None:
    thread = ask_in_channel(http, "U0ANN", SKILLS)
    http.write("U0BEN", "C0GENERAL", f"{MENTION} {FOLLOW_UP}", thread, "U0ANN")
    assert SECOND_SKILLS not in answer_after(http, 1).everything


def test_threads_channels_and_teams_do_not_mix(http: SlackStandIn) -> None:
    ask_in_channel(http, "U0MIA", SKILLS)
    follow_up = f"{MENTION} {FOLLOW_UP}"
    for count, (channel, team) in enumerate(
        [("C0GENERAL", "T0TEAM"), ("C0OTHER", "T0TEAM"), ("C0GENERAL", "T1TEAM")], start=1
    ):
        http.write("U0MIA", channel, follow_up, team=team)
        assert SECOND_SKILLS not in answer_after(http, count).everything


def test_a_mention_alone_is_a_greeting(http: SlackStandIn) -> None:
    http.write("U0ANN", "C0GENERAL", MENTION)
    [answer] = http.wait_for(1)
    assert answer.text.startswith("Hi!")
    assert len(answer.titles) == 3
