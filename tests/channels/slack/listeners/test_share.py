"""Sharing an ephemeral answer with the channel."""

from __future__ import annotations

from aiohttp import web

from tests.channels.slack.asking import SKILLS, nothing_more_comes
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


def test_pressed_twice_it_is_shared_once(slack: SlackStandIn) -> None:
    slack.command("U0ANN", "C0NOTIN", SKILLS)
    [answer] = slack.wait_for(1)
    for _ in range(2):
        slack.press("U0ANN", answer, "Share with channel")
    slack.wait_for(3)
    assert nothing_more_comes(slack)
    assert (
        len([sent for sent in slack.sent if sent.channel == "C0NOTIN" and not sent.only_for]) == 1
    )


def test_what_could_not_be_shared_can_be_shared_again(http: SlackStandIn) -> None:
    http.command("U0ANN", "C0NOTIN", SKILLS)
    [answer] = http.wait_for(1)
    http.refusals["response_url"] = [web.Response(status=404, text="used_url")]
    http.press("U0ANN", answer, "Share with channel")
    http.wait_until(lambda: not http.refusals["response_url"])
    assert nothing_more_comes(http)
    before = len(http.sent)
    http.press("U0ANN", answer, "Share with channel")
    assert http.wait_for(2, after=before)[0].only_for is None
