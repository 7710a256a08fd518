"""Three of Rasa's habits, kept from taking a good part of every answer's time.

They are those of version 3.6.21, the one in ``pyproject.toml``. What they give stays the same.
"""

from __future__ import annotations

from functools import cache, partialmethod
from typing import Any

from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.core.lock_store import LockStore
from rasa.shared.core.events import Event

LOCK_POLL_SECONDS = 0.05
"""About as long as an answer takes."""


def apply() -> None:
    """Replaces the three functions, once for the whole process."""
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

    # A message that comes while the one before it in its conversation is being answered looks only
    # once a second whether it is its turn.
    LockStore.lock = partialmethod(LockStore.lock, wait_time_in_seconds=LOCK_POLL_SECONDS)
