"""A person in Slack can be too fast; Slack itself, which sends for everybody, can't."""

from __future__ import annotations

import json
from collections.abc import Iterator
from threading import Event

import pytest
import requests

from channels.ask import APOLOGIES, APOLOGY
from channels.slack import SlackInput
from channels.web.channel import WebInput
from tests.channels.slack.asking import MENTION, SKILLS
from tests.channels.slack.stand_in import SlackStandIn
from tests.channels.slack.starting import NoAgent, credentials
from tests.channels.slack.test_channel import JSON
from tests.serving import serving


@pytest.fixture
def slack(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlackStandIn]:
    """A Slack whose people may ask three times, at a server that apologises for having no model."""
    monkeypatch.setenv("RATE_LIMIT_CONVERSATION", "3 per hour")
    monkeypatch.setenv("RATE_LIMIT_ADDRESS", "2 per hour")
    with SlackStandIn() as slack:
        channel = SlackInput.from_credentials(credentials(slack, socket_mode=False))
        with serving(NoAgent(), [WebInput(), channel]) as slack.server_url:
            slack.wait_for_call("auth.test")
            while slack.post("{}", JSON).status_code == 503:
                Event().wait(0.01)
            yield slack


def test_who_has_slack_in_french_is_told_in_french(slack: SlackStandIn) -> None:
    slack.locales["U0LEA"] = "fr-CA"
    for _ in range(3):
        slack.write("U0LEA", "D0LEA", SKILLS)
    assert [sent.text for sent in slack.wait_for(3)] == [APOLOGIES.fr] * 3
    slack.write("U0LEA", "D0LEA", SKILLS)
    refusal = slack.wait_for(1, after=3)[0].text
    assert refusal.startswith("Vos messages se suivent trop vite. Réessayez dans 1")


def test_who_asks_too_fast_is_told_once_wherever_they_ask(slack: SlackStandIn) -> None:
    slack.write("U0ANN", "D0ANN", SKILLS)
    slack.write("U0ANN", "C0GENERAL", f"{MENTION} {SKILLS}")
    slack.command("U0ANN", "C0OTHER", SKILLS)
    assert [sent.text for sent in slack.wait_for(3)] == [APOLOGY] * 3
    thread = slack.write("U0ANN", "C0GENERAL", f"{MENTION} {SKILLS}")
    told = slack.wait_for(1, after=3)[0]
    assert told.text.startswith("That was too fast. Please try again in 1")
    assert (told.thread_ts, told.only_for) == (thread, "U0ANN")
    slack.write("U0ANN", "D0ANN", SKILLS)
    slack.command("U0ANN", "C0OTHER", SKILLS)
    slack.write("U0BEN", "D0BEN", SKILLS)
    assert [sent.channel for sent in slack.wait_for(1, after=4)] == ["D0BEN"]


def test_a_question_counts_once_however_many_events_tell_of_it(slack: SlackStandIn) -> None:
    bodies = slack.events("U0ANN", "C0GENERAL", f"{MENTION} {SKILLS}", slack.next_ts())
    for body in (*bodies, *bodies, *bodies):
        slack.deliver("events_api", body)
    slack.write("U0ANN", "D0ANN", SKILLS)
    slack.wait_for(2)
    slack.write("U0ANN", "D0ANN", SKILLS)
    assert [sent.text for sent in slack.wait_for(3)] == [APOLOGY] * 3


def test_slacks_servers_are_not_one_address(slack: SlackStandIn) -> None:
    for number in range(30):
        slack.write(f"U0{number}", f"D0{number}", SKILLS)
    assert [sent.text for sent in slack.wait_for(30)] == [APOLOGY] * 30


def test_who_isnt_slack_is_limited_by_address(slack: SlackStandIn) -> None:
    address = f"{slack.server_url}/webhooks/slack/events"
    unsigned = [
        requests.post(address, data="{}", headers=JSON, timeout=10).status_code for _ in range(25)
    ]
    forged = slack.post(json.dumps({}), JSON, secret="other").status_code
    assert unsigned == [401] * 20 + [429] * 5
    assert forged == 429
    slack.write("U0ANN", "D0ANN", SKILLS)
    assert slack.wait_for(1)[0].text == APOLOGY
