"""The message shortcut."""

from __future__ import annotations

from tests.channels.slack.asking import FOLLOW_UP, SKILLS, answer_after, nothing_more_comes
from tests.channels.slack.stand_in import SlackStandIn


def test_what_a_message_asks_is_answered_to_one_person(slack: SlackStandIn) -> None:
    slack.ask_about("U0ANN", "C0GENERAL", {"text": f"*{SKILLS}*"})
    [answer] = slack.wait_for(1)
    assert (answer.channel, answer.thread_ts, answer.only_for) == ("C0GENERAL", None, "U0ANN")
    assert answer.asides()[0] == f"You asked: “{SKILLS}”"
    assert "*Core technical skills*" in answer.everything
    assert "Share with channel" in answer.titles


def test_in_a_thread_the_answer_is_there(slack: SlackStandIn) -> None:
    slack.ask_about("U0ANN", "C0GENERAL", {"text": SKILLS}, "1700000000.000100")
    [answer] = slack.wait_for(1)
    assert (answer.thread_ts, answer.only_for) == ("1700000000.000100", "U0ANN")
    slack.write("U0ANN", "C0GENERAL", FOLLOW_UP, "1700000000.000100", "U0ZOE")
    assert nothing_more_comes(slack), "who asks in private is not followed"


def test_where_the_app_is_no_member_it_works_too(http: SlackStandIn) -> None:
    http.ask_about("U0ANN", "C0NOTIN", {"text": SKILLS}, "1700000000.000100")
    assert http.wait_for(1)[0].only_for == "U0ANN"


def test_a_message_without_words(http: SlackStandIn) -> None:
    http.ask_about("U0ANN", "C0GENERAL", {"text": "", "files": [{"mimetype": "image/png"}]})
    assert http.wait_for(1)[0].text == "I can only read text."


def test_it_is_delivered_twice_and_answered_once(http: SlackStandIn) -> None:
    deliver = http.deliver
    http.deliver = lambda *body: (deliver(*body), deliver(*body))  # type: ignore[assignment, method-assign]
    http.ask_about("U0ANN", "C0GENERAL", {"text": SKILLS})
    http.deliver = deliver  # type: ignore[method-assign]
    answer_after(http, 0)
    assert nothing_more_comes(http)
