"""Follow-ups that mean nothing by themselves: "and with 8 years?", "the third one"."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.focus import read_focus, read_ordinal, reading_of
from actions.likely_topics import likely_topics
from actions.memory import last_listed, last_offer, last_target, remember
from actions.respond import composer_for, say
from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.answers.dialogue import near_miss, nothing_else, nothing_more, offer, which_one
from guide.follow_up import pick, resolve
from guide.reply import Reply

# A topic less likely than this is no more than noise in the ranking of a follow-up: real mentions
# ("pay for those?") had 0.12 and more, chance ones 0.09 and less.
LEAST_CONFIDENCE = 0.1


class ActionFollowUp(Action):
    """Answers a follow-up from what the last answer was about."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_follow_up"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[dict[str, Any]]:
        """Says the answer and returns the slots to remember."""
        reply = self._reply(composer_for(tracker), tracker)
        say(dispatcher, reply)
        by_place = read_ordinal(reading_of(tracker)) is not None
        kind = tracker.get_slot("near_miss") if reply.target is None else None
        return remember(
            tracker, reply, keep_listed=by_place, near_miss=kind, repeated=reply.repeats
        )

    def _reply(self, composer: Composer, tracker: Tracker) -> Reply:
        reading = reading_of(tracker)
        ordinal = read_ordinal(reading)
        if ordinal is not None:
            listed = last_listed(tracker)
            picked = pick(listed, ordinal)
            if picked is not None:
                return answer(composer, picked)
            options = [target for target in listed if target is not None]
            if options:
                return which_one(composer, options)
        last = last_target(tracker)
        likely = next(iter(likely_topics(reading, LEAST_CONFIDENCE)), None)
        target = resolve(composer.guide, last, read_focus(reading), likely)
        refused = tracker.get_slot("near_miss")
        if target == last and refused is not None:
            # It follows up on that, not on the topic before.
            offered = last_offer(tracker)
            miss = composer.guide.near_miss(refused)
            if offered is not None and miss is not None and miss.same_question:
                return answer(composer, offered)
            return near_miss(composer, refused)
        if target is None:
            return offer(composer, composer.guide.phrases.nothing_before)
        reply = answer(composer, target, last)
        if target != last:
            return reply
        say_less = nothing_else if tracker.get_slot("repeated") else nothing_more
        return say_less(composer, reply)
