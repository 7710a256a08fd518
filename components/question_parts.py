"""Decides which parts of a message are questions by themselves.

A message is cut into units. Each unit, and each pair of neighbours, is read by the classifier like
a message of its own; then what is no question by itself is joined to its neighbour again. Only
words and readings count here: nothing in this module knows Rasa.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from itertools import pairwise
from typing import Any

from components.clauses import Clause, Form, leans_back, split_clauses

# A message of more units than this is read as if it ended in one long unit.
MOST_UNITS = 10
# How sure the classifier must be that a part with the form of a question is that question.
LEAST_QUESTION_CONFIDENCE = 0.44
# The same for a question whose noun was filled in from the part before.
LEAST_FILLED_IN_CONFIDENCE = 0.35
# The same for a part that only names something: nearly sure.
LEAST_TOPIC_CONFIDENCE = 0.9
# The same for a question that is refused, beside one that is answered.
LEAST_REFUSAL_CONFIDENCE = 0.8
# A part that is as likely as this about the same as its neighbour is one question with it.
SAME_QUESTION_CONFIDENCE = 0.2

# A topic named ahead of a question is mostly no question: "5 years, Toronto: how much?"
LEAST_LEADING_CONFIDENCE = 0.95
# A question and a topic that are together as likely as this one intent are one question.
ONE_QUESTION_CONFIDENCE = 0.98
SURE_CONFIDENCE = 0.8
# A follow-up beside a question is about what it sounds like to this degree.
LIKELY_TOPIC_CONFIDENCE = 0.1

# What a statement says of the person that counts for every question beside it.
SHARED_ENTITIES = frozenset({"experience_years", "level", "city"})

OUT_OF_SCOPE = "out_of_scope"
FALLBACK = "nlu_fallback"
FOLLOW_UP = "follow_up"
PLEASANTRIES = frozenset({"greet", "goodbye", "thank"})
REPLIES = frozenset({"affirm", "deny"})

# Questions about the assistant are asked plainly; a part that resembles one a little is none.
ABOUT_THE_ASSISTANT = frozenset(
    {"bot_challenge", "ask_capabilities", "ask_source", "erase_my_data"}
)
_NO_QUESTIONS = PLEASANTRIES | REPLIES | {FOLLOW_UP, FALLBACK, OUT_OF_SCOPE}

# Point back at what was said before: such a part can't be refused by itself.
_POINTS_BACK = re.compile(
    r"\b(?:it|its|that|this|they|them|their|those|these|one|ones|each|both|he|she|ça|cela|celui|y|en)\b",
    re.IGNORECASE,
)
_IDIOMS = re.compile(
    r"\b(?:is it|worth it|become one|these days|this (?:year|job|career|field)|c'est|y a)\b",
    re.IGNORECASE,
)
_WHAT_ABOUT = re.compile(
    r"(?:what|wat|how) about (?:the )?(?P<noun>.+)|(?:et )?pour (?:le|la|les) (?P<nom>.+)",
    re.IGNORECASE,
)
_WHICH_ONE = re.compile(
    r"(?:which|what|wich)(?: (?:one|ones|kind|type))?"
    r"(?: (?:is|are) (?:it|best|the best|better|good|there)"
    r"| do you (?:have|know|list|recommend)(?: listed)?)?"
    r"|in (?:what|which)(?: field| subject)?|lesquels|laquelle|lequel|lesquelles",
    re.IGNORECASE,
)
_EMPTY_WORDS = frozenset(
    "i you a an the it one ones need worth good best better me do is are in for of to".split()
)


@dataclass(frozen=True)
class Unit:
    """Clauses that are one part in any case.

    Attributes:
        text: without the marks and conjunctions around it.
        start: its first character in the message.
        end: the character after its last.
        form: what it is by its words.
        sentence: number of the sentence it is in, from 0.
    """

    text: str
    start: int
    end: int
    form: Form
    sentence: int


@dataclass(frozen=True)
class Reading:
    """What the classifier says of a text.

    Attributes:
        intent: the decision.
        confidence: from 0 to 1.
        ranking: intents with their confidences, the decision first.
        kind: of a near miss, for ``out_of_scope``.
        entities: as Rasa's extractors give them, counted from the text's own start.
    """

    intent: str
    confidence: float
    ranking: Sequence[tuple[str, float]] = ()
    kind: str | None = None
    entities: Sequence[dict[str, Any]] = ()

    def share(self, intent: str) -> float:
        """The confidence of an intent, 0 if it isn't in the ranking."""
        return next((share for name, share in self.ranking if name == intent), 0.0)


