"""What people teach: which question was meant, where the assistant had to ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from guide.reply import Suggestion


def misunderstanding(tracker: Tracker, offered: Sequence[Suggestion] = ()) -> dict[str, Any]:
    """A message that wasn't understood and what it may have meant, for the slot to remember."""
    return {
        "text": tracker.latest_message["text"],
        "offered": [suggestion.text for suggestion in offered],
    }


def labelled_example(tracker: Tracker, intent: str) -> list[dict[str, Any]]:
    """The event that says what the message before meant, if the person has just picked it.

    A slot, so that it reaches the event store as ``{"text": the message, "intent": its intent}``,
    where ``make report`` finds it. Nothing is learnt without a maintainer.

    Args:
        tracker: the conversation, whose latest message may be one of the offered questions.
        intent: the intent of the latest message.
    """
    asked = tracker.get_slot("misunderstood")
    if not asked or tracker.latest_message["text"] not in asked["offered"]:
        return []
    return [SlotSet("labelled_example", {"text": asked["text"], "intent": intent})]
