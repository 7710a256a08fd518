"""Each event is handled once, and only those that people write to the app."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.channels.slack.stand_in import BOT_ID, BOT_USER, SlackStandIn

SKILLS = "Which skills do I need?"
MENTION = f"<@{BOT_USER}>"
REASONS = ("http_timeout", "http_error", "connection_failed")


def nothing_more_comes(slack: SlackStandIn) -> bool:
    """Whether a question that is asked now gets the next message."""
    before = len(slack.sent)
    slack.write("U0LAST", "D0LAST", SKILLS)
    return slack.wait_for(1, after=before)[0].channel == "D0LAST" and len(slack.sent) == before + 1


class TestRedelivery:
    def test_three_retries(self, slack: SlackStandIn) -> None:
        [body] = slack.events("U0ANN", "D0RETRY", SKILLS, slack.next_ts())
        slack.deliver("events_api", body)
        for number, reason in enumerate(REASONS, start=1):
            slack.deliver("events_api", body, retry=number, reason=reason)
        assert slack.wait_for(1)[0].channel == "D0RETRY"
        assert nothing_more_comes(slack)

    def test_retries_of_a_mention_with_its_message(self, http: SlackStandIn) -> None:
        bodies = http.events("U0ANN", "C0GENERAL", f"{MENTION} {SKILLS}", http.next_ts())
        for retry in range(4):
            for body in bodies:
                http.deliver("events_api", body, retry=retry)
        http.wait_for(1)
        assert nothing_more_comes(http)

    def test_deliveries_at_the_same_time(self, http: SlackStandIn) -> None:
        [body] = http.events("U0ANN", "D0SAME", SKILLS, http.next_ts())
        with ThreadPoolExecutor(max_workers=4) as pool:
            list(pool.map(lambda _: http.deliver("events_api", body), range(4)))
        http.wait_for(1)
        assert nothing_more_comes(http)

    def test_to_another_server_or_after_a_restart(
        self, http: SlackStandIn, socket: SlackStandIn
    ) -> None:
        [body] = http.events("U0ANN", "D0OTHER", SKILLS, http.next_ts())
        http.deliver("events_api", body)
        http.wait_for(1)
        socket.deliver("events_api", body, retry=1)
        assert nothing_more_comes(socket)

    def test_a_button_that_is_delivered_twice(self, http: SlackStandIn) -> None:
        http.write("U0ANN", "D0BUTTON", "hi")
        [greeting] = http.wait_for(1)
        delivered: list[dict[str, Any]] = []
        deliver = http.deliver

        def deliver_twice(kind: str, body: dict[str, Any]) -> None:
            deliver(kind, body)
            deliver(kind, body)
            delivered.append(body)

        http.deliver = deliver_twice  # type: ignore[assignment, method-assign]
        http.press("U0ANN", greeting, greeting.titles[0])
        http.deliver = deliver  # type: ignore[method-assign]
        assert len(delivered) == 1
        http.wait_for(1, after=1)
        assert nothing_more_comes(http)

    def test_the_same_question_again_is_another_one(self, http: SlackStandIn) -> None:
        http.write("U0ANN", "D0AGAIN", SKILLS)
        http.wait_for(1)
        http.write("U0ANN", "D0AGAIN", SKILLS)
        assert [each.channel for each in http.wait_for(2)] == ["D0AGAIN"] * 2


class TestIgnored:
    @pytest.mark.parametrize(
        "more",
        [
            {"user": BOT_USER, "bot_id": BOT_ID},
            {"bot_id": "B0OTHER"},
            {"bot_id": "B0OTHER", "subtype": "bot_message"},
            {"subtype": "message_changed", "hidden": True, "message": {"text": SKILLS}},
            {"subtype": "message_deleted", "hidden": True, "previous_message": {"text": SKILLS}},
            {"subtype": "channel_join"},
            {"subtype": "channel_topic", "topic": SKILLS},
            {"subtype": "me_message"},
            {"user": "USLACKBOT"},
            {"edited": {"user": "U0ANN", "ts": "1700000000.000001"}},
        ],
        ids=str,
    )
    def test_messages_that_no_person_has_just_written(
        self, http: SlackStandIn, more: dict[str, Any]
    ) -> None:
        for channel, text in (("D0ANN", SKILLS), ("C0GENERAL", f"{MENTION} {SKILLS}")):
            for body in http.events("U0ANN", channel, text, http.next_ts()):
                body["event"] |= more
                http.deliver("events_api", body)
        assert nothing_more_comes(http)

    def test_edits_in_the_assistant_pane(self, http: SlackStandIn) -> None:
        changed = {"text": SKILLS, "thread_ts": "1700000000.000001", "user": "U0ANN"}
        http.write("U0ANN", "D0ANN", SKILLS, subtype="message_changed", message=changed)
        assert nothing_more_comes(http)

    @pytest.mark.parametrize("kind", ["reaction_added", "team_join", "something_new"])
    def test_events_of_other_kinds(self, slack: SlackStandIn, kind: str) -> None:
        slack.deliver("events_api", slack.envelope({"type": kind, "user": "U0ANN"}))
        assert nothing_more_comes(slack)

    def test_buttons_and_shortcuts_of_other_kinds(self, slack: SlackStandIn) -> None:
        person = {"user": {"id": "U0ANN"}, "team": {"id": "T0TEAM"}, "trigger_id": "1.x"}
        action = {"action_id": "other", "type": "button", "value": "x", "action_ts": "1.1"}
        slack.deliver("interactive", {"type": "block_actions", "actions": [action], **person})
        slack.deliver("interactive", {"type": "shortcut", "callback_id": "other", **person})
        assert nothing_more_comes(slack)
