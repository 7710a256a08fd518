"""How a part of a message is read: alone, in context, or with what leads up to it.

Only words and readings count here: nothing in this module knows Rasa.
"""

from __future__ import annotations

from dataclasses import replace

from components.clauses import Form
from components.found_question import FoundQuestion
from components.question_parts import points_back
from components.reading import (
    AFFIRM,
    BACKGROUND,
    BOT_CHALLENGE,
    DENY,
    DETAIL,
    ERASE_MY_DATA,
    FALLBACK,
    FOLLOW_UP,
    GOODBYE,
    GREET,
    LISTED,
    ORDINAL,
    OUT_OF_SCOPE,
    SHARED_ENTITIES,
    THANK,
    Entity,
    Reading,
    intent_of,
    topic_of,
)
from components.split_settings import SplitSettings

PLEASANTRIES = frozenset({GREET, GOODBYE, THANK})


REPLIES = frozenset({AFFIRM, DENY})


ABOUT_THE_ASSISTANT = frozenset(
    {BOT_CHALLENGE, intent_of("capabilities"), intent_of("source"), ERASE_MY_DATA}
)


# What the same may be asked of once more.
_CASES = (SHARED_ENTITIES | LISTED) - {"city", "skill"}


NO_QUESTIONS = PLEASANTRIES | REPLIES | {FOLLOW_UP, FALLBACK, OUT_OF_SCOPE}


def settled(reading: Reading) -> Reading:
    """The likeliest intent in place of a "did you mean"."""
    if reading.intent != FALLBACK or len(reading.ranking) < 2:
        return reading
    ranking = sorted(reading.ranking[1:], key=lambda each: -each.confidence)
    best = ranking[0]
    return replace(reading, intent=best.intent, confidence=best.confidence, ranking=tuple(ranking))


def as_in_scope(reading: Reading, least: float) -> Reading:
    """What is hardly outside, beside other questions, as the topic that it is likeliest about."""
    likeliest = max(reading.ranking, key=lambda each: each.confidence, default=None)
    if likeliest is None or reading.intent != OUT_OF_SCOPE:
        return reading
    if topic_of(likeliest.intent) is None or likeliest.confidence < least:
        return reading
    return replace(reading, intent=likeliest.intent, confidence=likeliest.confidence, kind=None)


def between_topics(reading: Reading, form: Form, settings: SplitSettings) -> Reading:
    """What may be about one of several topics, as sure as it must be of the likeliest of them.

    If it is surely about any: "degree" in a list, or "will they accept my diploma".
    """
    least = settings.question if form is Form.QUESTION else settings.topic
    sure = sum(each.confidence for each in reading.ranking if topic_of(each.intent) is not None)
    if topic_of(reading.intent) is None or sure < max(least, settings.sure):
        return reading
    return replace(reading, confidence=max(reading.confidence, least))


def is_led(
    alone: Reading, in_full: Reading, named: Reading | None, settings: SplitSettings
) -> bool:
    """Whether a question is read with what leads up to it: "no degree here. can I do it?".

    One that means little alone is; of others, one that is asked of what is named ahead of it
    ("without experience, how do I find a job?").
    """
    if in_full.intent == OUT_OF_SCOPE and alone.intent == FOLLOW_UP:
        return in_full.kind is not None and in_full.confidence >= settings.refusal
    if in_full.intent in NO_QUESTIONS:
        return False
    if alone.intent == FOLLOW_UP:
        both = alone.in_context
        plain = both is not None and both.confidence >= settings.sure
        # "I want to move to Canada. What are the requirements?" names nothing told.
        if plain and not points_back(alone.text) and alone.aspect == "what":
            return in_full.confidence >= settings.sure
        return in_full.confidence >= settings.led
    if alone.confidence < settings.sure:
        return in_full.confidence >= settings.sure
    if named is None or in_full.confidence < settings.one_question:
        return False
    return named.intent == in_full.intent and names_circumstances(named)


def told_ahead(reading: Reading, length: int, is_meant: bool) -> tuple[Entity, ...]:
    """The entities of a reading; what its first characters tell is the asker's.

    Args:
        reading: of a question with what is told ahead of it.
        length: of what is told.
        is_meant: whether the question asks about that: "I know Python. Is it enough?".
    """
    told = {DETAIL} if is_meant else {DETAIL, *LISTED} - SHARED_ENTITIES
    return tuple(
        replace(entity, role=BACKGROUND)
        if entity.name in told and entity.start < length
        else entity
        for entity in reading.entities
    )


def in_another_case(before: FoundQuestion, reading: Reading) -> Reading | None:
    """The question before once more, of a part that only names another case: "then after 12"."""
    if reading.intent != FOLLOW_UP or topic_of(before.reading.intent) is None:
        return None
    mine, its = _cases(before.reading), _cases(reading)
    if not mine or not its or mine == its:
        return None
    kept = [each for each in before.reading.entities if each.name not in {*_CASES, ORDINAL}]
    entities = (*kept, *(each for each in reading.entities if each.name in _CASES))
    return replace(before.reading, text=reading.text, entities=entities)


def _cases(reading: Reading) -> set[tuple[str, str]]:
    return {(each.name, each.value) for each in reading.entities if each.name in _CASES}


def names_circumstances(reading: Reading) -> bool:
    """Whether a part names what counts for the question beside it: "without experience"."""
    return any(entity.name in SHARED_ENTITIES for entity in reading.entities)


def stays_with(before: FoundQuestion, reading: Reading, settings: SplitSettings) -> bool:
    """Whether a part surely asks in its context about what the question before it does."""
    both = reading.in_context
    if both is None or both.confidence < settings.sure:
        return False
    return before.reading.asks_a_notion or both.intent == before.reading.intent


def followed_up(reading: Reading, settings: SplitSettings) -> Reading:
    """A follow-up that sounds like a question of its own, as that question."""
    for likely in reading.ranking:
        if likely.intent not in NO_QUESTIONS:
            if likely.confidence < settings.likely_topic:
                return reading
            share = likely.confidence / (1 - reading.confidence)
            return replace(reading, intent=likely.intent, confidence=share)
    return reading
