"""The guide's own names, figures and sentences, for what is expected of answers."""

from __future__ import annotations

import re

from guide.edition import current_edition
from guide.formats import money
from guide.model import CareerPathTopic, SkillsTopic
from tests.pay import AVERAGE, band_at

_GUIDE = current_edition().guide
_DENIAL = (
    r"^(?=.*\b(?:doesn't|don't|isn't|aren't|can't|cannot|nothing|nowhere|nobody|none|no|not|nor"
    r"|never|neither|without)\b).*?"
)
_ASKS_BACK = ("did_you_mean", "nearest", "say_it_differently", "which_one", "nothing_before")
_REFUSALS = (
    "other_job", "concepts", "personal_request", "insult", "injection", "off_topic", "gibberish"
)  # fmt: skip

ITEMS = {item.id: item.name.en for topic in _GUIDE.topics for item in topic.all_items()}
"""The names of the guide's items by id."""


def _lists() -> dict[str, tuple[str, ...]]:
    lists = {topic.topic: [item.name.en for item in topic.all_items()] for topic in _GUIDE.topics}
    for topic in _GUIDE.topics:
        if isinstance(topic, CareerPathTopic):
            lists |= {level.id: [role.name.en for role in level.roles] for level in topic.levels}
        if isinstance(topic, SkillsTopic):
            lists |= {group.id: [skill.name.en for skill in group.skills] for group in topic.groups}
            lists["areas"] = [area.name.en for area in topic.areas]
    return {name: tuple(names) for name, names in lists.items() if names}


LISTS = _lists()
"""The names in each list of the guide."""

ASKING_BACK = tuple(getattr(_GUIDE.phrases, name).en for name in _ASKS_BACK)
"""How answers begin that ask what was meant."""

REFUSALS = tuple(miss.text.en for miss in _GUIDE.near_misses if miss.id in _REFUSALS)
"""How answers begin to what the assistant is not for."""

NEAR_MISSES = (*(miss.text.en for miss in _GUIDE.near_misses), _GUIDE.phrases.what_i_can_answer.en)
"""How all answers begin to what the guide doesn't speak of."""


def pattern(written: str) -> re.Pattern[str]:
    """The regular expression of a case, with the guide's words for what is in curly brackets.

    It is meant for a text with a sentence a line, in lower case.

    Raises:
        KeyError: the guide has no item of that id.
    """
    return re.compile(re.sub(r"\{([^{}]+)\}", _filled, written), re.I | re.M)


def _filled(field: re.Match[str]) -> str:
    name, _, years = field[1].partition(" ")
    if name == "no":
        return _DENIAL
    if name == "average":
        return re.escape(AVERAGE)
    if name in ("low", "high"):
        pay = band_at(float(years)).pay
        return re.escape(money(pay.low if name == "low" else pay.high, "en"))
    return re.escape(ITEMS[name])
