"""Several questions in one message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.focus import read_focus
from actions.memory import last_offer, remember
from actions.respond import composer_for, say
from guide.answers import Composer, answer, known_topics
from guide.answers.dialogue import near_miss
from guide.answers.several import Section, answer_several, heading_of
from guide.follow_up import resolve
from guide.reply import Reply, Suggestion, Target

MOST_ANSWERS = 4
# Questions about the assistant are answered by the domain's own responses.
_RESPONSES = {"bot_challenge": "utter_bot", "erase_my_data": "utter_erase_my_data"}


class ActionAnswerSeveral(Action):
    """Answers each question as if it had been asked alone; offers those beyond the fourth."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_answer_several"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[dict[str, Any]]:
        """Says the answers and returns the slots to remember: those of the last answer."""
        composer = composer_for(tracker)
        sections: list[Section] = []
        left_out: list[Suggestion] = []
        last: Reply | None = None
        for question in tracker.latest_message["questions"]:
            if len(sections) == MOST_ANSWERS:
                left_out += _offered(question)
                continue
            section = _section(composer, question, tracker, domain, last)
            if section is not None:
                sections.append(section)
                last = section.reply if section.reply.target is not None else last
        reply = answer_several(composer, sections, left_out)
        say(dispatcher, reply)
        remembered = reply if last is None else replace(last, suggestions=reply.suggestions)
        return remember(tracker, remembered)


def _section(
    composer: Composer,
    question: Mapping[str, Any],
    tracker: Tracker,
    domain: DomainDict,
    last: Reply | None,
) -> Section | None:
    """The answer to one question; ``None`` for a yes to nothing."""
    intent: str = question["intent"]["name"]
    if intent in _RESPONSES:
        text = domain["responses"][_RESPONSES[intent]][0]["text"]
        return Section(composer.say(composer.guide.phrases.about_me), Reply(text))
    target = _target(composer, question, tracker, last)
    if target is not None:
        reply = answer(composer, target)
    elif intent == "affirm":
        return None
    else:
        reply = near_miss(composer, question.get("kind"))
    return Section(heading_of(composer, reply), reply)


def _target(
    composer: Composer, question: Mapping[str, Any], tracker: Tracker, last: Reply | None
) -> Target | None:
    intent: str = question["intent"]["name"]
    if intent == "affirm":
        return last_offer(tracker)
    if intent == "follow_up":
        return resolve(composer.guide, last.target if last else None, read_focus(question))
    topic = intent.removeprefix("ask_")
    return Target(topic, read_focus(question)) if topic in known_topics() else None


def _offered(question: Mapping[str, Any]) -> Sequence[Suggestion]:
    """A question in the person's own words, if the guide answers it."""
    topic = question["intent"]["name"].removeprefix("ask_")
    if topic not in known_topics():
        return ()
    return (Suggestion(question["text"], Target(topic, read_focus(question))),)
