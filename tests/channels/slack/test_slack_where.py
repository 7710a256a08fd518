"""Where people ask in Slack, and where the answer goes."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import requests

from channels.ask import APOLOGY
from evaluation.assistant import Assistant
from tests.channels.slack.stand_in import BOT_USER, Sent, SlackStandIn

SKILLS = "Which skills do I need?"
PAY = "What does it pay?"
# Means something only after an answer with a list, such as the one to SKILLS.
FOLLOW_UP = "what about the second one?"
SECOND_SKILLS = "Computer vision"
MENTION = f"<@{BOT_USER}>"


def ask_in_channel(slack: SlackStandIn, user: str, text: str, channel: str = "C0GENERAL") -> str:
    """Mentions the app and waits for the answer; returns the thread."""
    before = len(slack.sent)
    thread = slack.write(user, channel, f"{MENTION} {text}")
    slack.wait_for(1, after=before)
    return thread


def answer_after(slack: SlackStandIn, before: int) -> Sent:
    """The first message after so many others."""
    return slack.wait_for(1, after=before)[0]


def nothing_comes(slack: SlackStandIn) -> bool:
    """Whether what was delivered before is not answered, though a question after it is."""
    before = len(slack.sent)
    slack.write("U0LAST", "D0LAST", SKILLS)
    return answer_after(slack, before).channel == "D0LAST" and len(slack.sent) == before + 1


class TestDirectMessages:
    def test_a_question_is_answered(self, slack: SlackStandIn) -> None:
        slack.write("U0ANN", "D0ANN", SKILLS)
        [answer] = slack.wait_for(1)
        assert (answer.channel, answer.thread_ts, answer.only_for) == ("D0ANN", None, None)
        assert "*Core technical skills*" in answer.everything
        assert answer.asides() == ["Source: career guide, Essential skills"]
        assert answer.titles[-2:] == ["👍", "👎"]

    def test_a_follow_up_builds_on_the_last_answer(self, slack: SlackStandIn) -> None:
        slack.write("U0FAY", f"D0{id(slack)}", "How much do ML engineers earn?")
        slack.wait_for(1)
        slack.wait_until(lambda: "chart" in str(slack.sent) or len(slack.sent) == 2)
        before = len(slack.sent)
        slack.write("U0FAY", f"D0{id(slack)}", "and with 8 years?")
        assert "CAD 97,000" in answer_after(slack, before).everything

    def test_a_thread_is_a_conversation_of_its_own(self, http: SlackStandIn) -> None:
        ts = http.write("U0GUS", "D0GUS", SKILLS)
        http.wait_for(1)
        http.write("U0GUS", "D0GUS", FOLLOW_UP, thread_ts=ts)
        in_thread = answer_after(http, 1)
        assert in_thread.thread_ts == ts
        assert SECOND_SKILLS not in in_thread.everything
        http.write("U0GUS", "D0GUS", FOLLOW_UP)
        assert SECOND_SKILLS in answer_after(http, 2).everything

    def test_what_has_no_text_is_answered_too(self, http: SlackStandIn) -> None:
        http.write("U0ANN", "D0FILE", "", subtype="file_share")
        assert http.wait_for(1)[0].asides()[0] == "I can only read text."

    def test_of_a_very_long_message_the_beginning_is_read(self, http: SlackStandIn) -> None:
        http.write("U0ANN", "D0LONG", f"{SKILLS} {'x ' * 2000}")
        assert http.wait_for(1)[0].asides()[0].startswith("I read only the first 2000 characters")

    def test_it_answers_in_french(self, http: SlackStandIn) -> None:
        http.write("U0ANN", "D0FRENCH", "Quelles compétences faut-il?")
        assert http.wait_for(1)[0].text


class TestChannels:
    def test_a_mention_is_answered_once_in_its_thread(self, slack: SlackStandIn) -> None:
        ts = slack.write("U0ANN", "C0GENERAL", f"Hello {MENTION}, which skills do I need?")
        [answer] = slack.wait_for(1)
        assert (answer.channel, answer.thread_ts) == ("C0GENERAL", ts)
        assert "*Core technical skills*" in answer.everything
        assert nothing_comes(slack)

    def test_the_thread_is_followed(self, slack: SlackStandIn) -> None:
        thread = ask_in_channel(slack, "U0ANN", SKILLS)
        slack.write("U0ANN", "C0GENERAL", FOLLOW_UP, thread, "U0ANN")
        follow_up = answer_after(slack, 1)
        assert follow_up.thread_ts == thread
        assert SECOND_SKILLS in follow_up.everything

    def test_a_mention_in_somebody_elses_thread_is_answered_there(self, http: SlackStandIn) -> None:
        http.write("U0ANN", "C0GENERAL", f"{MENTION} {SKILLS}", "1700000000.000100", "U0ZOE")
        assert http.wait_for(1)[0].thread_ts == "1700000000.000100"
        http.write("U0ANN", "C0GENERAL", FOLLOW_UP, "1700000000.000100", "U0ZOE")
        assert SECOND_SKILLS in answer_after(http, 1).everything

    def test_others_in_the_thread_can_ask_too(self, http: SlackStandIn) -> None:
        thread = ask_in_channel(http, "U0ANN", SKILLS)
        http.write("U0BEN", "C0GENERAL", "Do I need a master's degree?", thread, "U0ANN")
        answer = answer_after(http, 1)
        assert answer.thread_ts == thread
        assert "master's" in answer.everything

    def test_their_slots_do_not_mix(self, http: SlackStandIn) -> None:
        thread = ask_in_channel(http, "U0ANN", SKILLS)
        http.write("U0BEN", "C0GENERAL", f"{MENTION} {FOLLOW_UP}", thread, "U0ANN")
        assert SECOND_SKILLS not in answer_after(http, 1).everything

    def test_their_talk_is_neither_answered_nor_kept(
        self, http: SlackStandIn, server: Assistant
    ) -> None:
        thread = ask_in_channel(http, "U0ANN", SKILLS)
        http.write("U0CHATTY", "C0GENERAL", "haha, lunch at noon?", thread, "U0ANN")
        http.write("U0CHATTY", "C0GENERAL", "thanks!", thread, "U0ANN")
        assert nothing_comes(http)
        with closing(sqlite3.connect(server.folder / "conversations.db")) as store:
            kept = store.execute("select count(*) from events where sender_id like '%U0CHATTY%'")
            assert kept.fetchone() == (0,)

    def test_what_is_said_to_somebody_else_is_left_alone(self, http: SlackStandIn) -> None:
        thread = ask_in_channel(http, "U0ANN", SKILLS)
        http.write("U0ANN", "C0GENERAL", f"<@U0BEN> {PAY}", thread, "U0ANN")
        assert nothing_comes(http)

    def test_other_messages_and_threads_are_left_alone(self, http: SlackStandIn) -> None:
        http.write("U0ANN", "C0GENERAL", PAY)
        http.write("U0ANN", "C0GENERAL", PAY, "1700000000.000200", "U0ZOE")
        assert nothing_comes(http)

    def test_threads_channels_and_teams_do_not_mix(self, http: SlackStandIn) -> None:
        ask_in_channel(http, "U0MIA", SKILLS)
        follow_up = f"{MENTION} {FOLLOW_UP}"
        for count, (channel, team) in enumerate(
            [("C0GENERAL", "T0TEAM"), ("C0OTHER", "T0TEAM"), ("C0GENERAL", "T1TEAM")], start=1
        ):
            http.write("U0MIA", channel, follow_up, team=team)
            assert SECOND_SKILLS not in answer_after(http, count).everything

    def test_a_mention_alone_is_a_greeting(self, http: SlackStandIn) -> None:
        http.write("U0ANN", "C0GENERAL", MENTION)
        [answer] = http.wait_for(1)
        assert answer.text.startswith("Hi!")
        assert len(answer.titles) == 3

    def test_a_mention_in_a_group_message_is_answered_once(self, http: SlackStandIn) -> None:
        http.channels.add("G0GROUP")
        http.write("U0ANN", "G0GROUP", SKILLS, channel_type="mpim")
        thread = http.write("U0ANN", "G0GROUP", f"{MENTION} {SKILLS}", channel_type="mpim")
        assert http.wait_for(1)[0].thread_ts == thread
        assert nothing_comes(http)


class TestSlashCommand:
    def test_only_the_person_sees_the_answer(self, slack: SlackStandIn) -> None:
        slack.command("U0ANN", "C0NOTIN", "which <skills> &amp; degrees do I need?")
        [answer] = slack.wait_for(1)
        assert (answer.channel, answer.only_for) == ("C0NOTIN", "U0ANN")
        assert answer.asides()[0].startswith("You asked: “which")
        assert "&amp;" in answer.asides()[0]

    def test_the_answer_can_be_shared(self, slack: SlackStandIn) -> None:
        slack.command("U0ANN", "C0NOTIN", SKILLS)
        [answer] = slack.wait_for(1)
        slack.press("U0ANN", answer, "Share with channel")
        _, shared, kept = slack.wait_for(3)
        assert (shared.channel, shared.only_for) == ("C0NOTIN", None)
        assert shared.asides()[0] == f"<@U0ANN> asked: “{SKILLS}”"
        assert "*Core technical skills*" in shared.everything
        assert shared.buttons == []
        assert kept.only_for == "U0ANN"
        assert kept.asides()[-1] == "Shared with the channel."
        assert "Share with channel" not in kept.titles

    def test_suggestions_are_answered_to_the_person_alone(self, http: SlackStandIn) -> None:
        http.command("U0ANN", "C0NOTIN", SKILLS)
        [answer] = http.wait_for(1)
        http.press("U0ANN", answer, answer.titles[0])
        pressed = answer_after(http, 1)
        assert pressed.only_for == "U0ANN"
        assert pressed.asides()[0] == f"You asked: “{answer.titles[0]}”"

    def test_without_a_question_it_says_what_to_ask(self, http: SlackStandIn) -> None:
        http.command("U0ANN", "C0NOTIN", "  ")
        [help_text] = http.wait_for(1)
        assert help_text.only_for == "U0ANN"
        assert "`/mlcareer do I need a degree?`" in help_text.everything
        assert len(help_text.titles) == 3

    def test_there_is_nothing_to_share_in_a_direct_message(self, http: SlackStandIn) -> None:
        http.command("U0ANN", "D0ANN", SKILLS)
        assert "Share with channel" not in http.wait_for(1)[0].titles

    def test_a_slash_in_the_question_is_plain_text(self, http: SlackStandIn) -> None:
        http.command("U0ANN", "C0NOTIN", "/restart")
        assert http.wait_for(1)[0].text != APOLOGY


class TestSuggestions:
    def test_pressed_in_a_direct_message(self, slack: SlackStandIn) -> None:
        slack.write("U0ANN", "D0PRESS", "hi")
        [greeting] = slack.wait_for(1)
        title = greeting.titles[2]
        slack.press("U0ANN", greeting, title)
        answer = answer_after(slack, 1)
        assert answer.channel == "D0PRESS"
        assert answer.asides()[0] == f"You asked: “{title}”"
        assert "Not necessarily" in answer.text

    def test_pressed_in_a_thread_by_somebody_else(self, http: SlackStandIn) -> None:
        thread = ask_in_channel(http, "U0ANN", "hi")
        http.press("U0BEN", http.sent[0], http.sent[0].titles[2])
        answer = answer_after(http, 1)
        assert (answer.channel, answer.thread_ts) == ("C0GENERAL", thread)
        assert answer.asides()[0].startswith("<@U0BEN> asked: “")

    def test_pressed_where_the_app_is_no_member(self, http: SlackStandIn) -> None:
        thread = ask_in_channel(http, "U0ANN", "hi", channel="C0THIRD")
        http.channels.remove("C0THIRD")
        http.press("U0ANN", http.sent[0], http.sent[0].titles[2])
        assert thread
        assert answer_after(http, 1).only_for == "U0ANN"
        http.channels.add("C0THIRD")


class TestAssistantPane:
    def open_pane(self, slack: SlackStandIn, user: str) -> tuple[str, str]:
        channel, thread = f"D0{user[2:]}", slack.next_ts()
        opened = {"user_id": user, "context": {}, "channel_id": channel, "thread_ts": thread}
        event = {"type": "assistant_thread_started", "assistant_thread": opened}
        slack.deliver("events_api", slack.envelope(event | {"event_ts": slack.next_ts()}))
        return channel, thread

    def test_it_offers_questions_and_says_that_it_is_thinking(self, slack: SlackStandIn) -> None:
        channel, thread = self.open_pane(slack, "U0EVE")
        offered = slack.wait_for_call("assistant.threads.setSuggestedPrompts")
        assert (offered["channel_id"], offered["thread_ts"]) == (channel, thread)
        prompts = offered["prompts"]
        assert len(prompts) == 3
        slack.write("U0EVE", channel, prompts[0]["message"], thread)
        [answer] = slack.wait_for(1)
        assert (answer.thread_ts, answer.titles[-1]) == (thread, "👎")
        names = [name for name, _, _ in slack.calls]
        status = slack.last_call("assistant.threads.setStatus")
        assert (status["thread_ts"], status["status"]) == (thread, "is thinking…")
        assert names.index("assistant.threads.setStatus") < len(names) - 1
        title = slack.wait_for_call("assistant.threads.setTitle")
        assert title["title"] == prompts[0]["message"]

    def test_another_channel_beside_the_pane_changes_nothing(self, http: SlackStandIn) -> None:
        _, thread = self.open_pane(http, "U0EVE")
        http.wait_for_call("assistant.threads.setSuggestedPrompts")
        opened = {"context": {"channel_id": "C0OTHER"}, "channel_id": "D0EVE", "thread_ts": thread}
        event = {"type": "assistant_thread_context_changed", "assistant_thread": opened}
        http.deliver("events_api", http.envelope(event | {"event_ts": http.next_ts()}))
        assert nothing_comes(http)

    def test_a_workspace_without_the_pane_has_threads_too(self, http: SlackStandIn) -> None:
        http.has_pane = False
        http.write("U0EVE", "D0EVE", SKILLS, "1700000000.000300")
        assert http.wait_for(1)[0].thread_ts == "1700000000.000300"
        http.wait_for_call("assistant.threads.setTitle")
        http.has_pane = True


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

    def test_the_messages_tab_is_left_as_it_is(self, http: SlackStandIn) -> None:
        self.open_tab(http, "messages")
        assert nothing_comes(http)
        assert all(name != "views.publish" for name, _, _ in http.calls)


class TestCharts:
    def test_it_is_an_image_block_if_the_server_has_a_public_address(
        self, socket: SlackStandIn
    ) -> None:
        socket.write("U0ANN", "D0CHART", "How much do ML engineers earn?")
        [answer] = socket.wait_for(1)
        [image] = [block for block in answer.blocks if block["type"] == "image"]
        assert "Chart of pay by years of experience" in image["alt_text"]
        picture = requests.get(image["image_url"], timeout=10)
        assert picture.headers["Content-Type"] == "image/png"
        assert picture.content.startswith(b"\x89PNG")

    def test_it_is_a_file_in_the_thread_otherwise(self, http: SlackStandIn) -> None:
        thread = http.write("U0ANN", "C0GENERAL", f"{MENTION} How much do ML engineers earn?")
        answer, chart = http.wait_for(2)
        assert all(block["type"] != "image" for block in answer.blocks)
        assert (chart.channel, chart.thread_ts) == ("C0GENERAL", thread)
        assert chart.file is not None
        assert chart.file.startswith(b"\x89PNG")
        assert chart.alt is not None
        assert "Chart of pay by years of experience" in chart.alt

    def test_an_answer_that_only_one_person_sees_does_without(self, http: SlackStandIn) -> None:
        http.command("U0ANN", "C0NOTIN", "How much do ML engineers earn?")
        assert "CAD 100,000" in http.wait_for(1)[0].everything
        assert nothing_comes(http)

    def test_the_answer_stands_if_the_file_is_not_taken(self, http: SlackStandIn) -> None:
        http._scopes.remove("files:write")
        http.write("U0ANN", "D0CHART", "How much do ML engineers earn?")
        http.wait_for(1)
        assert nothing_comes(http)
        http._scopes.add("files:write")
