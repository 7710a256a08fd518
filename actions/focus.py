"""The focus of a question: its aspect and entities, as the guide's answers want them."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker

from components.reading import DETAIL, ORDINAL, Reading, topic_of
from guide.model import PARTICULARS, Focus, Guide
from guide.reply import Target


def reading_of(tracker: Tracker) -> Reading:
    """What understanding made of the latest message."""
    return Reading.from_message(tracker.latest_message)


def target_of(guide: Guide, reading: Reading) -> Target | None:
    """What a question asks by itself; ``None`` if the guide has no such topic."""
    topic = topic_of(reading.intent)
    return Target(topic, read_focus(reading)) if topic in guide.topic_ids else None


def read_focus(reading: Reading) -> Focus:
    """Reads aspect and entities of a message.

    Of two of the same kind ("Toronto or Montreal?") the first is the one that follow-ups go by.
    """
    values: dict[str, Any] = {"aspect": reading.aspect}
    details: list[str] = []
    others: list[Any] = []
    for entity in reading.entities:
        name, value = entity.name, entity.value
        if name == DETAIL:
            details.append(value)
        elif name not in PARTICULARS:
            continue
        elif name not in values:
            values[name] = value
            if entity.part:
                values["skill_part"] = entity.part
        elif value != values[name] and (name, value) not in others:
            others.append((name, value))
    return Focus(**values, details=tuple(details), others=tuple(others))


def read_ordinal(reading: Reading) -> int | None:
    """The place in a list that the message names: 2 for "the second one", -1 for the last."""
    for entity in reading.entities:
        if entity.name == ORDINAL:
            return int(entity.value)
    return None
