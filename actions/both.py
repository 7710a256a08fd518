"""Anaphora to two things, named in one message or one after the other: "are both needed?"."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker

from actions.focus import read_focus, readings_of
from actions.in_context import another_topic, in_context, stays
from actions.memory import last_target, named_before
from components.reading import FOLLOW_UP, Reading, refers_to_both, topic_of
from guide.answers.both import answer_both, answer_of_each
from guide.answers.compose import Composer
from guide.follow_up import LISTED, topic_of_name
from guide.model import Aspect, Guide, Particular, ProgramsTopic
from guide.reply import Reply, Target

# What may be named twice, and asked about together.
_KINDS: tuple[Particular, ...] = (*LISTED, "role")
# What two things are weighed by.
_WEIGHED: frozenset[Aspect | None] = frozenset({"best", "compare", "worth"})
# What isn't asked beside them.
_WHOLE: tuple[Particular, ...] = ("skill_group", "degree_level", "school")


def of_both(guide: Guide, tracker: Tracker, reading: Reading, last: Target | None) -> Target | None:
    """What a message asks of the two things that were named last.

    Args:
        guide: what there is to say.
        tracker: the conversation.
        reading: the message's.
        last: what the last answer was about.

    Returns:
        ``None`` if it asks nothing of both, or names things of its own; a level that is asked of
        two titles that nobody named, with all that stand there.
    """
    if last is None or not refers_to_both(reading.text):
        return None
    said = read_focus(reading)
    asked = topic_of(reading.intent)
    named = topic_of_name(guide, said)
    topic = asked if asked in guide.topic_ids else named.topic if named else None
    topic = topic or another_topic(guide, reading, last) or last.topic
    kinds = [each for each in _KINDS if each in guide.topic(topic).particulars]
    if any(getattr(said, each) for each in kinds):
        return None
    if said.aspect is None and topic == last.topic and stays(reading, last):
        aspect = in_context(guide, reading, last).focus.aspect
        said = said.copy(update={"aspect": aspect})
    for kind in kinds:
        pair = named_before(tracker, kind) or _all_there_are(guide, topic, kind)
        if len(pair) == 2:
            first, second = pair
            if said.aspect == "possible" and _were_weighed(tracker):
                said = said.copy(update={"aspect": None})  # "can I do both?", after which is better
            both: dict[str, Any] = {kind: first, "others": ((kind, second),)}
            return Target(topic, said.copy(update={**both, **dict.fromkeys(_WHOLE)}))
    return named if named is not None and named.topic != last.topic else None


def _were_weighed(tracker: Tracker) -> bool:
    """Whether it was just asked which of two is better, or how they compare."""
    before = next(readings_of(tracker, skip=1), None)
    return before is not None and before.aspect in _WEIGHED


def answered_of_both(composer: Composer, tracker: Tracker, reading: Reading) -> Reply | None:
    """The answer to what a message asks of two things; ``None`` if it asks nothing of both."""
    last = last_target(tracker)
    each = _of_each(composer.guide, tracker, reading, last)
    if each and (reply := answer_of_each(composer, each)) is not None:
        return reply
    both = of_both(composer.guide, tracker, reading, last)
    return None if both is None else answer_both(composer, both, last)


def _of_each(guide: Guide, tracker: Tracker, reading: Reading, last: Target | None) -> list[Target]:
    """What a bare point asks of each of two topics that were asked about together: "is it hard?".

    Nothing if it names something, or weighs the two.
    """
    before, aspect = next(readings_of(tracker, skip=1), None), read_focus(reading).aspect
    bare = reading.intent == FOLLOW_UP and reading.act is None and not reading.entities
    if before is None or last is None or not bare or aspect in (None, "what", "best", "compare"):
        return []
    asked = (topic_of(each.intent) for each in before.questions)
    topics = [each for each in dict.fromkeys(asked) if each in guide.topic_ids]
    if len(topics) != len(before.questions) or len(topics) != 2 or last.topic not in topics:
        return []
    return [Target(each).about(aspect) for each in topics]


def _all_there_are(guide: Guide, topic: str, kind: Particular) -> tuple[str, ...]:
    """The programs, where none was named: the guide has no others."""
    of = guide.topic(topic)
    if kind != "program" or not isinstance(of, ProgramsTopic):
        return ()
    return tuple(each.id for each in of.items)
