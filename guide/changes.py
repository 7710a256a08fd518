"""What an edit of the guide changes: answers, and figures by more than half."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.every_reply import every_target
from guide.model import Guide, Pay, SalaryTopic
from guide.reply import Target
from guide.text import Language

_Difference = tuple[tuple[str, ...], tuple[str, ...]]

LARGEST_CHANGE = 0.5
"""By what share a figure may change before somebody is asked whether that is meant."""


@dataclass(frozen=True)
class Change:
    """Sentences and list entries of an answer that are different.

    Attributes:
        question: what is answered.
        before: those that aren't there any more.
        now: those that are there instead.
        others: how many more answers change in the same way.
    """

    question: str
    before: tuple[str, ...]
    now: tuple[str, ...]
    others: int

    def __str__(self) -> str:
        lines = [self.question]
        lines += [f"  before: {each}" for each in self.before]
        lines += [f"  now:    {each}" for each in self.now]
        if self.others:
            lines.append(f"  (and {self.others} more answers in the same way)")
        return "\n".join(lines)


def changed_answers(before: Guide, now: Guide, language: Language = "en") -> list[Change]:
    """Every answer that is different, once for each way of being different."""
    if before == now:
        return []
    first: dict[_Difference, str] = {}
    count = Counter[_Difference]()
    composers = Composer(before, language), Composer(now, language)
    for target in dict.fromkeys([*_targets(before), *_targets(now)]):
        old, new = (_sentences(composer, target) for composer in composers)
        if old != new:
            difference = _without(old, new), _without(new, old)
            first.setdefault(difference, _question(now if new else before, target))
            count[difference] += 1
    return [
        Change(question, *difference, others=count[difference] - 1)
        for difference, question in first.items()
    ]


def large_changes(before: Guide, now: Guide) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Pay figures that change by more than half: the field in ``salary.yml``, and a sentence."""
    old = dict(_figures(before))
    for path, amount in _figures(now):
        was = old.get(path)
        if was and abs(amount - was) > LARGEST_CHANGE * was:
            yield path, f"{amount:,} instead of {was:,} is a change by more than half"


def _targets(guide: Guide) -> Iterator[Target]:
    """Every target, but pay at one number of years for each band only."""
    salary = guide.topic("salary")
    assert isinstance(salary, SalaryTopic)
    years = {None, *(str(band.first_year) for band in salary.bands)}
    return (each for each in every_target(guide) if each.focus.experience_years in years)


def _figures(guide: Guide) -> Iterator[tuple[tuple[Any, ...], int]]:
    salary = guide.topic("salary")
    assert isinstance(salary, SalaryTopic)
    yield ("average", "amount"), salary.average.amount
    ranges: list[tuple[tuple[Any, ...], Pay]] = [(("range",), salary.range)]
    ranges += [(("bands", place, "pay"), band.pay) for place, band in enumerate(salary.bands)]
    for path, pay in ranges:
        yield (*path, "low"), pay.low
        yield (*path, "high"), pay.high


def _sentences(composer: Composer, target: Target) -> tuple[str, ...]:
    if target.topic not in composer.guide.topic_ids:
        return ()
    try:
        text = answer(composer, target).text
    except KeyError:  # something that only the other guide has
        return ()
    return tuple(each for each in re.split(r"\n+(?:- )?|(?<=[.:]) (?=[A-Z])", text) if each)


def _without(sentences: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each for each in sentences if each not in others)


def _question(guide: Guide, target: Target) -> str:
    focus = target.focus
    named = focus.dict(exclude={"aspect", "details", "answerable"})
    asked = [f"{name}: {value}" for name, value in named.items() if value]
    question = guide.topic(target.topic).question.en
    asked += [*focus.details, *([focus.aspect] if focus.aspect else [])]
    return f"{question} ({', '.join(asked)})" if asked else question
