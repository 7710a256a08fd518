"""Whether a message leans on the one before: "3-4 years?", "what do they do?"."""

from __future__ import annotations

from dataclasses import replace

from rasa_sdk import Tracker

from actions.background import start_of
from actions.focus import is_fragment, read_focus
from actions.in_context import asks_again
from actions.likely_topics import likely_topics
from actions.memory import last_target
from components.reading import Reading
from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.answers.dialogue import given, not_by_city
from guide.follow_up import continued, topic_of_gap, topic_of_name
from guide.model import PARTICULARS, Focus, Guide
from guide.reply import Reply, Target

# As likely as this beside what was refused or not understood, a topic is meant.
_LIKELY = 0.5


def answer_changed(
    composer: Composer,
    changed: Target,
    said: Focus,
    last: Target | None,
    reading: Reading | None = None,
) -> Reply:
    """The last question with what was named; if that changes nothing, what the name leads to.

    Of the same topic, that is what it says of the name, whatever was asked of the topic before.
    What surely asks the last question once more ("even for seniors?") leads nowhere else.

    Args:
        composer: Of the reply.
        changed: The last question with what was named: jobs, in Vancouver.
        said: What was named.
        last: What the last answer was about.
        reading: The message's.
    """
    named = topic_of_name(composer.guide, said)
    reply = answer(composer, changed, last)
    if named is None:
        return reply
    names = [name for name in PARTICULARS if getattr(said, name)]
    without = changed.focus.copy(update={**dict.fromkeys(names), "details": ()})
    implied = composer.guide.topic(changed.topic).with_implied(without)
    if any(getattr(implied, name) == getattr(said, name) for name in names):
        return reply  # the aspect stands for just that: "for a beginner", of what comes first
    unchanged = answer(composer, Target(changed.topic, without), last)
    if reply.text != unchanged.text:
        return reply
    same_topic = named.topic == changed.topic
    if not same_topic and reading is not None and asks_again(reading, last):
        if said.degree_field and reading.aspect == "counts":
            return answer(composer, named, last)  # "I have a BCom": whether that is among them
        if not said.city:
            return given(composer, changed)
        return replace(not_by_city(composer, answer(composer, named, last)), target=changed)
    return answer(composer, changed.about(said.aspect) if same_topic else named, last)


def answer_fragment(
    composer: Composer, tracker: Tracker, reading: Reading, *, gaps: bool = True
) -> Reply | None:
    """The answer to a fragment that was refused or not understood by itself.

    It goes by the last answer; else by what it names.

    Args:
        composer: Of the reply.
        tracker: The conversation.
        reading: The message's.
        gaps: Whether it may also name what a single topic says it doesn't know: "Shopify?".

    Returns:
        ``None`` if the message is no fragment, or none of this helps.
    """
    if not is_fragment(reading):
        return None
    guide, last, said = composer.guide, last_target(tracker), read_focus(reading)
    start = start_of(reading)
    if start is not None and start.focus.background and start.focus.background.elsewhere:
        return answer(composer, start, last)  # "DevOps, eight years"
    changed = continued(guide, last, said)
    if changed is not None:
        return answer_changed(composer, changed, said, last)
    target = _of_likely_topic(guide, reading, said) or topic_of_name(guide, said)
    if target is None and gaps:
        target = topic_of_gap(guide, said)
    return None if target is None else answer(composer, target, last)


def _of_likely_topic(guide: Guide, reading: Reading, said: Focus) -> Target | None:
    """The topic that it likely asks about, if it names what that tells: "NLP for a first job"."""
    likely = next(iter(likely_topics(reading, _LIKELY)), None)
    if likely is None or not any(getattr(said, name) for name in guide.topic(likely).particulars):
        return None
    return Target(likely, said)
