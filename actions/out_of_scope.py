"""Questions the guide doesn't cover: an honest answer, by kind."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.background import start_of
from actions.focus import read_focus, reading_of
from actions.fragment import answer_fragment
from actions.likely_topics import likely_topics
from actions.memory import remember
from actions.respond import composer_for, say
from components.reading import OTHER_JOB
from guide.answers.answer import answer
from guide.answers.dialogue import near_miss

# Refused for want of a meaning that a few words may have by what was said before: "hours?", or
# "product manager?" after the pay of data analysts.
_MAY_MEAN_SOMETHING = frozenset({None, "gibberish", "insult", "off_topic", OTHER_JOB})
# Kinds that nobody follows up on: what comes next goes on from the answer before.
_ASIDES = frozenset({None, "gibberish", "insult", "off_topic"})

# Less sure than this, what only tells of the asker isn't refused.
_SURE = 0.5


class ActionOutOfScope(Action):
    """Says what the guide doesn't cover, and the nearest things it does."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_out_of_scope"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[dict[str, Any]]:
        """Says the answer and returns the slots to remember."""
        composer = composer_for(tracker)
        reading = reading_of(tracker)
        kind = reading.kind
        if kind in _MAY_MEAN_SOMETHING:
            answered = answer_fragment(composer, tracker, reading, gaps=kind != OTHER_JOB)
            if answered is not None:
                say(dispatcher, answered)
                return remember(tracker, answered)
        started = start_of(reading) if reading.confidence < _SURE else None
        if started is not None:
            reply = answer(composer, started)
            say(dispatcher, reply)
            return remember(tracker, reply)
        likely = next(iter(likely_topics(reading)), None)
        reply = near_miss(composer, kind, likely, read_focus(reading))
        say(dispatcher, reply)
        return remember(tracker, reply, near_miss=None if reply.target or kind in _ASIDES else kind)
