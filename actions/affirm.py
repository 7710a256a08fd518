"""A yes: go on with what was offered. A mere "ok": show what could come next."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.memory import last_offer, last_target, remember
from actions.respond import composer_for, say
from guide.answers import answer
from guide.answers.dialogue import acknowledged, offer

# Words that say "I have read it", and not yet "go on".
_ACKNOWLEDGING = frozenset(
    "ah aha alright clear cool enough fair fine good got great hm hmm i interesting it k kk makes"
    " mhm mmm nice noted oh ok okay oki right see sense so that thats understand understood well"
    " bien compris d'accord entendu je vois".split()
)


def is_acknowledgement(text: str) -> bool:
    """Whether a message says no more than that the person has read: "ok", "i see", a thumb up."""
    return all(word in _ACKNOWLEDGING for word in re.findall(r"[\w']+", text.lower()))


class ActionAffirm(Action):
    """Answers the first question suggested last, or asks what the person would like to know."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_affirm"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[dict[str, Any]]:
        """Says the answer and returns the slots to remember."""
        composer = composer_for(tracker)
        offered = last_offer(tracker)
        if is_acknowledgement(tracker.latest_message["text"]):
            reply = acknowledged(composer, last_target(tracker))
        elif offered is not None:
            reply = answer(composer, offered)
        else:
            reply = offer(composer, composer.guide.phrases.what_next)
        say(dispatcher, reply)
        return remember(tracker, reply)
