"""Events about what people write, in whichever form their words come."""

from __future__ import annotations

from typing import Any

import pytest

from channels.slack.incoming import (
    awaits_transcript,
    is_from_a_person,
    new_words,
    read_question,
)

MESSAGE = {"user": "U0ANN", "channel": "C0X", "ts": "1.2", "text": "<@U0BOT> what pay"}


@pytest.mark.parametrize(
    ("change", "is_one"),
    [
        ({}, True),
        ({"subtype": "file_share"}, True),
        ({"subtype": "channel_join"}, False),
        ({"bot_id": "B1"}, False),
        ({"user": "USLACKBOT"}, False),
        ({"edited": {"ts": "1.3"}}, False),
        ({"edited": {"ts": "1.3"}, "type": "app_mention"}, True),
        ({"subtype": "me_message"}, True),
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

    read = read_question(mention, "T1")

    assert read == read_question(message, "T1")
    assert (read.text, read.message_id) == ("what pay", "C0X-1.2")
    assert read.conversation.id == "slack:T1:C0X::U0ANN"


def test_a_direct_message_is_one_conversation_and_knows_the_thread_of_a_reply() -> None:
    direct = {**MESSAGE, "channel": "D0X"}
    first, reply = (
        read_question({**direct, **thread}, "T1") for thread in ({}, {"thread_ts": "0.9"})
    )

    assert first.conversation == reply.conversation
    assert (first.replies_in, reply.replies_in) == (None, "0.9")
    assert (first.message_id, reply.message_id) == ("D0X-1.2-1.2", "D0X-0.9-1.2")


FORWARDED = {"is_share": True, "from_url": "https://x.slack.com/archives/C1/p1", "text": "*Pay*?"}
PREVIEW = {"from_url": "https://a.ca", "text": "A page about something else"}
CLIP = {
    "subtype": "slack_audio",
    "transcription": {"status": "complete", "preview": {"content": "What does it pay?"}},
}
SILENT_CLIP = {"subtype": "slack_audio", "transcription": {"status": "processing"}}


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"text": "", "attachments": [FORWARDED]}, "Pay?"),
        ({"text": "and this?", "attachments": [FORWARDED]}, "and this? Pay?"),
        ({"text": "", "attachments": [{"is_msg_unfurl": True, "text": "Pay?"}]}, "Pay?"),
        ({"text": "", "attachments": [{"fallback": "Pay?"}]}, "Pay?"),
        ({"text": "Hi", "attachments": [PREVIEW]}, "Hi"),
        ({"text": "", "files": [CLIP]}, "What does it pay?"),
        ({"text": "", "files": [SILENT_CLIP, {"mimetype": "image/png"}]}, ""),
    ],
)
def test_words_that_come_in_another_form(form: dict[str, Any], words: str) -> None:
    assert read_question({**MESSAGE, **form}, "T1").text == words


def test_a_voice_clip_is_waited_for_until_it_has_words() -> None:
    assert awaits_transcript({**MESSAGE, "text": "", "files": [SILENT_CLIP]})
    assert not awaits_transcript({**MESSAGE, "text": "Pay?", "files": [SILENT_CLIP]})
    assert not awaits_transcript({**MESSAGE, "text": "", "files": [CLIP]})
    assert not awaits_transcript({**MESSAGE, "text": ""})


class TestChanges:
    def changed(self, before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any] | None:
        edited = {"edited": {"user": "U0ANN", "ts": "1.9"}}
        return new_words(
            {
                "type": "message",
                "subtype": "message_changed",
                "hidden": True,
                "channel": "C0X",
                "ts": "1.9",
                "message": {"user": "U0ANN", "ts": "1.2", **after, **edited},
                "previous_message": {"user": "U0ANN", "ts": "1.2", **before},
            },
            "U0BOT",
        )

    def test_a_mention_that_was_added(self) -> None:
        event = self.changed({"text": "what pay"}, {"text": "<@U0BOT> what pay"})
        assert event is not None
        assert is_from_a_person(event)
        assert read_question(event, "T1") == read_question(MESSAGE, "T1")

    def test_a_transcript_that_has_come(self) -> None:
        event = self.changed({"files": [SILENT_CLIP]}, {"files": [CLIP]})
        assert event is not None
        assert read_question(event, "T1").text == "What does it pay?"

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ({"text": "<@U0BOT> wat pay"}, {"text": "<@U0BOT> what pay"}),
            ({"text": "what pay"}, {"text": "what pay?"}),
            ({"text": "x"}, {"text": "<@U0BEN> x"}),
            ({"files": [CLIP]}, {"files": [CLIP], "text": "x"}),
        ],
    )
    def test_other_changes_are_none(self, before: dict[str, Any], after: dict[str, Any]) -> None:
        assert self.changed(before, after) is None
