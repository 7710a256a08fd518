"""Two of Rasa's habits, kept from taking a good part of every answer's time.

Both are found out again and again where they can't change: for version 3.6.21, which is the one
in ``pyproject.toml``. What they give stays the same.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event


def apply() -> None:
    """Replaces the two functions, once for the whole process."""
    # For every event it reads from a store, Rasa looks through all of its event classes: four
    # fifths of the time that reading a conversation takes, three times a message.
    Event.resolve_by_type = staticmethod(cache(Event.resolve_by_type))

    # For every answer of the action server, Rasa first checks the schema that it then checks the
    # answer with: some 25 ms. An answer that is wrong is left to Rasa's own words.
    schema = RemoteAction.action_response_format_spec()
    check = validator_for(schema)(schema)
    in_rasas_words = RemoteAction._validate_action_result

    def validate(action: RemoteAction, result: dict[str, Any]) -> bool:
        return check.is_valid(result) or bool(in_rasas_words(action, result))

    RemoteAction._validate_action_result = validate
