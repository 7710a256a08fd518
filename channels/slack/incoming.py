"""Slack's ``message`` and ``app_mention`` events, with their mrkdwn unescaped to plain text."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from channels.plain_text import plain_text
from channels.slack.conversation import SlackConversation
from channels.slack.questions import SlackQuestion
from channels.slack.thread_context import message_id

# <@U123>, <@U123|ann>, <#C123|general>, <!here>, <!date^1^x|today>, <https://a.ca|label>
_REFERENCE = re.compile(r"<(?P<sigil>[@#!]?)(?P<target>[^<>|]*)(?:\|(?P<label>[^<>]*))?>")
_MENTION = re.compile(r"<@(\w+)(?:\|[^<>]*)?>")

# Messages that people write themselves; joins, edits, topic changes and so on have other subtypes.
_WRITTEN_BY_PEOPLE = (None, "file_share", "thread_broadcast")
_SLACKBOT = "USLACKBOT"


def is_from_a_person(event: Mapping[str, Any]) -> bool:
    """Whether a ``message`` or ``app_mention`` event is something a person has just written."""
    return (
        event.get("subtype") in _WRITTEN_BY_PEOPLE
        and all(event.get(key) for key in ("user", "channel", "ts"))
        and event["user"] != _SLACKBOT
        and not event.get("bot_id")
        and not event.get("hidden")
        and "edited" not in event
    )


def mentioned(text: str) -> set[str]:
    """Ids of the people and bots that a message mentions."""
    return set(_MENTION.findall(text))


def read_question(
    event: Mapping[str, Any], team: str | None, bot_user: str | None
) -> SlackQuestion:
    """Reads a ``message`` or ``app_mention`` event; both of one message get one ``message_id``."""
    channel, ts, thread = event["channel"], event["ts"], event.get("thread_ts")
    text = read_text(event.get("text") or "", bot_user)
    conversation = SlackConversation(str(team), channel, event["user"])
    if conversation.is_direct_message:
        return SlackQuestion(conversation, message_id(channel, thread or ts, ts), text, thread)
    return SlackQuestion(replace(conversation, thread=thread), f"{channel}-{ts}", text)


def read_text(text: str, bot_user: str | None) -> str:
    """Returns the words of a message: ``<https://a.ca|this> &amp; that`` is ``this & that``.

    Args:
        text: as Slack sends it.
        bot_user: the app's own user id; mentions of it are left out.
    """

    def words(reference: re.Match[str]) -> str:
        sigil, target, label = reference["sigil"], reference["target"], reference["label"]
        if sigil == "@" and target == bot_user:
            return " "
        if sigil == "!":
            return label or target.split("^")[0]
        return f"{sigil}{label}" if sigil and label else label or target

    # Slack escapes &, < and > in what people type, so that each < left is its own.
    return plain_text(" ".join(html.unescape(_REFERENCE.sub(words, text)).split()))
