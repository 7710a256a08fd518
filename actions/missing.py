"""Of two points that the guide lacks, the one that was asked about: interviews, then how many."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.memory import last_missing
from guide.model import Guide
from guide.reply import Target


def still_missing(guide: Guide, tracker: Tracker, asked: Target) -> Target | None:
    """What asks on about something that the question before found missing.

    "How many rounds are there", after interviews: how many applications it takes isn't the point,
    though the guide doesn't say that either. ``None`` where what is asked is told, or named.
    """
    topic, focus = guide.topic(asked.topic), asked.focus
    told = topic.told(focus)
    named = bool(focus.details) or any(getattr(focus, name) for name in topic.particulars)
    if named or told is None or told.text.based_on:
        return None
    missing = last_missing(tracker, topic)
    if missing is None:
        return None
    return Target(asked.topic, focus.copy(update={"details": (missing,)}))
