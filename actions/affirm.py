"""A yes: go on with what was offered. A mere "ok": show what could come next."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.erase_my_data import decide
from actions.focus import reading_of
from actions.in_context import stays
from actions.memory import last_offer, last_target, remember
from actions.respond import composer_for, say
from components.reading import ACKNOWLEDGE, Reading
from guide.answers.answer import answer
from guide.answers.dialogue import acknowledged, offer
from guide.reply import Target


def _asks_why(reading: Reading, last: Target | None) -> Target | None:
    """What "why not?" asks of the last answer, where it is read as a question in context."""
    both = reading.in_context
    asks = "?" in reading.text and both is not None and both.aspect == "why"
    return last.about("why") if asks and last is not None and stays(reading, last) else None


class ActionAffirm(Action):
    """Answers the first question suggested last, or asks what the person would like to know."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_affirm"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[dict[str, Any]]:
        """Says the answer and returns the slots to remember."""
        decided = decide(dispatcher, tracker)
        if decided is not None:
            return decided
        composer, reading = composer_for(tracker), reading_of(tracker)
        offered, last = last_offer(tracker), last_target(tracker)
        asked = _asks_why(reading, last)
        if reading.act == ACKNOWLEDGE:
            reply = acknowledged(composer, last)
        elif asked is not None:
            reply = answer(composer, asked, last)
        elif offered is not None:
            reply = answer(composer, offered)
        else:
            reply = offer(composer, composer.guide.phrases.what_next)
        say(dispatcher, reply)
        return remember(tracker, reply)