@dataclass(frozen=True)
class Question:
    """A part that is a question by itself.

    Attributes:
        text: as the person wrote it.
        reading: what it means.
        form: what it is by its words.
    """

    text: str
    reading: Reading
    form: Form = field(default=Form.QUESTION)


def units(text: str) -> list[Unit]:
    """Cuts a message into the units that are worth reading by themselves."""
    found: list[Unit] = []
    leaning = False
    for clause in split_clauses(text):
        last = found[-1] if found else None
        leaning = clause.form is Form.TOPIC and (
            leans_back(clause)
            or (leaning and last is not None and last.sentence == clause.sentence)
        )
        if last is not None and (
            len(found) == MOST_UNITS
            or (clause.sentence == last.sentence and _belongs(clause, last, leaning))
        ):
            joined = text[last.start : clause.end]
            found[-1] = replace(last, text=joined, end=clause.end)
        else:
            found.append(Unit(clause.text, clause.start, clause.end, clause.form, clause.sentence))
    return found


def _belongs(clause: Clause, last: Unit, leaning: bool) -> bool:
    if clause.form is Form.QUESTION or _WHICH_ONE.fullmatch(clause.text):
        return False
    if clause.form is Form.STATEMENT:
        return True
    return last.form is Form.STATEMENT or leaning


def candidates(text: str, parts: Sequence[Unit]) -> list[str]:
    """What of a message must be read to decide about it.

    Returns:
        Texts: each unit that may ask, each pair of such neighbours, and questions without their
        noun ("which one?") with the noun they point back to. Empty if the message can only be one
        question.
    """
    asking = [part for part in parts if part.form is not Form.STATEMENT]
    if len(asking) < 2:
        return []
    texts = [part.text for part in parts]
    texts += [text[one.start : two.end] for one, two in pairwise(asking)]
    texts += [
        filled
        for one, two in pairwise(parts)
        if (filled := fill_in(two.text, one.text)) is not None
    ]
    return list(dict.fromkeys(texts))


def fill_in(text: str, before: str) -> str | None:
    """A question without its noun, with the last noun of the part before: "which masters".

    Of "what about pay" only "pay", which isn't read as a follow-up.
    """
    plain = text.strip(" ?.!")
    about = _WHAT_ABOUT.fullmatch(plain)
    if about is not None:
        return about["noun"] or about["nom"]
    if not _WHICH_ONE.fullmatch(plain):
        return None
    words = [word for word in re.findall(r"[\w'-]+", before) if word.lower() not in _EMPTY_WORDS]
    if not words:
        return None
    head = re.sub(r"\b(?:one|ones)\b.*", "", plain).strip()
    return f"{head} {words[-1]}"


