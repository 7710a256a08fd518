"""What a follow-up that names nothing asks of somebody who has told where they start."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.background import STUDIES, known_background, others_of
from actions.focus import readings_of
from actions.in_context import may_lead
from components.reading import MORE, VERDICT, Reading
from guide.answers.career_path import level_of
from guide.follow_up import STARTS
from guide.model import Background, Focus, Guide
from guide.reply import Target

_LADDER = "career_path"


def _told_before(tracker: Tracker) -> bool:
    """Whether the message before only told something."""
    before = next(readings_of(tracker, skip=1), None)
    return before is not None and before.only_tells


def of_told_start(guide: Guide, tracker: Tracker, reading: Reading, last: Target) -> Target | None:
    """What their own title or degree makes of a follow-up; ``None`` where it makes no difference.

    A conclusion ("so I'm fine?") is drawn from the degree that they have, what comes next is the
    title above theirs, after their pay, too, and what is left of the way is to be learned.

    Args:
        guide: has the ladder of titles.
        tracker: the conversation.
        reading: the message's.
        last: what the last answer was about.
    """
    known = known_background(tracker)
    if known is None or reading.entities:
        return None
    if reading.act == VERDICT and known.has_degree and last.topic in STUDIES | STARTS:
        return Target(
            "degree_requirements", Focus(aspect="enough", degree_field=known.degree_field)
        )
    on_ladder = known.role is not None and level_of(guide, known.role) is not None
    if reading.act == "next" and on_ladder and last.topic == "salary":
        own = Background(role=known.role)
        up = Target(_LADDER, Focus(aspect="order", move="next", background=own))
        # After pay with so many years, the next ones may be meant.
        by_years = last.focus.experience_years is not None
        return up if not by_years or may_lead(reading, _LADDER) else None
    if reading.act == MORE and (known.role or known.job) and _told_before(tracker):
        return others_of(tracker, Target("skills"), own=True) or Target("skills")
    return None
