"""Messages that weren't understood: first "Did you mean …?", then what can be asked."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.background import coloured, of_anybody, start_of
from actions.deduplicate import deduplicated
from actions.focus import read_focus, reading_of
from actions.fragment import answer_fragment
from actions.homonyms import means_listed
from actions.in_context import answer_in_context
from actions.labelled_example import misunderstanding
from actions.likely_topics import asked_list, likely_topics
from actions.memory import last_target, remember
from actions.point import likely_gap, point_of_last, target_on
from actions.respond import composer_for, say
from components.reading import FOLLOW_UP, NEAR_MISS, OUT_OF_SCOPE, Reading, intent_of
from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.answers.dialogue import did_you_mean, near_miss, nearest, offer
from guide.follow_up import STARTS, tells
from guide.reply import Reply, Target

MOST_CANDIDATES = 3
# An intent less likely than this isn't worth a button.
LEAST_CONFIDENCE = 0.05
# From here on the likeliest topic's answer is worth showing, said to be a guess.
LEAST_TO_ANSWER = 0.2
# What isn't understood after a refusal follows up on it, where no topic is this likely and it may
# well be beyond the guide itself.
LIKELY = 0.5
# As likely as this, it is of that topic.
_SURE = 0.7
LEAST_BEYOND = 0.1
# As sure as this, the aspect alone tells what is asked.
_SURE_POINT = 0.85


def _of_the_last(composer: Composer, tracker: Tracker, reading: Reading) -> Reply | None:
    """The point that is asked, of what was answered last; ``None`` if nothing is said of it there.

    Where it may be a follow-up: "do employers even care about those", after certificates.
    """
    last, said = last_target(tracker), read_focus(reading)
    if last is None:
        return None
    of_point = point_of_last(composer.guide, reading, last)
    if of_point is not None:
        return answer(composer, of_point)
    topic = composer.guide.topic(last.topic)
    listed = means_listed(composer.guide, last, reading)
    if listed is not None:
        return answer(composer, listed, last)
    asked = Target(
        last.topic, last.focus.copy(update={"aspect": said.aspect, "details": said.details})
    )
    may_follow_up = reading.share(FOLLOW_UP) >= LEAST_CONFIDENCE
    told = topic.told(asked.focus) if may_follow_up else topic.gap(asked.focus)
    return None if told is None else answer(composer, asked, last)


def _surely_of(reading: Reading, topic: str) -> bool:
    """Whether a message surely is about a topic; of where one starts and the way there, of both."""
    topics = STARTS if topic in STARTS else {topic}
    return sum(reading.share(intent_of(each)) for each in topics) >= _SURE


def _surely_asks(composer: Composer, guess: Target, reading: Reading) -> bool:
    """Whether a likely topic tells the very point that is surely asked, so that no other is meant.

    Of what is named there, or as the message reads in context, too.
    """
    topic, both = composer.guide.topic(guess.topic), reading.in_context
    if not reading.aspects or reading.aspects[0].confidence < _SURE_POINT:
        return False
    if both is not None and both.intent == intent_of(guess.topic):
        return reading.is_answerable
    if guess.topic in STARTS and reading.tells:
        return True  # what to do first, with much told ahead
    named = any(getattr(guess.focus, each) for each in topic.particulars)
    return named and tells(topic, guess.focus)


class ActionClarify(Action):
    """Asks which question was meant; the second time in a row it says what can be asked."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_clarify"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[dict[str, Any]]:
        """Says the question and returns the slots to remember."""
        composer = composer_for(tracker)
        phrases, reading = composer.guide.phrases, reading_of(tracker)
        last = last_target(tracker)
        started = start_of(reading)
        answered = (
            answer_fragment(composer, tracker, reading)
            or _of_the_last(composer, tracker, reading)
            or answer_in_context(composer, reading, last)
        )
        if answered is None and (started := started or of_anybody(reading)) is not None:
            answered = answer(composer, started)
        if answered is not None:
            say(dispatcher, answered)
            return remember(tracker, answered)
        topics = likely_topics(reading, LEAST_CONFIDENCE)[:MOST_CANDIDATES]
        likely = next(iter(likely_topics(reading, LEAST_TO_ANSWER)), None)
        guess = likely_gap(composer.guide, reading, likely_topics(reading, LEAST_TO_ANSWER))
        if guess is None and likely is not None:
            guess = target_on(composer.guide, likely, reading)
        if reading.asks_of_list:
            guess = Target(asked_list(composer.guide, reading), read_focus(reading))
        if guess is not None and (
            reading.asks_of_list
            or composer.guide.topic(guess.topic).gap(guess.focus)
            or _surely_asks(composer, guess, reading)
        ):
            # It names a point of that topic, or asks what is on its list: a guess no more.
            reply = answer(composer, coloured(tracker, guess, last), last)
            say(dispatcher, reply)
            return remember(tracker, reply)
        noted = misunderstanding(tracker)
        refused = tracker.get_slot(NEAR_MISS)
        may_be_beyond = reading.share(OUT_OF_SCOPE) >= LEAST_BEYOND
        if refused is not None and may_be_beyond and not likely_topics(reading, LIKELY):
            # "Do I need a job offer first?", after visas.
            reply = near_miss(composer, refused)
            say(dispatcher, reply)
            return remember(tracker, reply, near_miss=refused)
        if guess is not None and _surely_of(reading, guess.topic):
            # Of its topic, if perhaps not in the guide.
            told = tells(composer.guide.topic(guess.topic), guess.focus)
            of_topic = guess.focus.copy(update={"answerable": told})
            asked = coloured(tracker, Target(guess.topic, of_topic), last)
            reply = deduplicated(composer, tracker, reading, answer(composer, asked, last))
            say(dispatcher, reply)
            return remember(tracker, reply)
        if guess is not None and (last is None or last.topic != guess.topic):
            reply = nearest(composer, coloured(tracker, guess, last), topics[1:])
            noted = misunderstanding(tracker, reply.suggestions)
        elif tracker.get_slot("misunderstood"):
            reply = offer(composer, phrases.say_it_differently)
        elif topics:
            reply = did_you_mean(composer, topics)
            noted = misunderstanding(tracker, reply.suggestions)
        else:
            reply = offer(composer, phrases.nothing_before)
        say(dispatcher, reply)
        return remember(tracker, reply, misunderstood=noted)