def find_questions(
    text: str, parts: Sequence[Unit], readings: Mapping[str, Reading], whole: Reading
) -> list[Question]:
    """The questions of a message, in order.

    Args:
        text: What the person typed.
        parts: Its ``units``.
        readings: What the classifier says of its ``candidates``.
        whole: What it says of the whole message.

    Returns:
        Two questions or more, at least one of them in scope. One, if it is plain what is asked
        but the message as a whole wasn't understood. None, if it has to be read as a whole.
    """
    found: list[_Found] = []
    rests: list[Unit] = []  # parts that nothing came of yet
    a_question_follows = [
        any(later.form is Form.QUESTION for later in parts[i + 1 :]) for i in range(len(parts))
    ]
    for index, part in enumerate(parts):
        if part.form is Form.STATEMENT:
            continue
        reading = _settled(readings[part.text])
        filled = fill_in(part.text, parts[index - 1].text) if index else None
        if filled is not None:
            reading = _better(reading, _settled(readings[filled]))
        if reading.intent == FOLLOW_UP and part.form is Form.QUESTION:
            reading = _followed_up(reading)
        before = found[-1] if found else None
        role = _role(part, reading, leads_on=a_question_follows[index], before=before)
        if role is _Role.REST and filled is not None and reading.intent not in _NO_QUESTIONS:
            role = _Role.QUESTION
        if role is _Role.QUESTION and before is not None and before.unit.sentence == part.sentence:
            pair = readings.get(text[before.unit.start : part.end])
            alone = part.form is Form.QUESTION or filled is not None
            if pair is not None and not alone and _is_one(pair, before, reading):
                found[-1] = before.joined_with(part, reading, text, _settled(pair))
                continue
        if role is _Role.QUESTION:
            found.append(_Found(part, reading, filled is not None))
        elif role is _Role.REST:
            pair = readings.get(text[rests[-1].start : part.end]) if rests else None
            # "no degree here. can i still do it?": only a question leans on the sentence before.
            if (
                pair is not None
                and (rests[-1].sentence == part.sentence or part.form is Form.QUESTION)
                and _stands(replace(part, form=Form.TOPIC), _settled(pair))
            ):
                start = rests[-1].start
                unit = replace(part, text=text[start : part.end], start=start)
                found.append(_Found(unit, _settled(pair)))
                rests.pop()
            elif before is not None:
                found[-1] = before.joined_with(part, reading, text)
            else:
                rests.append(part)
    merged = _merge(found)
    in_scope = [each for each in merged if each.reading.intent != OUT_OF_SCOPE]
    if len(merged) == 1 and _is_lost(whole) and merged[0].reading.confidence >= SURE_CONFIDENCE:
        return [each.question(()) for each in in_scope]
    if len(merged) < 2 or not in_scope:
        return []
    refused = whole.intent == OUT_OF_SCOPE and whole.confidence >= LEAST_REFUSAL_CONFIDENCE
    if refused and len(in_scope) == len(merged) and any(_tells(part) for part in parts):
        return []  # what was told first puts all of it outside: another person's other job
    context = [
        entity
        for part in parts
        if part.form is Form.STATEMENT
        for entity in readings[part.text].entities
        if entity["entity"] in SHARED_ENTITIES
    ]
    return [each.question(context) for each in merged]


def _is_lost(whole: Reading) -> bool:
    unsure = whole.confidence < LEAST_REFUSAL_CONFIDENCE
    return whole.intent == FALLBACK or (whole.intent == OUT_OF_SCOPE and unsure)


def _tells(part: Unit) -> bool:
    return part.form is Form.STATEMENT


class _Role(Enum):
    QUESTION = auto()
    PLEASANTRY = auto()
    REST = auto()


@dataclass(frozen=True)
class _Found:
    unit: Unit
    reading: Reading
    filled_in: bool = False

    def joined_with(
        self, part: Unit, reading: Reading, text: str, instead: Reading | None = None
    ) -> _Found:
        """This question with a part that belongs to it."""
        end = max(self.unit.end, part.end)
        start = min(self.unit.start, part.start)
        unit = replace(self.unit, text=text[start:end], start=start, end=end)
        mine = instead or self.reading
        return _Found(unit, replace(mine, entities=_both(self.reading, reading)))

    def question(self, context: Sequence[dict[str, Any]]) -> Question:
        named = {entity["entity"] for entity in self.reading.entities}
        more = [entity for entity in context if entity["entity"] not in named]
        entities = [*self.reading.entities, *more]
        return Question(self.unit.text, replace(self.reading, entities=entities), self.unit.form)


def _settled(reading: Reading) -> Reading:
    """The likeliest intent in place of a "did you mean"."""
    if reading.intent != FALLBACK or len(reading.ranking) < 2:
        return reading
    intent, confidence = reading.ranking[1]
    return replace(reading, intent=intent, confidence=confidence, ranking=reading.ranking[1:])


def _better(one: Reading, other: Reading) -> Reading:
    asks = other.intent not in _NO_QUESTIONS and other.confidence >= LEAST_FILLED_IN_CONFIDENCE
    return other if asks else one


