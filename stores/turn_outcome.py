"""The outcome of a turn: what became of a message, told from the events that it caused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Literal

from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered

Outcome = Literal["answered", "not in the guide", "asked back", "out of order", "unanswered"]

UNANSWERED: Outcome = "unanswered"
"""Nothing was said in return."""

OUTCOMES: Mapping[str, Outcome] = {
    "action_out_of_scope": "not in the guide",
    "action_clarify": "asked back",
    "utter_answer_unavailable": "out of order",
}
"""What an action says of the message before it; every other one is an answer."""

SILENT = ("action_listen", "action_session_start", "action_extract_slots")
"""Actions of Rasa's own, which say nothing."""


def outcome_of(events: Sequence[Event]) -> Outcome:
    """What became of the last message.

    Args:
        events: a conversation's, in order.
    """
    turn = list(takewhile(lambda event: not isinstance(event, UserUttered), reversed(events)))
    if not any(isinstance(event, BotUttered) for event in turn):
        return UNANSWERED
    actions = (event.action_name for event in turn if isinstance(event, ActionExecuted))
    last = next((name for name in actions if name not in SILENT), None)
    return OUTCOMES.get(last or "", "answered")
