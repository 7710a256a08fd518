"""What an elliptical follow-up ("and with 8 years?", "the third one") is about."""

from __future__ import annotations

from typing import Sequence

from guide.answers import answers_about
from guide.model import Focus, Guide
from guide.reply import Target

# Where a word alone leads when it doesn't concern the last topic: "Vancouver?" after the steps.
_OWN_TOPIC = {
    "experience_years": "salary",
    "level": "career_path",
    "city": "cities",
    "skill_group": "skills",
    "skill": "skills",
    "degree_field": "degree_requirements",
    "degree_level": "degree_necessity",
    "provider": "certifications",
    "role": "career_path",
    "practice_kind": "practical_experience",
    "program": "programs",
}

# One of these replaces the others: "and juniors?" after "with 8 years" no longer means 8 years.
_EXCLUSIVE = (
    ("experience_years", "level", "role"),
    ("skill_group", "skill", "skill_part"),
    ("degree_level", "program"),
)


def resolve(guide: Guide, last: Target | None, said: Focus) -> Target | None:
    """Finds what a follow-up asks.

    Args:
        last: what the last answer was about.
        said: what the follow-up itself names.

    Returns:
        The last topic with its focus changed by what was said, if that concerns the topic;
        else the topic that what was said leads to; ``None`` if neither tells.
    """
    named = [name for name, value in said.dict(exclude={"details"}).items() if value]
    if last is not None:
        concerned = [name for name in named if name in answers_about(last.topic)]
        gaps = {gap.id for gap in guide.topic(last.topic).gaps}
        if concerned or gaps.intersection(said.details):
            return Target(last.topic, _changed(last.focus, said, concerned))
    for name, topic in _OWN_TOPIC.items():
        if name in named:
            return Target(topic, said)
    if last is not None:
        return last
    return None


def pick(listed: Sequence[Target | None], ordinal: int) -> Target | None:
    """The target of "the second one" (``ordinal`` 2; -1 is the last) among the last bullets."""
    try:
        return listed[ordinal - 1] if ordinal > 0 else listed[ordinal]
    except IndexError:
        return None


def _changed(before: Focus, said: Focus, names: Sequence[str]) -> Focus:
    values = before.dict(exclude={"details"})
    for group in _EXCLUSIVE:
        if any(name in group for name in names):
            values.update(dict.fromkeys(group))
    values.update({name: getattr(said, name) for name in names})
    return Focus(**values, details=said.details)
