"""Bridging reference to a job title: "need coding for it?", after one that isn't ours."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.background import STUDIES
from actions.focus import read_background, read_focus, readings_of
from components.reading import Reading
from guide.answers.career_path import level_of
from guide.model import ML_ENGINEER, Guide
from guide.reply import Target

# Where titles are told of, and what is told of a job, whose it may be.
_TITLES = frozenset({"career_path", "how_to_become"})
_OF_A_JOB = STUDIES | {"skills", "responsibilities", "salary"}


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
    if last is None or last.topic not in _TITLES or asked.topic not in _OF_A_JOB:
        return asked
    named = asked.focus.role or asked.focus.job or asked.focus.level
    if reading.in_context is None or named or asked.focus.experience_years:
        return asked
    title = last.focus.role or _named_before(tracker)
    if title is None or title == ML_ENGINEER or level_of(guide, title) is None:
        return asked
    return Target(asked.topic, asked.focus.copy(update={"role": title}))


def _named_before(tracker: Tracker) -> str | None:
    """The title that the message before named, unless it told of the asker: "data analyst?"."""
    before = next(readings_of(tracker, skip=1), None)
    if before is None:
        return None
    own = read_background(before)
    named = own.role if own is not None and not before.tells else None
    return read_focus(before).role or named
