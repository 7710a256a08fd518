"""A point of a topic that is asked for without its name (``components.point_reader``)."""

from __future__ import annotations

from collections.abc import Iterable

from actions.focus import read_focus
from components.reading import Reading, topic_of
from guide.model import Focus, Guide, Topic
from guide.reply import Target


def target_of(guide: Guide, reading: Reading) -> Target | None:
    """What a question asks by itself; ``None`` if the guide has no such topic."""
    topic = topic_of(reading.intent)
    return target_on(guide, topic, reading) if topic in guide.topic_ids else None


def target_on(guide: Guide, topic: str, reading: Reading) -> Target:
    """What a question asks of a topic, if it asks about that."""
    of = guide.topic(topic)
    return Target(topic, with_point(of, read_focus(reading, of.gap_ids), reading))


def with_point(topic: Topic, focus: Focus, reading: Reading) -> Focus:
    """The focus of a question about a topic, with the point that it asks for there, if it does.

    A gap stands beside what is named; of the list, a point is asked for only where none is.
    """
    point = reading.point_of(topic.topic)
    if point is None:
        return focus
    if _is_gap(topic, point):
        return focus.copy(update={"details": (*focus.details, point)})
    if topic.names_one(focus) or topic.gap(focus) is not None:
        return focus
    aspect = None if topic.is_silent(focus) else focus.aspect
    return topic.with_item(focus.copy(update={"answerable": True, "aspect": aspect}), point)


def point_of_last(guide: Guide, reading: Reading, last: Target | None) -> Target | None:
    """What asks for a point of the topic that was answered last: "and once it's built?".

    ``None`` where it asks for none, or names something else.
    """
    point = None if last is None else reading.point_of(last.topic)
    if last is None or point is None:
        return None
    topic, said = guide.topic(last.topic), read_focus(reading)
    if any(getattr(said, name) for name in topic.particulars):
        return None
    if not _is_gap(topic, point):
        return Target(last.topic, with_point(topic, said, reading))
    # "Which one is used most?", of what was named before.
    before = last.focus.copy(update={"aspect": said.aspect, "details": said.details})
    asked = Target(last.topic, with_point(topic, before, reading))
    return asked if topic.gap(asked.focus) is not None else None


def likely_gap(guide: Guide, reading: Reading, topics: Iterable[str]) -> Target | None:
    """The first of some topics of which a question asks for a gap, if it does of any."""
    for each in topics:
        point, topic = reading.point_of(each), guide.topic(each)
        if point is None or not _is_gap(topic, point):
            continue
        asked = target_on(guide, each, reading)
        if topic.gap(asked.focus) is not None:
            return asked
    return None


def _is_gap(topic: Topic, point: str) -> bool:
    return any(gap.id == point for gap in topic.gaps)
