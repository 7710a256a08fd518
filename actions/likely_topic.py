"""The topic that a message sounds like, whatever it was taken for."""

from __future__ import annotations

from rasa_sdk import Tracker

from guide.answers import known_topics


def likely_topic(tracker: Tracker, least: float = 0.0) -> str | None:
    """The likeliest topic among the intents of the latest message.

    Args:
        tracker: Of the conversation.
        least: How likely it must be, from 0 to 1.

    Returns:
        The topic's id; None if no topic is as likely.
    """
    for intent in tracker.latest_message.get("intent_ranking") or []:
        topic: str = intent["name"].removeprefix("ask_")
        if topic in known_topics():
            return topic if intent["confidence"] >= least else None
    return None
