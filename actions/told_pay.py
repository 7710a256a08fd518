"""An amount of pay told earlier in the talk, for "am I underpaid?"."""

from __future__ import annotations

import re

from rasa_sdk import Tracker

from actions.background import known_background
from actions.focus import read_focus, readings_of
from components.reading import Reading
from guide.model import OF_SOMEBODY, Guide, SalaryTopic
from guide.plausible import LEAST_PAY, MOST_PAY
from guide.reply import Target

# A figure alone that may be thousands a year: "if I get 85".
_THOUSANDS = re.compile(r"(?<![\w.,])\d{2,3}(?![\w.,]*\d)")


def with_told_pay(
    tracker: Tracker, topic: SalaryTopic, target: Target, last: Target | None, reading: Reading
) -> Target:
    """A judgment of pay that names none: of the figure that it has, else of what was told before.

    It is held against the years that the asker has told of themselves, else those answered last.

    Args:
        tracker: the conversation.
        topic: what the guide has of pay.
        target: what is asked.
        last: what the last answer was about.
        reading: the message's.
    """
    focus = target.focus
    named = focus.amount or focus.job or any(getattr(focus, name) for name in OF_SOMEBODY)
    if target.topic != topic.topic or focus.aspect != "worth" or named or topic.gap(focus):
        return target
    amount = _in_thousands(reading.text) or _told_before(tracker)
    if amount is None:
        return target
    known = known_background(tracker)
    years = known.years if known is not None else None
    if years is None and last is not None and last.topic == topic.topic:
        years = last.focus.experience_years
    return Target(target.topic, focus.copy(update={"amount": amount, "experience_years": years}))


def with_amount(guide: Guide, last: Target, reading: Reading) -> Target:
    """The last answer on pay with the amount that it was asked about, if a message leans on that.

    Not where it was asked about years or a level, too.
    """
    both = reading.in_context
    amount = read_focus(both).amount if both is not None else None
    of_some = last.focus.experience_years or last.focus.level
    if amount is None or of_some or not isinstance(guide.topic(last.topic), SalaryTopic):
        return last
    return Target(last.topic, last.focus.copy(update={"amount": amount}))


def _in_thousands(text: str) -> str | None:
    amounts = [int(figure) * 1000 for figure in _THOUSANDS.findall(text)]
    if len(amounts) != 1 or not LEAST_PAY <= amounts[0] <= MOST_PAY:
        return None
    return str(amounts[0])


def _told_before(tracker: Tracker) -> str | None:
    """The amount that was named last in the messages so far."""
    said = map(read_focus, readings_of(tracker))
    return next((focus.amount for focus in said if focus.amount), None)
