"""What a message asks that is read together with the question before it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker

from actions.focus import read_focus, readings_of
from actions.memory import says_nothing_new
from actions.point import target_on
from components.reading import (
    FOLLOW_UP,
    GIVEN,
    MORE,
    NEAR_MISS,
    Reading,
    intent_of,
    refers_back,
    topic_of,
)
from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.follow_up import OF_NEED, carry_over, kinds_of, steps_of, tells
from guide.model import ASPECTS, MOVES, PARTICULARS, Aspect, Focus, Guide, Topic
from guide.reply import Reply, Target

# Questions whose answer may depend on who asks: "even with a PhD?".
MAY_DEPEND: frozenset[Aspect] = OF_NEED | {"worth"}

# As sure as this in context, it asks about what was answered last.
_SURE = 0.5
# Less sure will do for another topic where it hardly is the last answer's.
_LIKELY = 0.35
_HARDLY = 0.15
# Nothing else being understood, even this will do.
_GUESSED = 0.3
# What is asked beside a circumstance that is told has to be as likely as this.
_SURELY_ASKED = 0.7
# What is asked of which kinds there are.
_OF_KINDS = frozenset({"what", "best", "compare"})
# An aspect less likely than this is no guess at what is asked.
_LEAST_ASPECT = 0.25


def stays(reading: Reading, last: Target | None, least: float = _SURE) -> bool:
    """Whether a message that leans on the question before it asks about the last answer's topic.

    Args:
        reading: the message's.
        last: what the last answer was about.
        least: how sure that must be, from 0 to 1.
    """
    both = reading.in_context
    if last is None or both is None or both.share(intent_of(last.topic)) < least:
        return False
    # "And the degree thing again?" means something by itself, too.
    surely = both.share(intent_of(last.topic)) >= _SURELY_ASKED
    return surely or reading.intent != FOLLOW_UP or reading.confidence >= _SURE


def may_lead(reading: Reading, topic: str) -> bool:
    """Whether a message may ask about a topic in context, for all that is known."""
    both = reading.in_context
    return both is None or both.share(intent_of(topic)) >= _HARDLY


def asks_other_steps(guide: Guide, reading: Reading, last: Target) -> bool:
    """Whether who asks for more means more than the step answered last: "what else do I need"."""
    steps = {step.topic for step in steps_of(guide)}
    return last.topic in steps and not may_lead(reading, last.topic)


def asks_again(reading: Reading, last: Target | None) -> bool:
    """Whether a message asks the last question once more, of what it names: "even in Montreal?".

    A bare name ("Montreal?") may lead to what it names as well; "easiest?" names nothing.
    """
    names = [each for each in reading.entities if each.name in PARTICULARS]
    named = max((each.end - each.start for each in names), default=0)
    return len(reading.text.strip(" ?.!")) > named and stays(reading, last)


def in_context(
    guide: Guide, reading: Reading, last: Target, before: Aspect | None = None
) -> Target:
    """What a message asks of the last answer's topic, with what the question before it names.

    What the guide was found not to have stays missing, whatever is asked of it: interviews, and how
    long to prepare for them.

    Args:
        guide: what there is to say.
        reading: the message's, which has been read in context.
        last: what the last answer was about.
        before: what about it was asked, which is asked again under another circumstance ("even for
            juniors?"); else the message says it itself, or in context.
    """
    both, own = reading.in_context, read_focus(reading)
    assert both is not None, "the message has not been read in context"
    topic, asked = guide.topic(last.topic), Target(last.topic, read_focus(both))
    asked = carry_over(guide, last, asked)
    named: dict[str, Any] = {
        name: getattr(own, name) for name in topic.particulars if getattr(own, name)
    }
    if reading.act == GIVEN:
        asked = asked.about(before if before in MAY_DEPEND else _given(both, asked, named))
    elif own.aspect is not None:
        asked = asked.about(own.aspect)
    elif asked.focus.aspect is None:
        likely = _likely_aspect(topic, asked.focus, both)
        asked = asked.about(likely or _likely_aspect(topic, _of_all(asked.focus), both))
    details = _details(topic, asked.focus, own.details)
    background = own.background or asked.focus.background or last.focus.background
    changed: dict[str, Any] = {"details": details, "background": background}
    if named:  # in place of what was named before
        changed |= {**named, "others": own.others}
    focus = asked.focus.copy(update=changed)
    return Target(last.topic, focus if named else _in_general(topic, focus))


def _in_general(topic: Topic, focus: Focus) -> Focus:
    """Without the city or amount named before, where the very point is told in general alone.

    "Do my years there count?", "does it go up?".
    """
    general = _of_all(focus)
    leaves = focus.aspect is not None and topic.told(focus) is None
    return general if leaves and topic.told(general) is not None else focus


def _of_all(focus: Focus) -> Focus:
    """Without the city; without the amount, but where it is asked how soon that is earned."""
    amount = focus.amount if focus.aspect in (None, "time") else None
    more = focus.more_amounts if amount else ()
    return focus.copy(update={"city": None, "amount": amount, "more_amounts": more})


def _likely_aspect(topic: Topic, asked: Focus, both: Reading) -> Aspect | None:
    """What is likeliest asked in context, of what the topic tells; ``None`` of nothing."""
    for likely in both.aspects:
        name = _aspect(likely.name)
        if likely.confidence < _LEAST_ASPECT:
            break
        if topic.told(asked.copy(update={"aspect": name})) is not None:
            return name
    return None


def surely_asked(reading: Reading, last: Target | None) -> Aspect | None:
    """What a message that stays with the last answer's topic surely asks of it in context."""
    both = reading.in_context
    if both is None or not both.aspects or not stays(reading, last):
        return None
    likeliest = both.aspects[0].name
    # Of either alone less will do where both ways to read it agree.
    return _aspect(likeliest) if asks_surely(both) or reading.aspect == likeliest else None


def asks_surely(both: Reading) -> bool:
    """Whether a message with the question before it surely asks one thing."""
    return both.aspect_confidence >= _SURELY_ASKED


def _aspect(name: str) -> Aspect | None:
    return next((each for each in ASPECTS if each == name), None)


def _given(both: Reading, asked: Target, named: Mapping[str, Any]) -> Aspect | None:
    """What is asked under another circumstance.

    Of one of the asker's own ("I'm not a student anymore") whether they can, if nothing surely is.
    """
    return asked.focus.aspect if asks_surely(both) or named else "possible"


def another_topic(guide: Guide, reading: Reading, last: Target | None) -> str | None:
    """The topic, not the last answer's, that a message surely asks about in context."""
    both = reading.in_context
    if last is None or both is None or reading.act not in (None, GIVEN, MORE, *MOVES):
        return None
    hardly = reading.act is None and both.share(intent_of(last.topic)) < _HARDLY
    least = _LIKELY if hardly else _SURE
    if both.confidence < least:
        return None
    if guide.topic(last.topic).which_of(last.focus) is not None and reading.aspect == "what":
        return None  # "which one is there", after a master's
    topic = topic_of(both.intent)
    if topic not in guide.topic_ids or topic == last.topic:
        return None
    # "And then what?" goes up what has levels, or along what was answered.
    goes_on = reading.act in (None, MORE) or bool(guide.topic(topic).ladder())
    return topic if goes_on else None


def likeliest_in_context(guide: Guide, reading: Reading, last: Target) -> str | None:
    """The topic that a message that names nothing is likeliest about, if not the last answer's.

    For where nothing else is understood: "and for those?".
    """
    both = reading.in_context
    topic = None if both is None or both.confidence < _GUESSED else topic_of(both.intent)
    return topic if topic in guide.topic_ids and topic != last.topic else None


def before_refusal(guide: Guide, tracker: Tracker, reading: Reading) -> Target | None:
    """What a refused question named, which a message surely asks on about in context.

    The diploma, after "can it get me a visa": "what does it cost". ``None`` where nothing was just
    refused, where it named nothing that the topic has, or the message follows up on what was.
    """
    both, before = reading.in_context, next(readings_of(tracker, skip=1), None)
    miss = guide.near_miss(tracker.get_slot(NEAR_MISS))
    if miss is None or miss.same_question or both is None or before is None:
        return None
    topic = topic_of(both.intent)
    if topic not in guide.topic_ids or both.confidence < _SURE:
        return None
    named = read_focus(before).only(guide.topic(topic).particulars)
    values = {name: getattr(named, name) for name in PARTICULARS if getattr(named, name)}
    return Target(topic, Focus.parse_obj(values)) if values else None


def tied(guide: Guide, reading: Reading, last: Target, topic: str) -> Target:
    """What a message asks that is read in context (`Reading.tied`).

    Of the last answer's topic, or of another with what was named before: "what do they earn", after
    what data scientists do.

    Args:
        guide: what there is to say.
        reading: the message's.
        last: what the last answer was about.
        topic: what the message asks about.
    """
    if topic == last.topic:
        return in_context(guide, reading, last)
    of = guide.topic(topic)
    own, both = target_on(guide, topic, reading).focus, reading.in_context
    assert both is not None, "the message has not been read in context"
    before = read_focus(both, of.gap_ids)
    missing: dict[str, Any] = {
        name: getattr(before, name) for name in of.particulars if not getattr(own, name)
    }
    asked = own.copy(update={**missing, "aspect": reading.aspect})
    return carry_over(guide, last, Target(topic, asked))


def of_the_subject(guide: Guide, reading: Reading) -> Target | None:
    """What a message asks where nothing was asked before: "what do I need?", of becoming one.

    ``None`` where that isn't sure, or it points back at something ("which of them?").
    """
    both = reading.in_context
    topic = None if both is None or both.confidence < _SURELY_ASKED else topic_of(both.intent)
    if topic not in guide.topic_ids or refers_back(reading.text) or reading.act is not None:
        return None
    asked = Target(topic, read_focus(reading))
    answered = asked.focus.aspect == "what" or tells(guide.topic(topic), asked.focus)
    return asked if answered else None


def answer_in_context(composer: Composer, reading: Reading, last: Target | None) -> Reply | None:
    """The answer to a message that stays with the last answer's topic; ``None`` if it doesn't."""
    if last is None or not stays(reading, last):
        return None
    asked = in_context(composer.guide, reading, last)
    return answer(composer, _of_kinds(composer.guide, last, asked), last)


def _of_kinds(guide: Guide, last: Target, asked: Target) -> Target:
    """Which kinds there are of what was answered last, where that is asked: "which", of tools."""
    of_last = asked.topic == last.topic and asked.focus.aspect in _OF_KINDS
    return (kinds_of(guide, last) if of_last else None) or asked


def told_in_context(
    composer: Composer, tracker: Tracker, reading: Reading, last: Target | None
) -> Reply | None:
    """What a message likely asks in context that hasn't been said yet; ``None`` if nothing.

    For where what it asks by itself has just been told: "what do I need", after leads' titles.
    """
    both, guide = reading.in_context, composer.guide
    topic = None if both is None else topic_of(both.intent)
    if last is None or both is None or topic not in guide.topic_ids or both.confidence < _SURE:
        return None
    asked = tied(guide, reading, last, topic)
    for likely in both.aspects:
        values = {"aspect": _aspect(likely.name), "amount": None}
        about = _of_kinds(guide, last, Target(topic, asked.focus.copy(update=values)))
        if likely.confidence < _LEAST_ASPECT or guide.topic(topic).told(about.focus) is None:
            continue
        reply = answer(composer, about, last)
        if not says_nothing_new(tracker, reply):
            return reply
    return None


def _details(topic: Topic, asked: Focus, own: tuple[str, ...]) -> tuple[str, ...]:
    """The gaps that a message names itself, else those of which the guide has nothing at all.

    None of these where the topic tells the very point that is asked.
    """
    alone = asked.copy(update={"details": own})
    told = topic.told(alone)
    tells = asked.aspect in topic.answers or (told is not None and told.text.based_on)
    return own if tells or topic.gap(alone) is not None else _absent(topic, asked.details)


def _absent(topic: Topic, details: tuple[str, ...]) -> tuple[str, ...]:
    """Those of which the guide has nothing at all."""
    absent = {gap.id for gap in topic.gaps if not gap.text.based_on}
    return tuple(each for each in details if each in absent)
