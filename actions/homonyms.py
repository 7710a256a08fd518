"""Homonyms: a name on two lists, such as statistics, a skill and a field of study."""

from __future__ import annotations

from actions.focus import read_focus
from components.reading import Reading, intent_of
from guide.model import PARTICULARS, Aspect, ChoiceTopic, Focus, Guide, ResponsibilitiesTopic, Topic
from guide.reply import Target

# What is asked of something that one has or is about to have, rather than of what there is.
_OF_ONE: frozenset[Aspect | None] = frozenset({"counts", "enough", "worth"})
# What may be asked of it right after the list, where the message is less sure by itself than this,
# or is about the list in its context.
_OF_LISTED = _OF_ONE | {None, "what", "possible"}
_UNSURE = 0.6


def means_listed(guide: Guide, last: Target, reading: Reading) -> Target | None:
    """The question about the list that was answered last, where all that it names is on that.

    "Is statistics fine?", after the degrees that employers look for, is about such a degree. The
    list may be that of the topic which says which there are: after "is a degree needed?", too.
    """
    said, both = read_focus(reading), reading.in_context
    for topic_id in (last.topic, guide.topic(last.topic).which):
        if topic_id is None or not _names_only(guide.topic(topic_id), reading):
            continue
        in_context = both is not None and both.intent == intent_of(topic_id)
        leans = in_context or reading.confidence < _UNSURE
        if said.aspect in (_OF_LISTED if leans else _OF_ONE):
            return Target(topic_id, said)
    return None


def by_another_meaning(guide: Guide, asked: Target, reading: Reading) -> Target:
    """The question about the other list that a name is on, where only that has what else is said.

    "A master of mathematics from my country" is about degrees, of which the country is told.
    """
    if asked.topic == "skills" and (of_duty := _of_duty(guide, read_focus(reading))) is not None:
        return of_duty
    others = [each for each in guide.topics if _names_only(each, reading)]
    if not others:
        return asked
    said = read_focus(reading)
    if said.aspect not in _OF_ONE or guide.topic(asked.topic).gap(said) is not None:
        return asked
    for topic in others:
        gap = topic.gap(said)
        if topic.topic != asked.topic and gap is not None and gap.of_asker:
            return Target(topic.topic, said)
    return asked


def _of_duty(guide: Guide, said: Focus) -> Target | None:
    """A question of what the work is that sounds like skills: "is managing data a duty?"."""
    duties = guide.topic("responsibilities")
    if said.skill or not isinstance(duties, ResponsibilitiesTopic) or not duties.areas(said):
        return None
    return Target(duties.topic, said) if duties.gap(said) is not None else None


def _names_only(topic: Topic, reading: Reading) -> bool:
    """Whether everything that a message names is on a topic's list, something by two meanings."""
    if not reading.entities or not isinstance(topic, ChoiceTopic):
        return False
    listed = [each for each in reading.entities if each.name == topic.named_by]
    own = {topic.named_by, "degree_level"}
    others = [each for each in reading.entities if each.name in {*PARTICULARS} - own]
    return bool(others) and all(
        any(each.start < other.end and other.start < each.end for each in listed)
        for other in others
    )
