"""Some of Rasa's habits, kept from taking a good part of every answer's time.

They are those of version 3.6.21, the one in ``pyproject.toml``. What they give stays the same.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partialmethod
from types import SimpleNamespace
from typing import Any

import dask.core
import rasa.engine.runner.dask
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.core.lock_store import LockStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event

LOCK_POLL_SECONDS = 0.05
"""About as long as an answer takes."""


def apply() -> None:
    """Replaces these functions, once for the whole process."""
    # For every event it reads from a store, Rasa looks through all of its event classes: four
    # fifths of the time that reading a conversation takes, three times a message.
    Event.resolve_by_type = staticmethod(cache(Event.resolve_by_type))

    # For every message, Rasa makes an empty domain to see that ours isn't one.
    Domain.empty = staticmethod(cache(Domain.empty))

    # Rasa runs its components by dask's scheduler, which plans anew, each time, how many threads
    # would share the work of three chains. Dask's plain one does each when its inputs are there.
    rasa.engine.runner.dask.dask = SimpleNamespace(get=dask.core.get)

    # For every answer of the action server, Rasa first checks the schema that it then checks the
    # answer with: some 25 ms. An answer that is wrong is left to Rasa's own words.
    is_right = answer_check(RemoteAction.action_response_format_spec())
    in_rasas_words = RemoteAction._validate_action_result

    def validate(action: RemoteAction, result: dict[str, Any]) -> bool:
        return is_right(result) or bool(in_rasas_words(action, result))

    RemoteAction._validate_action_result = validate

    # A message that comes while the one before it in its conversation is being answered looks only
    # once a second whether it is its turn.
    LockStore.lock = partialmethod(LockStore.lock, wait_time_in_seconds=LOCK_POLL_SECONDS)


def answer_check(schema: dict[str, Any]) -> Callable[[dict[str, Any]], bool]:
    """What tells whether an answer of the action server follows its schema.

    Of an event the schema says that it is one of two dozen kinds; here it is compared with the kind
    whose name it has, not with all of them.

    Args:
        schema: Rasa's, of the whole answer.
    """
    event = dict(schema["properties"]["events"]["items"])
    validator = validator_for(schema)
    kinds = {
        kind["properties"]["event"]["const"]: validator({**event, "allOf": [kind]})
        for kind in event.pop("oneOf")
    }
    around = validator(
        {**schema, "properties": {**schema["properties"], "events": {"type": "array"}}}
    )

    def is_event(value: Any) -> bool:
        name = value.get("event") if isinstance(value, dict) else None
        return isinstance(name, str) and name in kinds and kinds[name].is_valid(value)

    def is_right(answer: dict[str, Any]) -> bool:
        return around.is_valid(answer) and all(map(is_event, answer.get("events", ())))

    return is_right
