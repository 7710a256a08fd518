"""An edited guide is taken up without a restart, in Slack too."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

import guide.edition
from channels.slack import SlackInput
from guide.edition import Edition
from guide.load import GUIDE_DIRECTORY
from tests.channels.slack.stand_in import SlackStandIn
from tests.channels.slack.starting import NoAgent, credentials
from tests.channels.slack.test_channel import JSON
from tests.serving import serving

PAY = "How much do ML engineers earn?"


@pytest.fixture
def slack() -> Iterator[SlackStandIn]:
    with SlackStandIn() as slack:
        channel = SlackInput.from_credentials(credentials(slack, socket_mode=False))
        with serving(NoAgent(), [channel]) as slack.server_url:
            slack.wait_for_call("auth.test")
            slack.wait_until(lambda: slack.post("{}", JSON).status_code != 503)
            yield slack


def home(slack: SlackStandIn) -> str:
    """What the home tab shows somebody who opens it."""
    event = {"type": "app_home_opened", "user": "U0CAT", "channel": "D0CAT", "tab": "home"}
    envelope = slack.envelope(event | {"event_ts": slack.next_ts()})
    slack.deliver("events_api", envelope)
    return str(slack.wait_for_call("views.publish")["view"]["blocks"])


def test_it_shows_in_first_questions_and_charts(
    slack: SlackStandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "guide"
    shutil.copytree(GUIDE_DIRECTORY, folder)
    salary = folder / "salary.yml"
    text = salary.read_text(encoding="utf-8")
    assert PAY in text and "low: 95000" in text
    edited = text.replace(PAY, "What is the pay?").replace("low: 95000", "low: 96000")
    salary.write_text(edited, encoding="utf-8")
    chart = f"{slack.server_url}/webhooks/slack/charts/salary.png"
    before = home(slack), requests.get(chart, timeout=30).content
    slack.forget()

    monkeypatch.setattr(guide.edition, "_current", Edition.read(folder))

    after = home(slack), requests.get(chart, timeout=30).content
    assert PAY in before[0] and PAY not in after[0]
    assert "What is the pay?" in after[0]
    assert before[1] != after[1]
