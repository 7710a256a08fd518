"""The wish for another language: "in English please", "en français svp".

Asked of what was answered, in the language that is spoken anyway, it is no wish: "en français ?",
after programs.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.focus import read_focus, reading_of
from actions.memory import last_target, remember
from actions.respond import composer_for, say
from components.reading import LANGUAGE, OUT_OF_SCOPE
from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.answers.dialogue import near_miss, offer
from guide.model import Focus
from guide.reply import Reply, Target
from guide.said import Said

# As sure as this in context, a language is asked about rather than wished for.
_SURE = 0.5


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
        of_last = _of_the_last(composer, tracker, last)
        if last is None:
            reply = offer(composer, chosen)
        elif of_last is not None:
            reply = of_last
        else:
            reply = answer(composer, last)
            reply = replace(reply, lead=Said.sentences([composer.say(chosen), reply.lead]))
        say(dispatcher, reply)
        return remember(tracker, reply)


def _of_the_last(composer: Composer, tracker: Tracker, last: Target | None) -> Reply | None:
    """What is asked of the language of what was answered; ``None`` where another is wished for.

    The message has an entity for the language where that of the conversation changes. Where it
    doesn't, a language may be asked about that employers want: "and English?", after skills.
    """
    changes = any(each["entity"] == LANGUAGE for each in tracker.latest_message["entities"])
    if last is None or changes:
        return None
    reading = reading_of(tracker)
    asked = Target(last.topic, Focus(details=read_focus(reading).details))
    if composer.guide.topic(last.topic).gap(asked.focus) is not None:
        return answer(composer, asked)
    both = reading.in_context
    refused = both is not None and both.intent == OUT_OF_SCOPE and both.confidence >= _SURE
    return near_miss(composer, both.kind) if both is not None and refused else None
