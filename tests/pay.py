"""The guide's pay figures as answers write them, so that a changed figure breaks no test."""

from __future__ import annotations

from typing import get_args

from guide.edition import current_edition
from guide.formats import money
from guide.model import Band, SalaryTopic
from guide.text import Language

_TOPIC = current_edition().guide.topic("salary")
assert isinstance(_TOPIC, SalaryTopic)
BANDS = _TOPIC.bands
AVERAGE = money(_TOPIC.average.amount, "en")
AVERAGES = tuple(money(_TOPIC.average.amount, language) for language in get_args(Language))
"""The same in every language."""
RANGE = f"{money(_TOPIC.range.low, 'en')} to {money(_TOPIC.range.high, 'en')}"


def band_at(years: float) -> Band:
    """The band of so many years of experience."""
    return next(band for band in BANDS if band.first_year <= years <= band.last_year)


def pay_at(years: float) -> str:
    """Pay at so many years of experience: ``CAD 97,000 to CAD 100,000``."""
    pay = band_at(years).pay
    return f"{money(pay.low, 'en')} to {money(pay.high, 'en')}"
