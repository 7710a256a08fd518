"""What the asker has told of themselves: kept in a slot, and used where it colours an answer.

It asks nothing and chooses no topic. A question that names somebody's years, title or studies is
about those, whoever asks.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker

from actions.focus import read_background, read_focus, reading_of
from components.reading import JOB, LACKING, Reading
from guide.edition import current_edition
from guide.follow_up import OF_NEED
from guide.model import OF_SOMEBODY, Aspect, Background, Focus, Particular
from guide.reply import Target

SLOT = "background"

_STARTS = frozenset({"from_scratch", "how_to_become"})
_SKILLS: frozenset[Particular] = frozenset({"skill", "skill_part"})
# What may be asked of the asker's own studies, rather than of which there are.
_OF_OWN_STUDIES: frozenset[Aspect] = OF_NEED | {"counts", "worth"}


def known_background(tracker: Tracker) -> Background | None:
    """What earlier messages have told of the asker; ``None`` if nothing."""
    packed: dict[str, Any] | None = tracker.get_slot(SLOT)
    return None if packed is None else Background.parse_obj(packed)


def known_has(tracker: Tracker) -> tuple[tuple[Particular, str], ...]:
    """What the guide lists that the asker has told they have: Python, a Kaggle challenge."""
    known = known_background(tracker)
    return () if known is None else known.has


def background_after(tracker: Tracker) -> dict[str, Any] | None:
    """What is known of the asker with what the latest message tells, as the slot keeps it.

    What is told anew takes the place of what was told before; a job or title, of both, and of the
    years in it. Gaps that a message tells of ("I'm 45") are answered with it, and not kept.
    """
    reading = reading_of(tracker)
    known: dict[str, Any] = dict(tracker.get_slot(SLOT) or {})
    told = told_background(reading).dict(exclude_defaults=True)
    replaced = {"role", JOB, "years"} if told.keys() & {"role", JOB} else set()
    if any(each.role == LACKING for each in reading.entities):
        replaced.add("degree_field")
    kept = {name: value for name, value in known.items() if name not in replaced}
    if "has" in told:
        has = [list(each) for each in told["has"]]
        told["has"] = [each for each in known.get("has", []) if each not in has] + has
    return {**kept, **told} or None


def told_background(reading: Reading) -> Background:
    """What a message tells of the asker that later answers may use."""
    own = read_background(reading) or Background()
    if not reading.tells:
        return Background(role=own.role, job=own.job, country=own.country)
    focus = read_focus(reading)
    of_asker = focus if reading.only_tells and reading.act is None else Focus()
    role = own.role or (None if own.job else of_asker.role)
    return Background(
        role=role,
        job=own.job,
        degree_field=own.degree_field,
        country=own.country or of_asker.country,
        years=focus.experience_years if own.job is None and _is_in_our_field(role) else None,
        has=focus.without,
    )


def _is_in_our_field(role: str | None) -> bool:
    """Whether years in a title, or in none that was told, are those of an ML engineer."""
    ladder = current_edition().guide.topic("career_path")
    return role is None or ladder.rung(Focus(role=role)) is not None


def start_of(reading: Reading) -> Target | None:
    """What answers somebody who only tells of themselves: years, a start, a city or a country."""
    if not reading.only_tells:
        return None
    told = told_background(reading)
    if told.years is not None:
        return Target("salary", Focus(experience_years=told.years))
    if told.tells_a_start:
        return Target("from_scratch", Focus(background=told))
    city = read_focus(reading).city
    if city is not None:
        return Target("cities", Focus(city=city))
    return Target("degree_necessity", Focus(background=told)) if told.country else None


def coloured(tracker: Tracker, target: Target, last: Target | None) -> Target:
    """A question with what the asker has told before, where that makes a difference to its answer.

    Args:
        tracker: the conversation.
        target: what is asked.
        last: what the last answer was about: what it began with isn't said again.
    """
    known, focus = known_background(tracker), target.focus
    if known is None or focus.background is not None or focus.job or focus.amount:
        return target
    if any(getattr(focus, name) for name in OF_SOMEBODY):
        return target
    used = current_edition().guide.topic(target.topic).coloured_by
    own = Background(**{name: getattr(known, name) for name in used})
    without = tuple(each for each in known.has if each[0] in _SKILLS)
    if target.topic == "skills" and focus == Focus(aspect="what"):
        # Its answer says what it leaves out.
        return Target(target.topic, focus.copy(update={"without": without}))
    if target.topic == "skills" and without and focus == Focus(aspect="order"):
        # "What should I learn next?": what they don't have.
        return Target(target.topic, Focus(aspect="what", without=without))
    if own == Background() or (last is not None and _has_just_begun(target, last)):
        return target
    if "degree_field" in used and target.topic not in _STARTS:
        if focus.aspect not in _OF_OWN_STUDIES:
            return target
        focus = focus.copy(update={"degree_field": known.degree_field})
    return Target(target.topic, focus.copy(update={"background": own}))


def of_own_studies(tracker: Tracker, last: Target, aspect: Aspect | None) -> Target | None:
    """What the asker's studies count for, where they follow up on where they start.

    ``None`` if that isn't asked, or no studies were told.
    """
    known = known_background(tracker)
    field = known.degree_field if known is not None and known.job is None else None
    if field is None or last.topic != "from_scratch" or aspect not in _OF_OWN_STUDIES:
        return None
    return Target("degree_requirements", Focus(degree_field=field, aspect="counts"))


def _has_just_begun(target: Target, last: Target) -> bool:
    if target.topic in _STARTS:
        return last.topic in _STARTS
    return target.topic == last.topic == "career_path" and target.focus.move is None
