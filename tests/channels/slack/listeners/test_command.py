"""The slash command: an ephemeral answer."""

from __future__ import annotations

from channels.ask import APOLOGY
from tests.channels.slack.asking import SKILLS, answer_after
from tests.channels.slack.stand_in import SlackStandIn


def test_only_the_person_sees_the_answer(slack: SlackStandIn) -> None:
    slack.command("U0ANN", "C0NOTIN", "which <skills> &amp; degrees do I need?")
    [answer] = slack.wait_for(1)
    assert (answer.channel, answer.only_for) == ("C0NOTIN", "U0ANN")
    assert answer.asides()[0].startswith("You asked: “which")
    assert "&amp;" in answer.asides()[0]


def test_suggestions_are_answered_to_the_person_alone(http: SlackStandIn) -> None:
    http.command("U0ANN", "C0NOTIN", SKILLS)
    [answer] = http.wait_for(1)
    http.press("U0ANN", answer, answer.titles[0])
    pressed = answer_after(http, 1)
    assert pressed.only_for == "U0ANN"
    assert pressed.asides()[0] == f"You asked: “{answer.titles[0]}”"


def test_without_a_question_it_says_what_to_ask(http: SlackStandIn) -> None:
    http.command("U0ANN", "C0NOTIN", "  ")
    [help_text] = http.wait_for(1)
    assert help_text.only_for == "U0ANN"
    assert "`/mlcareer do I need a degree?`" in help_text.everything
    assert len(help_text.titles) == 3


def test_there_is_nothing_to_share_in_a_direct_message(http: SlackStandIn) -> None:
    http.command("U0ANN", "D0ANN", SKILLS)
    assert "Share with channel" not in http.wait_for(1)[0].titles


def test_a_slash_in_the_question_is_plain_text(http: SlackStandIn) -> None:
    http.command("U0ANN", "C0NOTIN", "/restart")
    assert http.wait_for(1)[0].text != APOLOGY
