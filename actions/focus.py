"""The focus of a question: its entities, as the guide's answers want them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.whether import asks_whether
from guide.model import PARTICULARS, Focus


def read_focus(message: Mapping[str, Any]) -> Focus:
    """Reads the entities of a message; of two of the same kind, the first counts.

    That there are two of them ("Toronto or Montreal?") is told beside it.

    Args:
        message: Rasa's ``tracker.latest_message``, with ``entities`` as
            ``{"entity": name, "value": id, ...}``; a skill may have a ``part``.
    """
    values: dict[str, Any] = {}
    details: list[str] = []
    several: list[Any] = []
    for entity in message.get("entities") or []:
        name, value = entity["entity"], entity["value"]
        if name == "detail":
            details.append(value)
        elif name not in PARTICULARS:
            continue
        elif name not in values:
            values[name] = value
            if entity.get("part"):
                values["skill_part"] = entity["part"]
        elif value != values[name]:
            several.append(name)
    return Focus(
        **values,
        details=tuple(details),
        several=tuple(several),
        confirmable=asks_whether(message.get("text") or ""),
    )


def read_ordinal(message: Mapping[str, Any]) -> int | None:
    """The place in a list that the message names: 2 for "the second one", -1 for the last."""
    for entity in message.get("entities") or []:
        if entity["entity"] == "ordinal":
            return int(entity["value"])
    return None
