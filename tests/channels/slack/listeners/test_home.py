"""The home tab."""

from __future__ import annotations

import pytest

from tests.channels.slack.asking import nothing_more_comes
from tests.channels.slack.stand_in import SlackStandIn, read_manifest, refusal


class TestHome:
    def open_tab(self, slack: SlackStandIn, tab: str) -> None:
        event = {"type": "app_home_opened", "user": "U0CAT", "channel": "D0CAT", "tab": tab}
        slack.deliver("events_api", slack.envelope(event | {"event_ts": slack.next_ts()}))

    def top(self, slack: SlackStandIn) -> str:
        """The first thing on the home tab."""
        text: str = slack.last_call("views.publish")["view"]["blocks"][0]["text"]["text"]
        return text

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

    def test_it_says_what_works_where(self, http: SlackStandIn) -> None:
        self.open_tab(http, "home")
        shown = str(http.wait_for_call("views.publish")["view"]["blocks"])
        for way in ("*Messages* tab", "mention me", "*stop*", "`/mlcareer QUESTION`", "*Ask about"):
            assert way in shown

    @pytest.mark.parametrize(
        ("title", "said"),
        [
            ("What skills do I need?", "skills"),
            ("What do you store about me?", "is kept for 30 days"),
            ("Delete my data", "Shall I erase everything"),
        ],
    )
    def test_a_button_shows_that_it_has_done_something(
        self, http: SlackStandIn, title: str, said: str
    ) -> None:
        self.open_tab(http, "home")
        http.wait_for_call("views.publish")
        http.press_home("U0CAT", title)
        assert said in http.wait_for(1)[0].everything
        http.wait_until(lambda: self.top(http) == f"The answer is in the *Messages* tab: “{title}”")

    def test_a_button_says_so_where_there_is_no_answer(self, http: SlackStandIn) -> None:
        self.open_tab(http, "home")
        http.wait_for_call("views.publish")
        http.refusals["chat.postMessage"] = [refusal("messages_tab_disabled")]
        http.press_home("U0CAT", "What skills do I need?")
        http.wait_until(lambda: "did not take my answer" in self.top(http))

    def test_the_messages_tab_offers_questions(self, slack: SlackStandIn) -> None:
        slack.open_messages_tab("U0CAT", "D0CAT")
        offered = slack.wait_for_call("assistant.threads.setSuggestedPrompts", channel_id="D0CAT")
        assert "thread_ts" not in offered
        assert (
            slack.prompts["D0CAT"] == read_manifest()["features"]["agent_view"]["suggested_prompts"]
        )
        assert nothing_more_comes(slack)
        assert all(name != "views.publish" for name, _, _ in slack.calls)
