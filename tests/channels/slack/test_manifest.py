"""The app's manifest, docs/slack-manifest.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from channels.slack.installations import SCOPES
from channels.slack.listeners.ask_about_this import ASK_ABOUT_THIS
from channels.slack.listeners.command import COMMAND
from channels.slack.welcome import starting_questions
from guide.edition import current_edition
from tests.channels.slack.stand_in import MANIFEST, METHODS, read_manifest, refuse_manifest

ADDRESS = "https://ml-careers.example/webhooks/slack/events"


class TestManifest:
    def both_ways(self) -> Iterator[dict[str, Any]]:
        text = MANIFEST.read_text(encoding="utf-8")
        yield read_manifest(text)
        yield read_manifest(
            text.replace("#HTTP ", "").replace(
                "socket_mode_enabled: true", "socket_mode_enabled: false"
            )
        )

    def test_it_is_within_slacks_limits(self) -> None:
        for manifest in self.both_ways():
            about = manifest["display_information"]
            assert len(about["name"]) <= 35
            assert len(about["description"]) <= 140
            assert 174 <= len(about["long_description"]) <= 4000
            assert re.fullmatch("#[0-9a-f]{6}", about["background_color"])
            assert len(manifest["features"]["bot_user"]["display_name"]) <= 80
            [command] = manifest["features"]["slash_commands"]
            assert command["command"] == COMMAND
            [shortcut] = manifest["features"]["shortcuts"]
            assert shortcut["callback_id"] == ASK_ABOUT_THIS

    def test_slack_makes_an_app_of_it(self) -> None:
        for manifest in self.both_ways():
            assert refuse_manifest(manifest) is None

    def test_slack_makes_none_of_the_older_form(self) -> None:
        older = read_manifest()
        older["features"]["assistant_view"] = {"assistant_description": "Answers"}
        assert refuse_manifest(older) is not None, "both at once"
        del older["features"]["agent_view"]
        assert refuse_manifest(older) is not None

    def test_its_prompts_are_the_questions_to_start_with(self) -> None:
        agent = read_manifest()["features"]["agent_view"]
        assert agent["suggested_prompts"] == [
            {"title": question.title, "message": question.payload}
            for question in starting_questions(current_edition().guide, "en")
        ]

    def test_without_socket_mode_everything_goes_to_our_address(self) -> None:
        over_socket, over_http = self.both_ways()
        assert over_socket["settings"]["socket_mode_enabled"] is True
        assert "ml-careers.example" not in str(over_socket)
        assert over_http["settings"]["socket_mode_enabled"] is False
        addresses = {
            over_http["settings"]["event_subscriptions"]["request_url"],
            over_http["settings"]["interactivity"]["request_url"],
            over_http["features"]["slash_commands"][0]["url"],
        }
        assert addresses == {ADDRESS}

    def test_for_several_workspaces(self) -> None:
        text = MANIFEST.read_text(encoding="utf-8").replace("#OAUTH ", "")
        manifest = read_manifest(text)
        assert refuse_manifest(manifest) is None
        [redirect] = manifest["oauth_config"]["redirect_urls"]
        assert redirect == ADDRESS.replace("/events", "/oauth_redirect")
        events = set(manifest["settings"]["event_subscriptions"]["bot_events"])
        alone = set(read_manifest()["settings"]["event_subscriptions"]["bot_events"])
        assert events - alone == {"app_uninstalled", "tokens_revoked"}

    def test_oauth_asks_for_its_scopes(self) -> None:
        assert list(SCOPES) == read_manifest()["oauth_config"]["scopes"]["bot"]

    def test_its_scopes_are_those_that_are_used(self) -> None:
        manifest = read_manifest()
        of_events = {
            "app_mention": "app_mentions:read",
            "message.channels": "channels:history",
            "message.groups": "groups:history",
            "message.im": "im:history",
            "message.mpim": "mpim:history",
        }
        events = manifest["settings"]["event_subscriptions"]["bot_events"]
        assert set(events) == {*of_events, "app_home_opened"}
        of_methods = {scope for scope, _ in METHODS.values() if scope}
        scopes = manifest["oauth_config"]["scopes"]["bot"]
        assert set(scopes) == {*of_events.values(), *of_methods, "commands"}
