"""Direct messages, and messages in threads that the app follows."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from evaluation.assistant import Assistant
from guide.edition import current_edition
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

TALK = (
    "lol",
    "brb, lunch",
    "👍",
    ":+1:",
    "ok, great idea Ben",
    "thanks!",
    "haha, lunch at noon?",
    "so python it is",
    "my salary is bad lol",
    "cool, so we need a master's then",
    "who wants coffee?",
    "sounds good, let me check",
    "see you tomorrow",
)


class TestDirectMessages:
    def test_a_question_is_answered(self, slack: SlackStandIn) -> None:
        thread = slack.write("U0ANN", "D0ANN", SKILLS)
        [answer] = slack.wait_for(1)
        assert (answer.channel, answer.thread_ts, answer.only_for) == ("D0ANN", thread, None)
        assert "*Core technical skills*" in answer.everything
        sections = "Essential skills, Step 2 (core skills) and Frequently asked questions"
        [source] = answer.asides()
        address = current_edition().guide.sources.address
        assert re.sub(r"<http://127\.0\.0\.1:\d+/guide#skills\|(.*)>$", r"\1", source) == (
            f"Source: <{address}|upGrad's career guide>, {sections}"
        )
        assert answer.titles[-2:] == ["👍", "👎"]

    def test_the_source_links_to_the_guides_page_where_that_has_a_public_address(
        self, http: SlackStandIn, socket: SlackStandIn
    ) -> None:
        sources = []
        for slack in (http, socket):
            slack.write("U0ANN", "D0ANN", SKILLS)
            [answer] = slack.wait_for(1)
            sources += answer.asides()
        assert ["/guide#skills|Essential skills" in source for source in sources] == [False, True]

    def test_a_follow_up_builds_on_the_last_answer(self, slack: SlackStandIn) -> None:
        slack.write("U0FAY", f"D0{id(slack)}", "How much do ML engineers earn?")
        before = len(slack.wait_for(1))
        slack.write("U0FAY", f"D0{id(slack)}", "and with 8 years?")
        assert pay_at(8) in answer_after(slack, before).everything

    def test_its_thread_shows_status_title_and_prompts(self, slack: SlackStandIn) -> None:
        thread = slack.write("U0ANN", "D0SHOW", SKILLS)
        [answer] = slack.wait_for(1)
        slack.wait_for_call("assistant.threads.setSuggestedPrompts", channel_id="D0SHOW")
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

    @pytest.mark.parametrize(
        "called", ["<@U0BEN>", "<!subteam^S1>", "<!subteam^S1|@team>", "<!here>", "<!channel>"]
    )
    def test_what_is_said_to_somebody_else_is_left_alone(
        self, http: SlackStandIn, called: str
    ) -> None:
        thread = ask_in_channel(http, "U0ANN", SKILLS)
        http.write("U0ANN", "C0GENERAL", f"{called} {PAY}", thread, "U0ANN")
        assert nothing_more_comes(http)

    @pytest.mark.parametrize("person", ["U0ANN", "U0BEN"])
    def test_talk_is_left_alone_its_starters_too(self, http: SlackStandIn, person: str) -> None:
        thread = ask_in_channel(http, "U0ANN", SKILLS)
        for words in TALK:
            http.write(person, "C0GENERAL", words, thread, "U0ANN")
        assert nothing_more_comes(http)

    @pytest.mark.parametrize("person", ["U0ANN", "U0BEN"])
    def test_stop_ends_following_and_a_mention_begins_it_again(
        self, slack: SlackStandIn, person: str
    ) -> None:
        thread = ask_in_channel(slack, "U0ANN", SKILLS)
        slack.write(person, "C0GENERAL", "Stop.", thread, "U0ANN")
        told = answer_after(slack, 1)
        assert (told.only_for, told.thread_ts) == (person, thread)
        assert told.text.startswith("I no longer follow this thread")
        for other in ("U0ANN", "U0BEN"):
            slack.write(other, "C0GENERAL", PAY, thread, "U0ANN")
        slack.write("U0ANN", "C0GENERAL", "stop", thread, "U0ANN")
        assert nothing_more_comes(slack)
        before = len(slack.sent)
        slack.write("U0BEN", "C0GENERAL", f"{MENTION} {SKILLS}", thread, "U0ANN")
        assert answer_after(slack, before).thread_ts == thread
        slack.write("U0ANN", "C0GENERAL", PAY, thread, "U0ANN")
        assert answer_after(slack, before + 1).thread_ts == thread

    def test_stop_with_a_mention_is_confirmed_once(self, http: SlackStandIn) -> None:
        thread = ask_in_channel(http, "U0ANN", SKILLS)
        http.write("U0ANN", "C0GENERAL", f"{MENTION} stop", thread, "U0ANN")
        assert answer_after(http, 1).only_for == "U0ANN"
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


class TestOtherForms:
    """Words that don't come as the text of a new message; each is answered once."""

    def test_a_file_with_a_mention_in_a_channel(self, slack: SlackStandIn) -> None:
        text = f"{MENTION} {SKILLS}"
        more: dict[str, Any] = {
            "subtype": "file_share",
            "files": [{"id": "F1", "mimetype": "image/png"}],
        }
        [message, mention] = slack.events("U0ANN", "C0GENERAL", text, slack.next_ts(), **more)
        slack.deliver("events_api", message)
        assert "*Core technical skills*" in answer_after(slack, 0).everything
        slack.deliver("events_api", mention)
        assert nothing_more_comes(slack)

    def test_a_mention_that_was_added_by_editing(self, slack: SlackStandIn) -> None:
        slack.write("U0ANN", "C0GENERAL", SKILLS)
        ts = slack.next_ts()
        message = {"user": "U0ANN", "ts": ts, "text": f"{MENTION} {SKILLS}", "type": "message"}
        edited = {"edited": {"user": "U0ANN", "ts": slack.next_ts()}}
        slack.write(
            "U0ANN",
            "C0GENERAL",
            "",
            subtype="message_changed",
            hidden=True,
            message=message | edited,
            previous_message=message | {"text": SKILLS},
        )
        answer = answer_after(slack, 0)
        assert (answer.thread_ts, "*Core technical skills*" in answer.everything) == (ts, True)
        again = {**message, **edited, "type": "app_mention", "channel": "C0GENERAL"}
        slack.deliver("events_api", slack.envelope(again))
        assert nothing_more_comes(slack)

    @pytest.mark.parametrize("channel", ["D0ME", "C0GENERAL"])
    def test_me(self, http: SlackStandIn, channel: str) -> None:
        http.write("U0ANN", channel, f"{MENTION} which skills do I need?", subtype="me_message")
        assert "*Core technical skills*" in answer_after(http, 0).everything
        assert nothing_more_comes(http)

    def test_a_forwarded_message(self, http: SlackStandIn) -> None:
        forwarded = {"is_share": True, "text": SKILLS, "from_url": "https://x.slack.com/p1"}
        http.write("U0ANN", "D0FORWARD", "", attachments=[forwarded])
        answer = answer_after(http, 0)
        assert "*Core technical skills*" in answer.everything
        assert "I can only read text." not in answer.asides()

    def test_a_voice_clip_is_answered_when_it_has_words(self, http: SlackStandIn) -> None:
        clip = {"id": "F1", "subtype": "slack_audio", "transcription": {"status": "processing"}}
        ts = http.write("U0ANN", "D0VOICE", "", subtype="file_share", files=[clip])
        assert nothing_more_comes(http)
        words = {"status": "complete", "preview": {"content": "which skills do I need"}}
        message = {"user": "U0ANN", "ts": ts, "text": "", "subtype": "file_share"}
        for _ in range(2):
            http.write(
                "U0ANN",
                "D0VOICE",
                "",
                subtype="message_changed",
                hidden=True,
                message=message | {"files": [clip | {"transcription": words}]},
                previous_message=message | {"files": [clip]},
            )
        answer = answer_after(http, 1)
        assert (answer.channel, answer.thread_ts) == ("D0VOICE", ts)
        assert "*Core technical skills*" in answer.everything
        assert nothing_more_comes(http)

    def test_marks_are_no_part_of_the_words(self, http: SlackStandIn) -> None:
        http.write("U0ANN", "D0MARKS", "What does it pay with `5` years?")
        assert pay_at(5) in answer_after(http, 0).everything
        http.write("U0ANN", "D0MARKS", ":+1:")
        assert pay_at(1) not in answer_after(http, 1).everything
        http.write("U0ANN", "D0WAVES", ":wave::skin-tone-3:")
        assert answer_after(http, 2).text.startswith("Hi!")


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
            {"user": "USLACKBOT"},
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

    def test_an_edited_direct_message(self, http: SlackStandIn) -> None:
        http.write("U0ANN", "D0ANN", SKILLS, edited={"user": "U0ANN", "ts": "1700000000.000001"})
        assert nothing_more_comes(http)

    def test_edits_in_the_assistant_pane(self, http: SlackStandIn) -> None:
        changed = {"text": SKILLS, "thread_ts": "1700000000.000001", "user": "U0ANN"}
        http.write("U0ANN", "D0ANN", SKILLS, subtype="message_changed", message=changed)
        assert nothing_more_comes(http)
