"""Installing in several workspaces: each is answered with its own token."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import pytest
import requests
from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain

from channels.ask import APOLOGY
from channels.slack import SlackInput
from channels.web.channel import WebInput
from tests.channels.slack.asking import SKILLS
from tests.channels.slack.stand_in import CLIENT_ID, CLIENT_SECRET, SlackStandIn
from tests.channels.slack.starting import credentials, wait_for_log
from tests.channels.slack.test_channel import JSON
from tests.serving import serving

pytestmark = pytest.mark.usefixtures("no_limits")


@dataclass
class NoModel:
    """Rasa's agent without a model, but with a tracker store."""

    tracker_store: TrackerStore

    def is_ready(self) -> bool:
        """Whether there is a model."""
        return False


def many(slack: SlackStandIn, *, socket_mode: bool = False) -> dict[str, str]:
    """The channel's credentials for several workspaces."""
    oauth = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "bot_token": ""}
    return (
        credentials(slack, socket_mode=socket_mode) | oauth | {"public_url": "https://ml.example"}
    )


@pytest.fixture
def store(tmp_path: Path) -> SQLTrackerStore:
    """A tracker store in SQL."""
    return SQLTrackerStore(Domain.empty(), db=str(tmp_path / "conversations.db"))


@pytest.fixture
def slack(store: SQLTrackerStore) -> Iterator[SlackStandIn]:
    """A Slack with a server that any workspace can install."""
    with SlackStandIn() as slack:
        channel = SlackInput.from_credentials(many(slack))
        with serving(NoModel(store), [WebInput(), channel]) as slack.server_url:
            while slack.post("{}", JSON).status_code == 503:
                Event().wait(0.01)
            yield slack


def install(slack: SlackStandIn, team: str) -> requests.Response:
    """An administrator installs the app: consents at Slack, and is led back."""
    browser = requests.Session()
    page = browser.get(f"{slack.server_url}/webhooks/slack/install", timeout=10)
    [state] = re.findall(r"state=([\w-]+)", page.text)
    # The cookie is for https alone, which a test has not.
    cookie = page.headers["Set-Cookie"].partition(";")[0]
    return browser.get(
        f"{slack.server_url}/webhooks/slack/oauth_redirect",
        params={"code": f"code-{team}", "state": state},
        headers={"Cookie": cookie},
        timeout=10,
    )


def ask(slack: SlackStandIn, team: str, enterprise: str | None = None) -> str:
    """Somebody asks in a workspace; returns the token of the answer."""
    before = len(slack.sent)
    [body] = slack.events("U0ANN", f"D0{team}", SKILLS, slack.next_ts(), team=team)
    if enterprise:
        [authorization] = body["authorizations"]
        authorization |= {"enterprise_id": enterprise, "is_enterprise_install": True}
        body |= {"enterprise_id": enterprise, "is_enterprise_install": True}
    slack.deliver("events_api", body)
    [answer] = slack.wait_for(1, after=before)
    assert (answer.channel, answer.text) == (f"D0{team}", APOLOGY)
    return next(token for method, token in reversed(slack.used) if method == "chat.postMessage")


def ask_in_vain(slack: SlackStandIn, team: str) -> None:
    """Somebody asks where the app isn't installed: the event is acknowledged, and that is all."""
    [body] = slack.events("U0ANN", f"D0{team}", SKILLS, slack.next_ts(), team=team)
    assert slack.post(json.dumps(body), JSON).status_code == 200


def test_each_workspace_is_answered_with_its_own_token(slack: SlackStandIn) -> None:
    for team in ("T0ONE", "T0TWO"):
        assert install(slack, team).ok
    assert ask(slack, "T0ONE").startswith("xoxb-T0ONE")
    assert ask(slack, "T0TWO").startswith("xoxb-T0TWO")
    assert ask(slack, "T0ONE").startswith("xoxb-T0ONE")


def test_a_whole_organisation(slack: SlackStandIn) -> None:
    assert install(slack, "E0ORG").ok
    assert ask(slack, "T0IN", enterprise="E0ORG").startswith("xoxb-E0ORG")


def test_a_workspace_that_has_not_installed_it_is_not_answered(slack: SlackStandIn) -> None:
    install(slack, "T0ONE")
    ask_in_vain(slack, "T0OTHER")
    assert ask(slack, "T0ONE").startswith("xoxb-T0ONE")
    assert [sent.channel for sent in slack.sent] == ["D0T0ONE"]


def test_a_token_that_expires_is_rotated(slack: SlackStandIn) -> None:
    slack.expires_in = 60  # sooner than the two hours in which slack-bolt fetches another
    install(slack, "T0ONE")
    slack.expires_in = 12 * 60 * 60
    assert ask(slack, "T0ONE") == "xoxb-T0ONE-1"
    assert ask(slack, "T0ONE") == "xoxb-T0ONE-1"


def test_a_forged_return_installs_nothing(slack: SlackStandIn) -> None:
    address = f"{slack.server_url}/webhooks/slack/oauth_redirect"
    forged = requests.get(address, params={"code": "code-T0ONE", "state": "x"}, timeout=10)
    assert forged.status_code == 400
    assert slack.workspaces == {}


def test_an_uninstalled_app_forgets_the_token(slack: SlackStandIn) -> None:
    install(slack, "T0ONE")
    ask(slack, "T0ONE")
    slack.deliver("events_api", slack.envelope({"type": "app_uninstalled"}, "T0ONE"))
    install(slack, "T0TWO")
    ask(slack, "T0TWO")
    ask_in_vain(slack, "T0ONE")
    ask(slack, "T0TWO")
    assert [sent.channel for sent in slack.sent] == ["D0T0ONE", "D0T0TWO", "D0T0TWO"]


def test_over_socket_mode_too(store: SQLTrackerStore) -> None:
    with SlackStandIn() as slack:
        channel = SlackInput.from_credentials(many(slack, socket_mode=True))
        with serving(NoModel(store), [WebInput(), channel]) as slack.server_url:
            slack.wait_until(lambda: slack.connections == 1)
            install(slack, "T0ONE")
            assert ask(slack, "T0ONE").startswith("xoxb-T0ONE")


def test_without_a_database_slack_is_off(caplog: pytest.LogCaptureFixture) -> None:
    with SlackStandIn() as slack:
        channel = SlackInput.from_credentials(many(slack))
        agent = NoModel(InMemoryTrackerStore(Domain.empty()))
        with serving(agent, [WebInput(), channel]) as url:
            wait_for_log(caplog, "several workspaces need a tracker store in SQL")
            assert requests.get(f"{url}/chat", timeout=10).status_code == 200


def test_for_one_workspace_there_is_nothing_to_install(store: SQLTrackerStore) -> None:
    with SlackStandIn() as slack:
        channel = SlackInput.from_credentials(credentials(slack, socket_mode=False))
        with serving(NoModel(store), [WebInput(), channel]) as url:
            for path in ("install", "oauth_redirect"):
                answer = requests.get(f"{url}/webhooks/slack/{path}", timeout=10)
                assert answer.status_code == 404