def _followed_up(reading: Reading) -> Reading:
    """A follow-up that sounds like a question of its own, as that question."""
    for intent, share in reading.ranking:
        if intent not in _NO_QUESTIONS:
            if share < LIKELY_TOPIC_CONFIDENCE:
                return reading
            return replace(reading, intent=intent, confidence=share / (1 - reading.confidence))
    return reading


def _role(part: Unit, reading: Reading, *, leads_on: bool, before: _Found | None) -> _Role:
    if reading.intent in PLEASANTRIES | {"deny"}:
        return _Role.PLEASANTRY
    if reading.intent == "affirm":
        first = before is None and part.start == 0 and reading.confidence >= LEAST_TOPIC_CONFIDENCE
        return _Role.QUESTION if first and leads_on else _Role.PLEASANTRY
    if reading.intent == FOLLOW_UP:
        return _Role.REST
    if before is not None and _POINTS_BACK.search(_IDIOMS.sub("", part.text)):
        outside = OUT_OF_SCOPE in (before.reading.intent, reading.intent)
        if outside or reading.confidence < SURE_CONFIDENCE:
            return _Role.REST
    if (
        part.form is Form.TOPIC
        and leads_on
        and (reading.entities or reading.confidence < LEAST_LEADING_CONFIDENCE)
    ):
        return _Role.REST
    return _Role.QUESTION if _stands(part, reading) else _Role.REST


def _stands(part: Unit, reading: Reading) -> bool:
    if reading.intent in _NO_QUESTIONS - {OUT_OF_SCOPE}:
        return False
    if reading.intent == OUT_OF_SCOPE:
        if part.form is Form.QUESTION:
            return reading.confidence >= LEAST_REFUSAL_CONFIDENCE
        return reading.confidence >= LEAST_LEADING_CONFIDENCE and len(part.text.split()) > 2
    if reading.intent in ABOUT_THE_ASSISTANT and reading.confidence < SURE_CONFIDENCE:
        return False
    least = LEAST_QUESTION_CONFIDENCE if part.form is Form.QUESTION else LEAST_TOPIC_CONFIDENCE
    return reading.confidence >= least


def _is_one(pair: Reading, before: _Found, reading: Reading) -> bool:
    """Whether a question and the topic after it are surer of one meaning than apart."""
    return pair.confidence >= ONE_QUESTION_CONFIDENCE and pair.intent in (
        before.reading.intent,
        reading.intent,
    )


def _merge(found: Sequence[_Found]) -> list[_Found]:
    """Joins what asks the same."""
    merged: list[_Found] = []
    for each in found:
        same = next((i for i, other in enumerate(merged) if _same(other, each)), None)
        if same is None:
            merged.append(each)
            continue
        other = merged[same]
        surer = max((other, each), key=lambda one: one.reading.confidence)
        entities = _both(other.reading, each.reading)
        merged[same] = _Found(other.unit, replace(surer.reading, entities=entities))
    return merged


def _same(one: _Found, other: _Found) -> bool:
    if one.reading.intent != other.reading.intent:
        unsure = min(one, other, key=lambda each: each.reading.confidence)
        sure = other if unsure is one else one
        return (
            not unsure.filled_in
            and _names_nothing_else(unsure.reading, sure.reading)
            and unsure.reading.confidence < SURE_CONFIDENCE
            and unsure.reading.share(sure.reading.intent) >= SAME_QUESTION_CONFIDENCE
        )
    if one.unit.form is Form.QUESTION and other.unit.form is Form.QUESTION:
        return _names_nothing_else(one.reading, other.reading)
    return True


def _names_nothing_else(one: Reading, other: Reading) -> bool:
    """Whether two parts don't name different things of a kind: "2 years", "8 years"."""
    mine, its = _values(one), _values(other)
    return all(mine[name] == its[name] for name in mine.keys() & its.keys())


def _values(reading: Reading) -> dict[str, set[str]]:
    values: dict[str, set[str]] = {}
    for entity in reading.entities:
        if entity["entity"] not in ("detail", "degree_field", "skill"):
            values.setdefault(entity["entity"], set()).add(entity["value"])
    return values


def _both(one: Reading, other: Reading) -> list[dict[str, Any]]:
    return [*one.entities, *(entity for entity in other.entities if entity not in one.entities)]
