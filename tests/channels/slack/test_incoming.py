"""What people type in Slack, as plain text."""

from __future__ import annotations

from typing import Any

import pytest

from channels.slack.incoming import is_from_a_person, mentioned, read_question, read_text

MESSAGE = {"user": "U0ANN", "channel": "C0X", "ts": "1.2", "text": "<@U0BOT> what pay"}


class TestIncomingText:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("<@U0BOT> hello", "hello"),
            ("hello <@U0BOT|mlcareer>, you", "hello , you"),
            ("is <@U0BEN|ben> in <#C0X|general>?", "is @ben in #general?"),
            ("<@U0BEN> in <#C0X>", "U0BEN in C0X"),
            ("a &amp; b &lt;c&gt; &amp;amp;", "a & b <c> &amp;"),
            ("see <https://a.ca/x|this> and <https://b.ca>", "see this and https://b.ca"),
            ("<mailto:a@b.ca|a@b.ca>", "a@b.ca"),
            ("<!here> <!subteam^S1|@team> <!date^1^{date}|today>", "here @team today"),
            ("  two\n lines ", "two lines"),
            ("/restart", "\u2060/restart"),
            ('<@U0BOT> /ask_salary{"a": 1}', '\u2060/ask_salary{"a": 1}'),
            ("", ""),
        ],
    )
    def test_slack_markup_becomes_words(self, text: str, expected: str) -> None:
        assert read_text(text, "U0BOT") == expected


@pytest.mark.parametrize(
    ("change", "is_one"),
    [
        ({}, True),
        ({"subtype": "file_share"}, True),
        ({"subtype": "channel_join"}, False),
        ({"bot_id": "B1"}, False),
        ({"user": "USLACKBOT"}, False),
        ({"edited": {"ts": "1.3"}}, False),
        ({"hidden": True}, False),
        ({"user": None}, False),
    ],
)
def test_only_what_a_person_has_just_written_is_a_question(
    change: dict[str, Any], is_one: bool
) -> None:
    assert is_from_a_person({**MESSAGE, **change}) is is_one


def test_a_question_has_the_same_key_whichever_event_brings_it() -> None:
    mention, message = ({**MESSAGE, "type": kind} for kind in ("app_mention", "message"))

    read = read_question(mention, "T1", "U0BOT")

    assert read == read_question(message, "T1", "U0BOT")
    assert (read.text, read.message_id) == ("what pay", "C0X-1.2")
    assert read.conversation.id == "slack:T1:C0X::U0ANN"


def test_a_direct_message_is_one_conversation_and_knows_the_thread_of_a_reply() -> None:
    direct = {**MESSAGE, "channel": "D0X"}
    first, reply = (
        read_question({**direct, **thread}, "T1", None) for thread in ({}, {"thread_ts": "0.9"})
    )

    assert first.conversation == reply.conversation
    assert (first.replies_in, reply.replies_in) == (None, "0.9")
    assert (first.message_id, reply.message_id) == ("D0X-1.2-1.2", "D0X-0.9-1.2")


def test_mentions_by_id_with_or_without_a_name() -> None:
    assert mentioned("<@U1> and <@U2|ben> in <#C1>") == {"U1", "U2"}
