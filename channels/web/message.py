"""The JSON in which the page gets messages and the conversation's history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

from rasa.shared.constants import INTENT_MESSAGE_PREFIX

from channels.ask import LOCALE, apology_in
from channels.guide_links import GuideReference
from channels.plain_text import WORD_JOINER
from channels.web.charts import chart_url
from stores.confirmation import CONFIRMED, ERASURE
from stores.conversations import Conversation, Turn


def bot_message(message: Mapping[str, Any], otherwise_id: str) -> dict[str, Any]:
    """One message of the assistant, for the page: keys are there if they have something in them.

    Args:
        message: as Rasa hands it to an output channel (``BotUttered.message()``).
        otherwise_id: its id if it isn't the answer of an action, which has its own.
    """
    answer = message.get("answer") or {}
    shown: dict[str, Any] = {
        "id": answer.get("id") or otherwise_id,
        "time": _iso(message["timestamp"]),
    }
    if text := message.get("text"):
        reference = GuideReference.of(answer)
        shown["text"] = reference.linked(text) if reference else text
    if language := answer.get("language"):
        shown["lang"] = language
    if buttons := message.get("buttons"):
        shown["buttons"] = [
            {key: button[key] for key in ("title", "payload")} for button in buttons
        ]
    if address := chart_url(answer):
        shown["image"] = {"src": address, "alt": answer["chart_alt"]}
    if answer.get("topic"):
        shown["rateable"] = True
    if message.get(ERASURE) == CONFIRMED:
        shown["erased"] = True
    return shown


def apology(question_id: str, seconds: float, locale: str | None = None) -> dict[str, Any]:
    """What the page shows where the assistant said nothing at all.

    Args:
        question_id: the id of the message that was left unanswered.
        seconds: when, since 1970.
        locale: of the page.
    """
    text = apology_in(locale)
    return {"id": numbered(question_id, 0), "time": _iso(seconds), "text": text}


def numbered(question_id: str, place: int) -> str:
    """The id of what was said in return to a message, by its place from 0."""
    return f"{question_id}.{place}"


def answers_of(turn: Turn) -> list[dict[str, Any]]:
    """What was said in return to a message."""
    question_id, time = turn.question.message_id, turn.question.timestamp
    messages = [
        bot_message(event.message(), numbered(question_id, place))
        for place, event in enumerate(turn.answers)
    ]
    locale = (turn.question.metadata or {}).get(LOCALE)
    return messages or [apology(question_id, time, locale)]


def history(conversation: Conversation) -> list[dict[str, Any]]:
    """Everything said so far, in order, with the person's ratings."""
    entries: list[dict[str, Any]] = []
    for turn in conversation.turns:
        question = turn.question
        # Such as "/session_start", sent by a developer's tool: nobody typed it (``plain_text``).
        if question.text and not question.text.startswith(INTENT_MESSAGE_PREFIX):
            entries.append(
                {
                    "from": "user",
                    "id": question.message_id,
                    "time": _iso(question.timestamp),
                    "text": question.text.removeprefix(WORD_JOINER),
                }
            )
        for message in answers_of(turn):
            rating = conversation.ratings.get(message["id"])
            entries.append({"from": "bot", **message} | ({"rating": rating} if rating else {}))
    return entries


def _iso(seconds: float) -> str:
    time = datetime.fromtimestamp(seconds, timezone.utc)
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")
