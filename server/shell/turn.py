"""One turn of a conversation, with the reading of its message and what the answer changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rasa.shared.core.events import ActionExecuted, Event, SlotSet, UserUttered

from components.reading import Reading
from stores.turn_outcome import SILENT


@dataclass(frozen=True)
class Turn:
    """A question, its answer, and why it is that.

    Attributes:
        question: what was asked, in words: a suggestion's, where its number was typed.
        messages: the answer's, as Rasa hands them to an output channel.
        milliseconds: that handling the message took.
        language: the conversation's, if it has been set.
        reading: what understanding made of the message; ``None`` if nothing is stored of it, as
            after an erasure.
        actions: what Rasa ran, by name.
        slots: those that the turn set, with their new values.
        failed: whether the message could not be handled, and the answer is an apology.
    """

    question: str
    messages: Sequence[Mapping[str, Any]]
    milliseconds: int = 0
    language: str | None = None
    reading: Reading | None = None
    actions: tuple[str, ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)
    failed: bool = False

    @property
    def text(self) -> str:
        """The answer in Markdown."""
        return "\n\n".join(message["text"] for message in self.messages if message.get("text"))

    @property
    def suggestions(self) -> tuple[str, ...]:
        """What may be asked next, in the words that are sent."""
        buttons = (message.get("buttons") or () for message in self.messages)
        return tuple(button["payload"] for each in buttons for button in each)

    @property
    def charts(self) -> tuple[Mapping[str, Any], ...]:
        """What the actions say of their answers that have a chart (``actions.respond.say``)."""
        answers = (message.get("answer") or {} for message in self.messages)
        return tuple(answer for answer in answers if answer.get("chart"))

    def as_json(self) -> dict[str, Any]:
        """The turn as a JSON object; ``reading`` has the form of Rasa's parsed messages."""
        return {
            "question": self.question,
            "answer": self.text,
            "suggestions": list(self.suggestions),
            "charts": [chart["chart"] for chart in self.charts],
            "language": self.language,
            "reading": None if self.reading is None else self.reading.as_message(),
            "actions": list(self.actions),
            "slots": dict(self.slots),
            "milliseconds": self.milliseconds,
        }


def events_of_last_turn(events: Iterable[Event]) -> list[Event]:
    """The last message's event and those that it caused, in order."""
    turn: list[Event] = []
    for event in events:
        if isinstance(event, UserUttered):
            turn = []
        turn.append(event)
    return turn


def reading_in(events: Iterable[Event]) -> Reading | None:
    """What understanding made of a turn's message."""
    asked = (event for event in events if isinstance(event, UserUttered))
    return next((Reading.from_message(event.parse_data) for event in asked), None)


def actions_in(events: Iterable[Event]) -> tuple[str, ...]:
    """The actions that a turn's events tell of, without those that say nothing."""
    names = (event.action_name for event in events if isinstance(event, ActionExecuted))
    return tuple(name for name in names if name and name not in SILENT)


def slots_in(events: Iterable[Event]) -> dict[str, Any]:
    """The slots that a turn's events set."""
    return {event.key: event.value for event in events if isinstance(event, SlotSet)}
