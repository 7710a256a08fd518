"""Sharing an ephemeral answer with the channel."""

from __future__ import annotations

from tests.channels.slack.asking import SKILLS
from tests.channels.slack.stand_in import SlackStandIn


def test_the_answer_can_be_shared(slack: SlackStandIn) -> None:
    slack.command("U0ANN", "C0NOTIN", SKILLS)
    [answer] = slack.wait_for(1)
    slack.press("U0ANN", answer, "Share with channel")
    _, shared, kept = slack.wait_for(3)
    assert (shared.channel, shared.only_for) == ("C0NOTIN", None)
    assert shared.asides()[0] == f"<@U0ANN> asked: “{SKILLS}”"
    assert "*Core technical skills*" in shared.everything
    assert shared.buttons == []
    assert kept.only_for == "U0ANN"
    assert kept.asides()[-1] == "Shared with the channel."
    assert "Share with channel" not in kept.titles
