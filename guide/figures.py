"""Which general figure of pay a question takes an amount for: "the average is 120k"."""

from __future__ import annotations

import re

from guide.model import Figure, FigureNames, Guide, SalaryTopic
from guide.reply import Target
from guide.text import Words

_FIGURES: tuple[Figure, ...] = ("average", "lowest", "highest")


def with_figure(guide: Guide, target: Target, text: str) -> Target:
    """A question about pay, with the figure that it takes its amount for, if it does.

    Args:
        guide: what there is to say.
        target: what is asked.
        text: what the person wrote.
    """
    topic = guide.topic(target.topic)
    if not isinstance(topic, SalaryTopic) or target.focus.amount is None:
        return target
    figure = _taken_for(topic.names, text)
    return Target(target.topic, target.focus.copy(update={"figure": figure}))


def names_general_figure(guide: Guide, last: Target, text: str) -> bool:
    """Whether a follow-up on pay at some years or a level names that of all: the average."""
    topic = guide.topic(last.topic)
    of_some = last.focus.experience_years or last.focus.level
    if not isinstance(topic, SalaryTopic) or not of_some:
        return False
    return _taken_for(topic.names, text) == "average"


def _taken_for(names: FigureNames, text: str) -> Figure | None:
    """The figure that is named, and that nothing is held against: not "above the average"."""
    beside = _any_of(names.beside)
    for figure in _FIGURES:
        named = _any_of(getattr(names, figure))
        against = re.search(rf"\b{beside}\s+(?:\w+\s+)?{named}\b", text, re.IGNORECASE)
        if against is None and re.search(rf"\b{named}\b", text, re.IGNORECASE):
            return figure
    return None


def _any_of(words: Words) -> str:
    return f"(?:{'|'.join(map(re.escape, words.all))})"
