"""Direct messages, and messages in threads that the app follows."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from evaluation.assistant import Assistant
from guide import load_guide
from tests.channels.slack.asking import (
    FOLLOW_UP,
    MENTION,
    PAY,
    SECOND_SKILLS,
    SKILLS,
    answer_after,
    ask_in_channel,
    nothing_more_comes,
)
from tests.channels.slack.stand_in import BOT_ID, BOT_USER, SlackStandIn
from tests.pay import pay_at


class TestDirectMessages:
    def test_a_question_is_answered(self, slack: SlackStandIn) -> None:
        thread = slack.write("U0ANN", "D0ANN", SKILLS)
        [answer] = slack.wait_for(1)
        assert (answer.channel, answer.thread_ts, answer.only_for) == ("D0ANN", thread, None)
        assert "*Core technical skills*" in answer.everything
        assert answer.asides() == [
            f"Source: <{load_guide().sources.address}|upGrad's career guide>, Essential skills,"
            " Step 2 (core skills) and Frequently asked questions"
        ]
        assert answer.titles[-2:] == ["👍", "👎"]

    def test_a_follow_up_builds_on_the_last_answer(self, slack: SlackStandIn) -> None:
        slack.write("U0FAY", f"D0{id(slack)}", "How much do ML engineers earn?")
        before = len(slack.wait_for(1))
        slack.write("U0FAY", f"D0{id(slack)}", "and with 8 years?")
        assert pay_at(8) in answer_after(slack, before).everything

    def test_its_thread_shows_status_title_and_prompts(self, slack: SlackStandIn) -> None:
        thread = slack.write("U0ANN", "D0SHOW", SKILLS)
        [answer] = slack.wait_for(1)
        slack.wait_for_call("assistant.threads.setSuggestedPrompts")
        assert slack.sessions == {("D0SHOW", thread): ("active", SKILLS)}
        assert [prompt["message"] for prompt in slack.prompts["D0SHOW"]] == answer.titles[:-2]

    def test_a_reply_in_the_thread_goes_on_with_it(self, slack: SlackStandIn) -> None:
        channel = f"D0{slack.url[-5:]}"
        thread = slack.write("U0GUS", channel, SKILLS)
        slack.wait_for(1)
        slack.write("U0GUS", channel, FOLLOW_UP, thread_ts=thread)
        in_thread = answer_after(slack, 1)
        assert in_thread.thread_ts == thread
        assert SECOND_SKILLS in in_thread.everything

    def test_a_reply_is_about_the_thread_whatever_was_asked_since(self, http: SlackStandIn) -> None:
        thread = http.write("U0GUS", "D0GUS", SKILLS)
        http.wait_for(1)
        pay = http.write("U0GUS", "D0GUS", "What does it pay with 5 years of experience?")
        http.wait_for(1, after=1)
        before = len(http.sent)
        http.write("U0GUS", "D0GUS", FOLLOW_UP, thread_ts=thread)
        assert SECOND_SKILLS in answer_after(http, before).everything
        http.write("U0GUS", "D0GUS", "and with 8 years?", thread_ts=pay)
        assert pay_at(8) in answer_after(http, before + 1).everything

    def test_a_place_is_asked_about_in_the_thread(self, http: SlackStandIn) -> None:
        thread = http.write("U0GUS", "D0PLACE", "Which cities have the most jobs?")
        http.wait_for(1)
        http.write("U0GUS", "D0PLACE", "and in Toronto?", thread_ts=thread)
        assert "Toronto" in answer_after(http, 1).everything


class TestThreads:
    def test_the_thread_is_followed(self, slack: SlackStandIn) -> None:
        thread = ask_in_channel(slack, "U0ANN", SKILLS)
        slack.write("U0ANN", "C0GENERAL", FOLLOW_UP, thread, "U0ANN")
        follow_up = answer_after(slack, 1)
        assert follow_up.thread_ts == thread
        assert SECOND_SKILLS in follow_up.everything

    def test_others_in_the_thread_can_ask_too(self, http: SlackStandIn) -> None:
        thread = ask_in_channel(http, "U0ANN", SKILLS)
        http.write("U0BEN", "C0GENERAL", "Do I need a master's degree?", thread, "U0ANN")
        answer = answer_after(http, 1)
        assert answer.thread_ts == thread
        assert "master's" in answer.everything

    def test_their_talk_is_neither_answered_nor_kept(
        self, http: SlackStandIn, server: Assistant
    ) -> None:
        thread = ask_in_channel(http, "U0ANN", SKILLS)
        http.write("U0CHATTY", "C0GENERAL", "haha, lunch at noon?", thread, "U0ANN")
        http.write("U0CHATTY", "C0GENERAL", "thanks!", thread, "U0ANN")
        assert nothing_more_comes(http)
        with closing(sqlite3.connect(server.folder / "conversations.db")) as store:
            kept = store.execute("select count(*) from events where sender_id like '%U0CHATTY%'")
            assert kept.fetchone() == (0,)

    def test_what_is_said_to_somebody_else_is_left_alone(self, http: SlackStandIn) -> None:
        thread = ask_in_channel(http, "U0ANN", SKILLS)
        http.write("U0ANN", "C0GENERAL", f"<@U0BEN> {PAY}", thread, "U0ANN")
        assert nothing_more_comes(http)

    def test_other_messages_and_threads_are_left_alone(self, http: SlackStandIn) -> None:
        http.write("U0ANN", "C0GENERAL", PAY)
        http.write("U0ANN", "C0GENERAL", PAY, "1700000000.000200", "U0ZOE")
        assert nothing_more_comes(http)

    def test_a_mention_in_a_group_message_is_answered_once(self, http: SlackStandIn) -> None:
        http.channels.add("G0GROUP")
        http.write("U0ANN", "G0GROUP", SKILLS, channel_type="mpim")
        thread = http.write("U0ANN", "G0GROUP", f"{MENTION} {SKILLS}", channel_type="mpim")
        assert http.wait_for(1)[0].thread_ts == thread
        assert nothing_more_comes(http)


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
