"""Slack's ``message`` and ``app_mention`` events, in whichever form people's words come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from channels.slack.conversation import SlackConversation
from channels.slack.markup import mentioned, read_text
from channels.slack.questions import SlackQuestion
from channels.slack.thread_context import message_id

# Messages that people write themselves; joins, topic changes and so on have other subtypes.
_WRITTEN_BY_PEOPLE = (None, "file_share", "me_message", "thread_broadcast")
_SLACKBOT = "USLACKBOT"
_AUDIO = "slack_audio"


def is_from_a_person(event: Mapping[str, Any]) -> bool:
    """Whether a ``message`` or ``app_mention`` event is something that a person has written.

    An edited message is one only where Slack tells of a mention in it: a ``message`` event of an
    edited message comes from elsewhere, and its words have been read before.
    """
    return (
        event.get("subtype") in _WRITTEN_BY_PEOPLE
        and all(event.get(key) for key in ("user", "channel", "ts"))
        and event["user"] != _SLACKBOT
        and not event.get("bot_id")
        and not event.get("hidden")
        and ("edited" not in event or event.get("type") == "app_mention")
    )


def new_words(event: Mapping[str, Any], bot_user: str | None) -> dict[str, Any] | None:
    """What a change of a message adds for us: a mention, or the transcript of a voice clip.

    Args:
        event: a ``message`` event; those with the subtype ``message_changed`` are changes.
        bot_user: the app's own user id.

    Returns:
        The message as an event of its own, with the ``ts`` it has always had, so that it is
        answered once; ``None`` if the event is no such change.
    """
    if event.get("subtype") != "message_changed":
        return None
    message, before = event.get("message") or {}, event.get("previous_message") or {}
    added = bot_user in mentioned(message.get("text") or "") - mentioned(before.get("text") or "")
    spoken = list(_transcripts(message)) and not list(_transcripts(before))
    if not (added or spoken):
        return None
    whole = {key: value for key, value in message.items() if key != "edited"}
    place = {key: event[key] for key in ("channel", "channel_type") if key in event}
    return {**whole, **place}


def awaits_transcript(event: Mapping[str, Any]) -> bool:
    """Whether a voice clip has no words yet; a ``message_changed`` event brings them."""
    return not read_words(event) and any(
        file.get("subtype") == _AUDIO
        and (file.get("transcription") or {}).get("status") == "processing"
        for file in event.get("files") or ()
    )


def read_question(event: Mapping[str, Any], team: str | None) -> SlackQuestion:
    """Reads a ``message`` or ``app_mention`` event; both of one message get one ``message_id``."""
    channel, ts, thread = event["channel"], event["ts"], event.get("thread_ts")
    text = read_words(event)
    conversation = SlackConversation(str(team), channel, event["user"])
    if conversation.is_direct_message:
        return SlackQuestion(conversation, message_id(channel, thread or ts, ts), text, thread)
    return SlackQuestion(replace(conversation, thread=thread), f"{channel}-{ts}", text)


def read_words(message: Mapping[str, Any]) -> str:
    """The words of a message, of the messages forwarded with it, and of its voice clips."""
    parts = [message.get("text") or "", *_attached(message), *_transcripts(message)]
    return read_text("\n".join(part for part in parts if part))


def _attached(message: Mapping[str, Any]) -> Iterator[str]:
    """The text of attachments, apart from the previews of links, which nobody has written."""
    for attachment in message.get("attachments") or ():
        is_forwarded = attachment.get("is_share") or attachment.get("is_msg_unfurl")
        if is_forwarded or not (attachment.get("from_url") or attachment.get("original_url")):
            yield attachment.get("text") or attachment.get("fallback") or ""


def _transcripts(message: Mapping[str, Any]) -> Iterator[str]:
    for file in message.get("files") or ():
        transcription = file.get("transcription") or {}
        if transcription.get("status") == "complete":
            yield (transcription.get("preview") or {}).get("content") or ""
