"""The assistant pane of an app with the older manifest."""

from __future__ import annotations

from tests.channels.slack.asking import SKILLS, nothing_more_comes
from tests.channels.slack.stand_in import SlackStandIn


class TestAssistantPane:
    def open_pane(self, slack: SlackStandIn, user: str) -> tuple[str, str]:
        channel, thread = f"D0{user[2:]}", slack.next_ts()
        opened = {"user_id": user, "context": {}, "channel_id": channel, "thread_ts": thread}
        event = {"type": "assistant_thread_started", "assistant_thread": opened}
        slack.deliver("events_api", slack.envelope(event | {"event_ts": slack.next_ts()}))
        return channel, thread

    def test_it_offers_questions_and_answers_in_its_thread(self, slack: SlackStandIn) -> None:
        slack.is_agent = False
        channel, thread = self.open_pane(slack, "U0EVE")
        # The app tries an agent's way first, which is refused.
        slack.wait_until(lambda: thread in slack.prompts)
        offered = slack.last_call("assistant.threads.setSuggestedPrompts")
        slack.is_agent = True
        assert (offered["channel_id"], offered["thread_ts"]) == (channel, thread)
        prompts = slack.prompts[thread]
        assert len(prompts) == 3
        slack.write("U0EVE", channel, prompts[0]["message"], thread)
        [answer] = slack.wait_for(1)
        assert (answer.thread_ts, answer.titles[-1]) == (thread, "👎")

    def test_another_channel_beside_the_pane_changes_nothing(self, http: SlackStandIn) -> None:
        http.is_agent = False
        _, thread = self.open_pane(http, "U0EVE")
        http.wait_for_call("assistant.threads.setSuggestedPrompts", thread_ts=thread)
        opened = {"context": {"channel_id": "C0OTHER"}, "channel_id": "D0EVE", "thread_ts": thread}
        event = {"type": "assistant_thread_context_changed", "assistant_thread": opened}
        http.deliver("events_api", http.envelope(event | {"event_ts": http.next_ts()}))
        http.is_agent = True
        assert nothing_more_comes(http)

    def test_a_thread_that_no_pane_began(self, http: SlackStandIn) -> None:
        http.write("U0EVE", "D0EVE", SKILLS, "1700000000.000300")
        assert http.wait_for(1)[0].thread_ts == "1700000000.000300"
