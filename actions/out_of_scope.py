"""Questions the guide doesn't cover: an honest answer, by kind."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.likely_topics import likely_topics
from actions.memory import remember
from actions.respond import composer_for, say
from guide.answers.dialogue import near_miss


class ActionOutOfScope(Action):
    """Says what the guide doesn't cover, and the nearest things it does."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_out_of_scope"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[dict[str, Any]]:
        """Says the answer and returns the slots to remember."""
        kind = tracker.latest_message.get("kind")
        likely = next(iter(likely_topics(tracker.latest_message)), None)
        reply = near_miss(composer_for(tracker), kind, likely)
        say(dispatcher, reply)
        return remember(tracker, reply, near_miss=kind)
