"""What an elliptical follow-up ("and with 8 years?", "the third one") is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from guide.model import PARTICULARS, Focus, Guide, Topic
from guide.reply import Target

# One of these replaces the others: "and juniors?" after "with 8 years" no longer means 8 years.
_EXCLUSIVE = (
    ("experience_years", "level", "role"),
    ("skill_group", "skill", "skill_part"),
    ("degree_level", "program"),
)


def continued(
    guide: Guide, last: Target | None, said: Focus, topic: str | None = None
) -> Target | None:
    """The last question with what was said, if that makes a difference to its answer.

    Args:
        last: what the last answer was about.
        said: what the message names.
        topic: the topic it sounds like by itself. If something was named that only this one
            answers about, it asks about this one: "Kaggle, worth it?" after programmes.

    Returns:
        ``None`` if it makes no difference, or nothing was answered before.
    """
    if last is None:
        return None
    last_topic = guide.topic(last.topic)
    named = _named(said, last_topic)
    if topic is not None and set(_named(said, guide.topic(topic))) - set(named):
        return None
    if not named and last_topic.gap(said) is None:
        return None
    return Target(last.topic, _changed(last.focus, said, named))


def resolve(
    guide: Guide, last: Target | None, said: Focus, likely_topic: str | None = None
) -> Target | None:
    """Finds what a follow-up asks.

    Args:
        last: what the last answer was about.
        said: what the follow-up itself names.
        likely_topic: the topic that its words sound like ("pay for those?").

    Returns:
        The last topic with its focus changed by what was said, if that concerns the topic; else
        the likely topic, with what it can use of the last focus; else the topic that what was
        said leads to; else the last topic as it was. ``None`` if there was none.
    """
    changed = continued(guide, last, said)
    if changed is not None:
        return changed
    if likely_topic is not None and (last is None or likely_topic != last.topic):
        asked = Target(likely_topic, said)
        return carry_over(guide, last, asked) if last is not None else asked
    return topic_of_name(guide, said) or last


def topic_of_name(guide: Guide, said: Focus) -> Target | None:
    """The topic that a name alone leads to: "Vancouver?"; ``None`` if nothing was named."""
    for name in PARTICULARS:
        if getattr(said, name):
            for topic in guide.topics:
                if name in topic.asked_by_name:
                    return Target(topic.topic, said)
    return None


def topic_of_gap(guide: Guide, said: Focus) -> Target | None:
    """The only topic that has a gap which was named; ``None`` if there are several or none."""
    topics = [topic.topic for topic in guide.topics if topic.gap(said) is not None]
    return Target(topics[0], said) if len(topics) == 1 else None


def carry_over(guide: Guide, last: Target, asked: Target) -> Target:
    """A question about another topic, with what it can use of the last focus."""
    named = _named(asked.focus, guide.topic(asked.topic))
    return Target(asked.topic, _changed(last.focus, asked.focus, named))


def _named(said: Focus, topic: Topic) -> list[str]:
    return [name for name in topic.particulars if getattr(said, name)]


def pick(listed: Sequence[Target | None], ordinal: int) -> Target | None:
    """The target of "the second one" (``ordinal`` 2; -1 is the last) among the last bullets."""
    try:
        return listed[ordinal - 1] if ordinal > 0 else listed[ordinal]
    except IndexError:
        return None


def _changed(before: Focus, said: Focus, names: Sequence[str]) -> Focus:
    values: dict[str, Any] = {name: getattr(before, name) for name in PARTICULARS}
    for group in _EXCLUSIVE:
        if any(name in group for name in names):
            values.update(dict.fromkeys(group))
    values.update({name: getattr(said, name) for name in names})
    return said.copy(update=values)
