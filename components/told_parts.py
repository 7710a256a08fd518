"""Background information: which parts of a message only tell, beside the question that it asks.

"I make 21 bucks an hour. What does an ML engineer earn?" doesn't ask for pay by the hour. Only
forms and readings count here: nothing in this module knows Rasa.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from components.clauses import Form
from components.question_parts import Unit, points_back
from components.reading import DETAIL, FALLBACK, FOLLOW_UP, Reading, topic_of
from components.split_settings import SplitSettings


def told_parts(
    parts: Sequence[Unit], readings: Mapping[str, Reading], settings: SplitSettings
) -> list[Unit]:
    """The parts that tell of the asker and that the question does without.

    None, if the question means nothing by itself ("how much?"); of one that points back ("is that
    true?"), those ahead of what it points to.

    Args:
        parts: a message's ``units``.
        readings: what the classifier says of those that may ask.
        settings: how sure it must be.
    """
    asking = [place for place, part in enumerate(parts) if part.form is Form.QUESTION]
    if not asking:
        return []
    first = asking[0]
    question = parts[first]
    if points_back(question.text):
        ahead = parts[: max(first - 1, 0)]
    elif _asks_by_itself(readings[question.text], settings):
        ahead = parts[:first]
    else:
        ahead = ()
    return [
        part
        for part in ahead
        if part.form is Form.STATEMENT
        or (part.form is Form.TOPIC and part.sentence != question.sentence)
    ]


def _asks_by_itself(reading: Reading, settings: SplitSettings) -> bool:
    if reading.intent == FOLLOW_UP and any(each.name == DETAIL for each in reading.entities):
        return True  # "What am I missing?"
    if reading.intent in (FOLLOW_UP, FALLBACK) or topic_of(reading.intent) is None:
        return False
    return reading.confidence >= settings.question
