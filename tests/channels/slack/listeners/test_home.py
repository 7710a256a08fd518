"""The home tab."""

from __future__ import annotations

from tests.channels.slack.asking import nothing_more_comes
from tests.channels.slack.stand_in import SlackStandIn, read_manifest


class TestHome:
    def open_tab(self, slack: SlackStandIn, tab: str) -> None:
        event = {"type": "app_home_opened", "user": "U0CAT", "channel": "D0CAT", "tab": tab}
        slack.deliver("events_api", slack.envelope(event | {"event_ts": slack.next_ts()}))

    def test_it_says_what_it_can_do(self, slack: SlackStandIn) -> None:
        self.open_tab(slack, "home")
        published = slack.wait_for_call("views.publish")
        assert published["user_id"] == "U0CAT"
        assert "/mlcareer" in str(published["view"]["blocks"])

    def test_its_buttons_are_answered_by_direct_message(self, slack: SlackStandIn) -> None:
        self.open_tab(slack, "home")
        slack.wait_for_call("views.publish")
        slack.press_home("U0CAT", "What skills do I need?")
        [answer] = slack.wait_for(1)
        assert answer.channel == "D0CAT"
        assert answer.asides()[0] == "You asked: “What skills do I need?”"

    def test_the_messages_tab_offers_questions(self, slack: SlackStandIn) -> None:
        slack.open_messages_tab("U0CAT", "D0CAT")
        offered = slack.wait_for_call("assistant.threads.setSuggestedPrompts")
        assert "thread_ts" not in offered
        assert (
            slack.prompts["D0CAT"] == read_manifest()["features"]["agent_view"]["suggested_prompts"]
        )
        assert nothing_more_comes(slack)
        assert all(name != "views.publish" for name, _, _ in slack.calls)
