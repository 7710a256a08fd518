"""The topics that a message sounds like, whatever it was taken for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions import GUIDE


def likely_topics(message: Mapping[str, Any], least: float = 0.0) -> list[str]:
    """The topics that the intent classifier thought likeliest, best first.

    Args:
        message: Rasa's ``tracker.latest_message``, with its ``intent_ranking``.
        least: How likely they must be, from 0 to 1.
    """
    return [
        topic
        for intent in message.get("intent_ranking") or []
        if (topic := intent["name"].removeprefix("ask_")) in GUIDE.topic_ids
        and intent["confidence"] >= least
    ]
