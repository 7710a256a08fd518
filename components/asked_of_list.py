"""Distributive questions: what one question asks of each item of a list, or of all of them.

Only words and readings count here: nothing in this module knows Rasa.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from components.clauses import Form
from components.found_question import FoundQuestion
from components.part_reading import as_in_scope, settled
from components.question_parts import Unit, list_items, points_back
from components.reading import FOLLOW_UP, OF_ALL, OUT_OF_SCOPE, Reading, topic_of
from components.same_question import merge_same
from components.split_settings import SplitSettings

# What is asked of a list to choose from it.
_RANKS = frozenset({"best", "compare"})
# What is asked of what somebody lacks: "what do I do about each".
_REMEDIES = frozenset({"how_to", "what"})


def asked_of_list(
    text: str, parts: Sequence[Unit], readings: Mapping[str, Reading], settings: SplitSettings
) -> list[FoundQuestion]:
    """The items of a list, as questions, where the only question beside it is asked of them.

    "No degree, no contacts, no projects: what do I do about each?". What ranks them ("degree,
    projects, contacts: which counts most?") follows as the last, in the words of the list.

    Returns:
        Nothing where the question means something by itself, where something else is asked of what
        is lacked, or where the items aren't about several topics.
    """
    items, lacks = list_items(text, parts)
    asking = [part for part in parts if part.form is Form.QUESTION]
    if not items or len(asking) != 1:
        return []
    asked = readings[asking[0].text]
    leans = asked.intent == FOLLOW_UP or (
        asked.confidence < settings.sure and points_back(asking[0].text)
    )
    surely = asked.aspect_confidence >= settings.sure
    ranks = asked.aspect in _RANKS and (
        leans or (surely and asked.confidence < settings.leading_topic)
    )
    if not (ranks or (leans and lacks and asked.aspect in _REMEDIES)):
        return []
    named = [as_in_scope(settled(readings[item.text]), settings.item) for item in items]
    if not all(_is_known(each, settings) for each in named):
        return []
    pairs = zip(items, named, strict=True)
    found = merge_same([FoundQuestion(item, each) for item, each in pairs], settings)
    if len({each.reading.intent for each in found}) < 2:
        return []
    start, end = items[0].start, items[-1].end
    listed = replace(asking[0], text=text[start:end], start=start, end=end)
    ranking = FoundQuestion(listed, replace(asked, intent=FOLLOW_UP, act=OF_ALL))
    return [*found, ranking] if ranks else found


def _is_known(reading: Reading, settings: SplitSettings) -> bool:
    if reading.intent == OUT_OF_SCOPE:
        return reading.kind is not None and reading.confidence >= settings.topic
    return topic_of(reading.intent) is not None and reading.confidence >= settings.item
