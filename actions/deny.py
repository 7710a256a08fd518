"""A no: nothing more is said of what was offered."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.erase_my_data import decide
from actions.memory import remember
from actions.respond import composer_for, say
from guide.answers.dialogue import offer


class ActionDeny(Action):
    """Takes the no, and drops what was offered."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_deny"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[dict[str, Any]]:
        """Says so and returns the slots to remember."""
        decided = decide(dispatcher, tracker)
        if decided is not None:
            return decided
        composer = composer_for(tracker)
        reply = offer(composer, composer.guide.phrases.declined)
        say(dispatcher, reply)
        return remember(tracker, reply)
