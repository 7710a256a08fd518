"""The wish for another language: "in English please", "en français svp"."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.memory import last_target, remember
from actions.respond import composer_for, say
from guide.answers.answer import answer
from guide.answers.dialogue import offer
from guide.said import Said


class ActionChooseLanguage(Action):
    """Says the last answer once more, in the language that was asked for.

    The language itself has been set by then: see ``components/language_detector.py``.
    """

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_choose_language"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[dict[str, Any]]:
        """Says the answer and returns the slots to remember."""
        composer, last = composer_for(tracker), last_target(tracker)
        chosen = composer.guide.phrases.language_chosen
        if last is None:
            reply = offer(composer, chosen)
        else:
            reply = answer(composer, last)
            reply = replace(reply, lead=Said.sentences([composer.say(chosen), reply.lead]))
        say(dispatcher, reply)
        return remember(tracker, reply)
