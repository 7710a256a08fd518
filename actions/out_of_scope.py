"""Questions the guide doesn't cover: an honest answer, by kind."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.fragment import continued, named_gap
from actions.likely_topics import likely_topics
from actions.memory import last_target, remember
from actions.respond import composer_for, say
from guide.answers import answer
from guide.answers.dialogue import near_miss

# Refused for want of a meaning, which a few words may have by what was said before: "hours?".
_MEANINGLESS = frozenset({None, "gibberish", "insult", "off_topic"})
# So may another job: "product manager?" after the pay of data analysts.
_OTHER_JOB = "other_job"


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
        kind = tracker.latest_message.get("kind")
        follow_up = None
        if kind in _MEANINGLESS or kind == _OTHER_JOB:
            follow_up = continued(composer.guide, tracker)
        if follow_up is None and kind in _MEANINGLESS:
            follow_up = named_gap(composer.guide, tracker)
        if follow_up is not None:
            reply = answer(composer, follow_up, last_target(tracker))
            say(dispatcher, reply)
            return remember(tracker, reply)
        likely = next(iter(likely_topics(tracker.latest_message)), None)
        reply = near_miss(composer, kind, likely)
        say(dispatcher, reply)
        return remember(tracker, reply, near_miss=kind)
