"""Whose program was spoken of: "from which school?", after a master's."""

from __future__ import annotations

from components.reading import DETAIL, Reading, refers_back
from guide.model import Aspect, Focus, Guide, ProgramsTopic
from guide.reply import Target

# The gap of schools that aren't named, by which those that are may be meant, too.
_SCHOOLS = "program_ranking"
# What asks for the names of schools, rather than for a judgment of them, or where they are.
_NAMES: frozenset[Aspect | None] = frozenset({None, "what", "who"})
_WHOSE: frozenset[Aspect | None] = frozenset({"who", "where"})
_OF_MASTERS = "degree_necessity"


def of_its_school(
    guide: Guide, reading: Reading, asked: Target, last: Target | None
) -> Target | None:
    """A question for the school of the program that was answered last, or of all of them.

    ``None`` if something else is asked, or no program was spoken of.
    """
    topic = guide.topic(asked.topic)
    if last is None or last.topic not in (asked.topic, _OF_MASTERS):
        return None
    if not isinstance(topic, ProgramsTopic) or topic.names_one(asked.focus) or asked.focus.school:
        return None
    program = _program(topic, last.focus)
    if program is None and last.topic == _OF_MASTERS:
        return None
    gap, aspect = topic.gap(asked.focus), asked.focus.aspect
    others = any(each.name == DETAIL and each.value == _SCHOOLS for each in reading.entities)
    may_name = asked.focus.answerable and aspect in _NAMES and not others
    asks_schools = gap is not None and gap.id == _SCHOOLS and may_name
    if asks_schools:
        aspect = "who"
    elif (
        gap is not None or aspect not in _WHOSE or program is None or not refers_back(reading.text)
    ):
        return None
    return Target(asked.topic, Focus(program=program, aspect=aspect))


def _program(topic: ProgramsTopic, before: Focus) -> str | None:
    """The program that a focus names, by itself or by its level."""
    of_level = (each.id for each in topic.items if each.level == before.degree_level)
    return before.program or next(of_level, None)
