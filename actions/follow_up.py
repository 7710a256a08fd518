"""Follow-ups that mean nothing by themselves: "and with 8 years?", "the third one"."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.focus import read_focus, read_ordinal
from actions.memory import last_listed, last_target, remember
from actions.respond import composer_for, say
from guide.answers import Composer, answer
from guide.answers.dialogue import nothing_more, offer, which_one
from guide.follow_up import pick, resolve
from guide.reply import Reply, Target


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
        return remember(tracker, reply)

    def _reply(self, composer: Composer, tracker: Tracker) -> Reply:
        ordinal = read_ordinal(tracker.latest_message)
        if ordinal is not None:
            listed = last_listed(tracker)
            picked = pick(listed, ordinal)
            if picked is not None:
                return answer(composer, picked)
            options = [target for target in listed if target is not None]
            if options:
                return which_one(composer, options)
        last = last_target(tracker)
        target = resolve(composer.guide, last, read_focus(tracker.latest_message))
        if target is None:
            return offer(composer, composer.guide.phrases.nothing_before)
        reply = answer(composer, target)
        return nothing_more(composer, reply) if _asks_nothing_new(target, last) else reply


def _asks_nothing_new(target: Target, last: Target | None) -> bool:
    return target == last
