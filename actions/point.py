"""A point of a topic's list that is asked for without its name (``components.point_reader``)."""

from __future__ import annotations

from actions.focus import read_focus
from components.reading import Reading
from guide.model import Focus, Guide, Topic
from guide.reply import Target


def with_point(topic: Topic, focus: Focus, reading: Reading) -> Focus:
    """The focus of a question about a topic, with the point that it asks for there, if it does."""
    point = reading.point_of(topic.topic)
    if point is None or topic.names_one(focus) or topic.gap(focus) is not None:
        return focus
    aspect = None if topic.is_silent(focus) else focus.aspect
    return topic.with_item(focus.copy(update={"answerable": True, "aspect": aspect}), point)


def point_of_last(guide: Guide, reading: Reading, last: Target | None) -> Target | None:
    """What asks for a point of the list that was answered last: "and once it's built?".

    ``None`` where it asks for none, or names something else.
    """
    if last is None or reading.point_of(last.topic) is None:
        return None
    topic, said = guide.topic(last.topic), read_focus(reading)
    if any(getattr(said, name) for name in topic.particulars):
        return None
    return Target(last.topic, with_point(topic, said, reading))
