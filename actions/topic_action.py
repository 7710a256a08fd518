"""The base of the actions that answer a topic."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.focus import read_focus
from actions.memory import remember
from actions.respond import composer_for, say
from guide.answers import answer
from guide.reply import Target


class TopicAction(Action, ABC):
    """Answers a question about one topic, and remembers it for follow-ups.

    A full question counts as it stands: nothing of earlier questions is mixed in.
    """

    @property
    @abstractmethod
    def topic(self) -> str:
        """The topic's id in ``data/guide``."""

    def name(self) -> str:
        """``action_answer_`` and the topic."""
        return f"action_answer_{self.topic}"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[dict[str, Any]]:
        """Says the answer and returns the slots to remember."""
        focus = read_focus(tracker.latest_message)
        reply = answer(composer_for(tracker), Target(self.topic, focus))
        say(dispatcher, reply)
        return remember(tracker, reply)
