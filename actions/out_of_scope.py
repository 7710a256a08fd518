"""Questions the guide doesn't cover: an honest answer, by kind."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.advice import advised
from actions.background import job_alone, start_of, told_background
from actions.focus import read_focus, reading_of
from actions.fragment import answer_fragment
from actions.likely_topics import asked_list, likely_topics
from actions.memory import last_target, remember
from actions.point import target_on
from actions.respond import composer_for, say
from components.reading import (
    ASIDES,
    COUNTS,
    NOTIONS,
    OTHER_COUNTRY,
    OTHER_JOB,
    Reading,
    intent_of,
)
from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.answers.dialogue import near_miss, verdict
from guide.edition import current_edition
from guide.follow_up import topic_of_name
from guide.model import Background, Focus, Guide
from guide.reply import Reply, Target

# Refused for want of a meaning that a few words may have by what was said before: "hours?", or
# "product manager?" after the pay of data analysts.
_MAY_MEAN_SOMETHING = frozenset({None, "gibberish", "insult", "off_topic", OTHER_JOB})

# Less sure than this, what only tells of the asker isn't refused; as likely, a topic is meant.
_SURE = 0.5
# Less sure than this, what tells much may as well ask for the way.
_UNSURE = 0.6
# As likely as this, a topic is meant rather than a notion.
_SURELY_MEANT = 0.7
_CONCEPTS = "concepts"
# What somebody who tells where they come from is refused for, if anything.
_OF_NEWCOMERS = frozenset({None, OTHER_COUNTRY, "study_admin"})
# As likely as this beside what isn't surely refused, the last answer's topic may be meant.
_MAY_BE_MEANT = 0.1
# As likely as this, the topic is asked about that has what is named.
_MAY_BE_LISTED = 0.3


def _meant(composer: Composer, reading: Reading) -> Target | None:
    """What a message that was refused asks or tells all the same; ``None`` if nothing.

    Who only tells of their studies or where they live is answered, whatever it was refused for; and
    so is a likely topic, where a point of it or something on its list is named: "is that in US
    dollars?".
    """
    guide, likely = composer.guide, next(iter(likely_topics(reading, _SURE)), None)
    told = start_of(reading)
    if told is not None and likely not in (None, told.topic):
        told = None  # "I'm a hairdresser in Laval" asks for the way, not about Laval
    starts = told is not None and told.topic == "from_scratch"
    if told is not None and (starts or told.focus.names_ours or reading.confidence < _SURE):
        return told
    if reading.asks_of_list:
        return Target(asked_list(guide, reading), read_focus(reading))
    if (listed := _on_its_list(guide, reading)) is not None:
        return listed
    if likely is None or (reading.kind == OTHER_JOB and not reading.only_tells):
        return None
    asked = target_on(guide, likely, reading)
    if reading.kind in NOTIONS and not reading.entities and _is_likeliest(reading, likely):
        return asked  # "c koi les étapes" asks for no notion
    named = topic_of_name(guide, asked.focus)
    of_topic = guide.topic(likely).gap(asked.focus) is not None or reading.only_tells
    return asked if of_topic or (named is not None and named.topic == likely) else None


def _is_likeliest(reading: Reading, topic: str) -> bool:
    return reading.share(intent_of(topic)) >= _SURELY_MEANT


def _on_its_list(guide: Guide, reading: Reading) -> Target | None:
    """Whether something is on a list, asked of what is named: "does the guide list Python?".

    ``None`` unless the topic that has it is likely enough, beside what the message was refused for.
    """
    named = topic_of_name(guide, read_focus(reading)) if reading.aspect == COUNTS else None
    if named is None or reading.share(intent_of(named.topic)) < _MAY_BE_LISTED:
        return None
    return named


def _in_sum(composer: Composer, reading: Reading, last: Target | None) -> Reply | None:
    """What the last answer comes to, where it may be asked about: "do I get help", after programs.

    ``None`` where its topic has nothing of the kind, or isn't likely to be meant.
    """
    if last is None or reading.entities or reading.share(intent_of(last.topic)) < _MAY_BE_MEANT:
        return None
    if composer.guide.topic(last.topic).verdict is None:
        return None
    return verdict(composer, answer(composer, last))


def _the_way(reading: Reading) -> Target | None:
    """The steps, where somebody new asks what to do with much told ahead, and nothing else fits.

    ``None`` to those who tell nothing of themselves, or whose question is refused for sure.
    """
    told = told_background(reading)
    tells = told.country or told.degree_level or told.tells_a_start or read_focus(reading).city
    unsure = reading.confidence < _UNSURE and reading.kind in _OF_NEWCOMERS
    if not tells or not unsure or not reading.tells:
        return None
    return Target("how_to_become", Focus(aspect="order", answerable=False))


def _calls_by_name(reading: Reading) -> bool:
    """Whether a skill is called by its name: "what even is NLP", but not "fix my code"."""
    names = {
        item.id: f"{item.name.en} {item.name.fr}".lower()
        for item in current_edition().guide.topic("skills").all_items()
    }
    return any(
        reading.text[each.start : each.end].lower() in names.get(each.value, "")
        for each in reading.entities
        if each.name == "skill"
    )


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
            if answered is None and reading.confidence < _SURE:
                answered = _in_sum(composer, reading, last_target(tracker))
            if answered is not None:
                say(dispatcher, answered)
                return remember(tracker, answered)
        job = job_alone(tracker)
        told = Target("from_scratch", Focus(background=Background(job=job))) if job else None
        meant = told or _meant(composer, reading) or _the_way(reading)
        if meant is not None:
            reply = answer(composer, meant)
            say(dispatcher, reply)
            return remember(tracker, reply)
        likely = next(iter(likely_topics(reading)), None)
        advice = advised(composer, tracker, reading)
        focus = (
            Focus() if kind == _CONCEPTS and not _calls_by_name(reading) else read_focus(reading)
        )
        reply = advice or near_miss(composer, kind, likely, focus)
        say(dispatcher, reply)
        return remember(tracker, reply, near_miss=None if reply.target or kind in ASIDES else kind)
