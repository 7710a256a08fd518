"""Bridging reference to a job title: "need coding for it?", after one that isn't ours."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.focus import read_background, readings_of
from components.reading import Reading
from guide.model import ML_ENGINEER, Guide
from guide.reply import Target

# Where titles are told of, and what is told of a job, whose it may be.
_TITLES = "career_path"
_OF_A_JOB = frozenset({"skills", "responsibilities", "degree_requirements", "degree_necessity"})


def of_title_before(
    guide: Guide, tracker: Tracker, reading: Reading, asked: Target, last: Target | None
) -> Target:
    """A question about the job that leans on one about another title, as one about that title.

    Args:
        guide: what there is to say.
        tracker: the conversation.
        reading: the message's.
        asked: what it asks.
        last: what the last answer was about.
    """
    if last is None or last.topic != _TITLES or asked.topic not in _OF_A_JOB:
        return asked
    if reading.in_context is None or asked.focus.role or asked.focus.job:
        return asked
    title = last.focus.role or _told_of(tracker)
    if title in (None, ML_ENGINEER) or title not in {
        each.id for each in guide.topic(_TITLES).all_items()
    }:
        return asked
    return Target(asked.topic, asked.focus.copy(update={"role": title}))


def _told_of(tracker: Tracker) -> str | None:
    """The title that the message before told of as somebody's: "data analyst, what is that"."""
    before = next(readings_of(tracker, skip=1), None)
    own = read_background(before) if before is not None else None
    return own.role if own is not None else None
