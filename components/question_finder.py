"""Multi-intent detection: which segments of a message are questions by themselves.

What is no question by itself is joined to its neighbour again. Only words and readings count here:
nothing in this module knows Rasa.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import Enum, auto

from components.asked_of_list import asked_of_list
from components.clauses import Form
from components.found_question import FoundQuestion
from components.part_reading import (
    ABOUT_THE_ASSISTANT,
    NO_QUESTIONS,
    PLEASANTRIES,
    REPLIES,
    as_in_scope,
    between_topics,
    followed_up,
    in_another_case,
    is_led,
    names_circumstances,
    settled,
    stays_with,
    told_ahead,
)
from components.question_parts import (
    Question,
    Unit,
    is_story,
    led_up_to,
    points_back,
)
from components.reading import (
    ACKNOWLEDGE,
    AFFIRM,
    DENY,
    DETAIL,
    ELLIPTIC,
    FALLBACK,
    FOLLOW_UP,
    OTHER_COUNTRY,
    OTHER_JOB,
    OUT_OF_SCOPE,
    Reading,
    intent_of,
    topic_of,
)
from components.same_question import (
    asks_apart,
    asks_something_else,
    merge_same,
    names_another_point,
)
from components.split_settings import SplitSettings
from components.told_circumstances import (
    named_inside,
    pointed_at,
    told_circumstances,
    told_of_asker,
)

_PRIVACY = intent_of("privacy")
# Where somebody starts is told ahead of a question, and is none by itself.
_FROM_SCRATCH = intent_of("from_scratch")
_THE_WAY = intent_of("how_to_become")
# What may be asked of what somebody tells of themselves.
_OF_ASKER = frozenset({"possible", "required", "enough", "counts"})
# As many words name something in a list at most.
_WORDS_OF_ITEM = 4
# What joins a topic to the question after it, beside words.
_JOINS = "+&/"


def find_questions(
    text: str,
    parts: Sequence[Unit],
    readings: Mapping[str, Reading],
    whole: Reading,
    settings: SplitSettings,
) -> list[Question]:
    """The questions of a message, in order.

    Args:
        text: What the person typed.
        parts: Its ``units``.
        readings: What the classifier says of its ``candidates``.
        whole: What it says of the whole message.
        settings: How sure it must be.

    Returns:
        Two questions or more, at least one of them in scope, or refused for two reasons. One, if it
        is plain what is asked but not from the message as a whole. None, if it has to be read as a
        whole.
    """
    if listed := asked_of_list(text, parts, readings, settings):
        return [each.question((), named_inside(each.unit, whole)) for each in listed]
    found: list[FoundQuestion] = []
    rests: list[Unit] = []  # parts that nothing came of yet
    following = [
        next((later for later in parts[i + 1 :] if later.form is Form.QUESTION), None)
        for i in range(len(parts))
    ]
    story = is_story(text, settings)
    bare = all(part.form is Form.TOPIC for part in parts)
    for index, part in enumerate(parts):
        if part.form is Form.STATEMENT or (story and part.form is Form.TOPIC):
            continue
        reading = settled(readings[part.text])
        item = bare and len(part.text.split()) <= _WORDS_OF_ITEM
        if part.form is Form.QUESTION or item:
            reading = as_in_scope(reading, settings.question if item else settings.point)
        if part.form is Form.QUESTION or bare:
            reading = between_topics(reading, part.form, settings)
        before = found[-1] if found else None
        pair = readings.get(text[before.unit.start : part.end]) if before is not None else None
        led = led_up_to(text, parts, index)
        if before is None and led is not None and led in readings:
            in_full = settled(readings[led])
            named = readings[rests[-1].text] if rests else None
            if is_led(reading, in_full, named, settings):
                ahead = len(led) - len(part.text)
                entities = told_ahead(in_full, ahead, points_back(part.text))
                found.append(FoundQuestion(part, replace(in_full, entities=entities)))
                rests.clear()
                continue
        if before and pair and _leaves_us_unsaid(before, reading, pair, settings):
            reading = replace(reading, intent=pair.intent, confidence=pair.confidence)
        if before is not None and (again := in_another_case(before, reading)) is not None:
            found.append(FoundQuestion(part, again))
            continue
        if reading.intent == FOLLOW_UP and part.form is Form.QUESTION:
            if before is not None and _goes_on(before, part, reading, settings):
                found.append(FoundQuestion(part, reading))
                continue
            if before is None or not stays_with(before, reading, settings):
                reading = followed_up(reading, settings)
            ahead = before is None and part is not parts[-1] and not story
            if ahead and _asks_of_asker(text, parts[index : index + 2], reading, settings):
                found.append(FoundQuestion(part, reading))
                continue
        named = readings.get(text[rests[-1].start : part.end]) if rests else None
        if (
            named is not None
            and rests[-1].sentence == part.sentence
            and _is_asked_apart(part, settled(named), following[index], readings, settings)
        ):
            # "Kaggle or an internship first, and are internships paid?"
            start = rests.pop().start
            unit = replace(part, text=text[start : part.end], start=start)
            found.append(FoundQuestion(unit, settled(named)))
            continue
        role = _role(part, reading, following[index], before, settings)
        apart = _is_asked_apart(part, reading, following[index], readings, settings)
        if apart:
            role = _Role.QUESTION
        in_a_list = before is not None and before.unit.form is Form.TOPIC
        names = role is _Role.QUESTION and part.form is Form.TOPIC and not in_a_list
        if names and not apart and _is_asked_of(parts, index, readings):
            role = _Role.REST
        if role is _Role.REST and _is_coordinated(text, parts, index, readings, settings):
            role = _Role.QUESTION
        if role is _Role.QUESTION and before is not None and before.unit.sentence == part.sentence:
            # "83 to 100 thousand, is that for everybody?": little is known of it by itself.
            leans = readings[part.text].intent == FALLBACK and points_back(part.text)
            alone = (part.form is Form.QUESTION and not leans) or item
            if pair is not None and not alone and _is_one(pair, before, reading, settings):
                found[-1] = before.joined_with(part, reading, text, settled(pair))
                continue
        if role is _Role.QUESTION:
            found.append(FoundQuestion(part, reading))
        elif role is _Role.REST:
            pair = readings.get(text[rests[-1].start : part.end]) if rests else None
            # "Kaggle. is it any good?": only a question leans on the sentence before.
            if (
                pair is not None
                and not (part.form is Form.TOPIC and following[index])
                and (rests[-1].sentence == part.sentence or part.form is Form.QUESTION)
                and _stands(replace(part, form=Form.TOPIC), settled(pair), settings)
            ):
                start = rests[-1].start
                unit = replace(part, text=text[start : part.end], start=start)
                found.append(FoundQuestion(unit, settled(pair)))
                rests.pop()
            elif (
                _is_asked_too(text, before, part, reading, settings)
                or (item and _is_item(part, reading, settings))
                or _asks_more(part, reading, before, following[index], readings, settings)
            ):
                found.append(FoundQuestion(part, reading))
            elif part.form is Form.QUESTION and not story and _is_unknown(part, reading):
                found.append(FoundQuestion(part, replace(reading, intent=OUT_OF_SCOPE, kind=None)))
            elif before and not story and (another := _another(before, part, reading, settings)):
                found.append(FoundQuestion(part, another))
            elif before is not None:
                found[-1] = before.joined_with(part, reading, text)
            else:
                rests.append(part)
    merged = merge_same(found, settings)
    if story:
        merged = _of_a_story(merged, settings)
    if _is_only_one(merged, parts, whole, story, settings):
        sure = [each for each in _in_scope(merged) if each.reading.confidence >= settings.only]
        return [each.question((), named_inside(each.unit, whole)) for each in sure]
    if not _are_several(merged, parts, whole, settings):
        return []
    context = [*told_circumstances(parts, rests, readings, whole), *told_of_asker(parts, whole)]
    lasts: list[FoundQuestion | None] = [None, *merged]
    return [
        each.question([*context, *pointed_at(each, last)], named_inside(each.unit, whole))
        for each, last in zip(merged, lasts, strict=False)
    ]


def _of_a_story(found: Sequence[FoundQuestion], settings: SplitSettings) -> list[FoundQuestion]:
    """What a story asks: much in it sounds like a question, more or less, and asks the same twice.

    "Every day they tell me do this".
    """
    surely = [each for each in found if each.reading.confidence >= settings.leading_topic]
    return list({each.reading.intent: each for each in surely or found}.values())


def _in_scope(found: Sequence[FoundQuestion]) -> list[FoundQuestion]:
    return [each for each in found if each.reading.intent not in {OUT_OF_SCOPE, *REPLIES}]


def _is_only_one(
    found: Sequence[FoundQuestion],
    parts: Sequence[Unit],
    whole: Reading,
    story: bool,
    settings: SplitSettings,
) -> bool:
    """Whether one part tells what is asked, where the message as a whole is unsure.

    "Baker here. Would volunteering help?": who asks is no topic.
    """
    if len(found) != 1:
        return False
    beside = any(part.form is not Form.QUESTION for part in parts)
    asked = found[0].reading
    return (
        _is_lost(whole, settings)
        or (
            beside
            and whole.intent == _FROM_SCRATCH
            and asked.intent not in (_FROM_SCRATCH, _THE_WAY)
            and settings.sure <= asked.confidence
            and whole.confidence < settings.leading_topic
        )
        or (story and whole.confidence < settings.sure and not points_back(found[0].unit.text))
        or (beside and whole.confidence < settings.only)
    )


def _are_several(
    found: Sequence[FoundQuestion], parts: Sequence[Unit], whole: Reading, settings: SplitSettings
) -> bool:
    """Whether there are two questions or more, one in scope, or all refused for several reasons.

    Not where what was told first puts all of it outside: another person's other job.
    """
    in_scope, kinds = _in_scope(found), {each.reading.kind for each in found} - {None}
    if len(found) < 2 or (not in_scope and len(kinds) < 2):
        return False
    refused = whole.intent == OUT_OF_SCOPE and whole.confidence >= settings.refusal
    # A permit that is told makes no other questions of them.
    refused = refused and whole.kind in (None, OTHER_JOB, OTHER_COUNTRY)
    return not (refused and len(in_scope) == len(found) and any(_tells(part) for part in parts))


def _is_lost(whole: Reading, settings: SplitSettings) -> bool:
    unsure = whole.confidence < settings.refusal
    return whole.intent == FALLBACK or (whole.intent == OUT_OF_SCOPE and unsure)


def _tells(part: Unit) -> bool:
    return part.form is Form.STATEMENT


class _Role(Enum):
    QUESTION = auto()
    PLEASANTRY = auto()
    REST = auto()


def _leaves_us_unsaid(
    before: FoundQuestion, reading: Reading, pair: Reading, settings: SplitSettings
) -> bool:
    """Whether what comes after a question about the assistant is of it: "and for how long?"."""
    of_us = ABOUT_THE_ASSISTANT | {_PRIVACY}
    stays = pair.intent == before.reading.intent and pair.confidence >= settings.leading_topic
    return stays and pair.intent in of_us and reading.intent not in of_us


def _goes_on(before: FoundQuestion, part: Unit, reading: Reading, settings: SplitSettings) -> bool:
    """Whether a follow-up asks something else of what was asked before it: "and is it hard?".

    Of what a term means, too, which is refused: "what is MLOps? do I need it?".
    """
    stays = stays_with(before, reading, settings)
    return (
        (before.unit.form is Form.QUESTION or asks_apart(before.reading, reading, settings))
        and (stays or before.reading.intent not in NO_QUESTIONS - {FOLLOW_UP})
        # "And which ones?": the plain answer names them anyway.
        and (
            reading.aspect != "what"
            or (stays and before.reading.aspect not in (None, "what"))
            or (stays and before.reading.asks_a_notion)
            or _names_a_detail(reading, before.reading)
        )
        and (
            (
                (stays or reading.confidence >= settings.sure)
                and (
                    (stays and before.reading.asks_a_notion)
                    or asks_something_else(before.reading, reading, settings)
                )
            )
            or (stays and names_another_point(before.reading, reading, {DETAIL}))
            or (
                followed_up(reading, settings).intent == FOLLOW_UP
                and _names_a_detail(reading, before.reading)
            )
        )
    )


def _asks_more(
    part: Unit,
    reading: Reading,
    before: FoundQuestion | None,
    following: Unit | None,
    readings: Mapping[str, Reading],
    settings: SplitSettings,
) -> bool:
    """Whether a question of which little is sure is one all the same: none is passed over.

    Of what means something only after the question before, one that asks something else of it.
    """
    if part.form is not Form.QUESTION:
        return False
    refused = before is not None and before.reading.intent == OUT_OF_SCOPE
    refused = refused and before is not None and not before.reading.asks_a_notion
    if refused and points_back(part.text):
        return False
    if topic_of(reading.intent) is not None:
        leads = following is not None and settled(readings[following.text]).intent == FOLLOW_UP
        ahead = before is None and following is not None and not leads
        least = settings.ahead if ahead else settings.question
        return reading.confidence >= least
    if before is None or reading.intent != FOLLOW_UP or topic_of(before.reading.intent) is None:
        return False
    leads = before.unit.form is Form.TOPIC and before.unit.sentence == part.sentence
    return not leads and reading.aspect not in (None, "what", before.reading.aspect)


def _another(
    before: FoundQuestion, part: Unit, reading: Reading, settings: SplitSettings
) -> Reading | None:
    """What a question after a question asks beside that, however unsure; ``None`` if nothing."""
    if not (part.form is before.unit.form is Form.QUESTION):
        return None
    if reading.intent == FOLLOW_UP:
        asks = reading.aspect not in (None, "what", before.reading.aspect)
        return reading if asks and topic_of(before.reading.intent) is not None else None
    refused = before.reading.intent == OUT_OF_SCOPE
    refused = refused and before.reading.confidence >= settings.refusal
    surely = reading.confidence >= settings.sure and not refused
    if topic_of(reading.intent) is None or (points_back(part.text) and not surely):
        return None
    least = settings.sure if reading.intent in ABOUT_THE_ASSISTANT else settings.question
    return (
        reading if reading.confidence >= least else replace(reading, intent=OUT_OF_SCOPE, kind=None)
    )


def _is_item(part: Unit, reading: Reading, settings: SplitSettings) -> bool:
    """Whether what is named in a bare list is asked about by itself: "salary, degree, visa"."""
    if reading.intent == OUT_OF_SCOPE:
        return reading.kind is not None and reading.confidence >= settings.topic
    own = topic_of(reading.intent) not in (None, topic_of(_FROM_SCRATCH))
    return own and reading.confidence >= settings.item


def _is_asked_too(
    text: str, before: FoundQuestion | None, part: Unit, reading: Reading, settings: SplitSettings
) -> bool:
    """Whether a topic is joined to a question as another one: "what pay, and tax?".

    One that is refused, or that names a point of another topic ("which course, and age limit").
    """
    if before is None or part.form is not Form.TOPIC:
        return False
    between = text[before.unit.end : part.start]
    joined = any(each.isalpha() or each in _JOINS for each in between)
    if reading.intent == OUT_OF_SCOPE:
        return joined and reading.kind is not None and reading.confidence >= settings.question
    other = topic_of(reading.intent) is not None and reading.intent != before.reading.intent
    points = other and _names_a_detail(reading, before.reading)
    return joined and points and reading.confidence >= settings.sure


def _is_unknown(part: Unit, reading: Reading) -> bool:
    """Whether a question is about nothing that is known: the answer says so, in its own words."""
    return reading.intent in (OUT_OF_SCOPE, FALLBACK) and not points_back(part.text)


def _asks_of_asker(
    text: str, parts: Sequence[Unit], reading: Reading, settings: SplitSettings
) -> bool:
    """Whether what comes first asks of what the asker told: "a diploma in IT. is it enough?".

    Or of becoming one, where nothing else was said: "is it hard?", "what do I need?".
    """
    part, following = parts
    if reading.intent != FOLLOW_UP:
        return False
    both = reading.in_context
    # "Pick one for me: a master's or a diploma" asks of what comes after.
    leads = following.form is Form.TOPIC and following.sentence == part.sentence
    leads = leads or not text[part.end : following.start].strip()
    if both is not None and not leads:
        agree = both.aspect == reading.aspect and both.aspect_confidence >= settings.only
        least = settings.only if agree else settings.sure
        if both.confidence >= least and (agree or not points_back(part.text)):
            return True
    if reading.aspect_confidence < settings.sure:
        return False
    # What is enough is always told ahead: "j'ai un diplôme. C'est suffisant ?".
    points = points_back(part.text) or reading.aspect == "enough"
    return points and reading.aspect in _OF_ASKER


def _is_asked_apart(
    part: Unit,
    reading: Reading,
    following: Unit | None,
    readings: Mapping[str, Reading],
    settings: SplitSettings,
) -> bool:
    """Whether a topic asks something, and the question after it something else.

    "Best bootcamp, and how much is it?".
    """
    if (
        part.form is not Form.TOPIC
        or following is None
        or reading.confidence < settings.leading_topic
    ):
        return False
    after = readings[following.text]
    same = after.intent in (FOLLOW_UP, reading.intent)
    of_topic = topic_of(reading.intent) is not None and reading.intent != _FROM_SCRATCH
    return of_topic and same and asks_apart(reading, after, settings)


def _names_a_detail(reading: Reading, before: Reading) -> bool:
    """Whether a part is about a point that the one before doesn't name: "while working"."""
    details = [entity for entity in reading.entities if entity.name == DETAIL]
    known = {entity.value for entity in before.entities}
    named = len(reading.entities) > len(details)
    return not named and any(each.value not in known for each in details)


def _is_asked_of(parts: Sequence[Unit], index: int, readings: Mapping[str, Reading]) -> bool:
    """Whether the question right after a part means nothing without it: "Kaggle: worth it?"."""
    following = parts[index + 1 : index + 2]
    return any(
        part.form is Form.QUESTION and readings[part.text].intent == FOLLOW_UP for part in following
    )


def _is_coordinated(
    text: str,
    parts: Sequence[Unit],
    index: int,
    readings: Mapping[str, Reading],
    settings: SplitSettings,
) -> bool:
    """Whether a topic and the question after it are joined as two: "senior pay and how to start".

    Or a list of topics and the question after it. Marks alone may lead on to the question; a name
    alone says of whom or what it is asked.
    """
    part, rest = parts[index], parts[index + 1 :]
    if part.form is not Form.TOPIC or not rest or rest[0].form is Form.STATEMENT:
        return False
    topic, following = readings[part.text], readings[rest[0].text]
    if topic.confidence < settings.topic or _only_names(part, topic):
        return False
    if topic.intent in {*NO_QUESTIONS, _FROM_SCRATCH}:
        return False
    if rest[0].form is Form.TOPIC:
        return _is_coordinated(text, parts, index + 1, readings, settings)
    between = text[part.end : rest[0].start]
    if not any(each.isalpha() or each in _JOINS for each in between):
        return False
    other = {topic.intent, *NO_QUESTIONS, _FROM_SCRATCH}
    return following.confidence >= settings.topic and following.intent not in other


def _only_names(part: Unit, reading: Reading) -> bool:
    """Whether all words of a part are in the names of something: "Toronto"."""
    left = list(part.text)
    for entity in reading.entities:
        left[entity.start : entity.end] = " " * (entity.end - entity.start)
    return not "".join(left).strip()


def _role(
    part: Unit,
    reading: Reading,
    following: Unit | None,
    before: FoundQuestion | None,
    settings: SplitSettings,
) -> _Role:
    if reading.intent in PLEASANTRIES | {DENY}:
        return _Role.PLEASANTRY
    if reading.intent == AFFIRM:
        if reading.act == ACKNOWLEDGE:
            return _Role.PLEASANTRY
        first = before is None and part.start == 0 and reading.confidence >= settings.topic
        return _Role.QUESTION if first and following else _Role.PLEASANTRY
    if reading.intent == FOLLOW_UP:
        return _Role.REST
    if before is not None and points_back(part.text):
        outside = OUT_OF_SCOPE in (before.reading.intent, reading.intent)
        outside = outside and not before.reading.asks_a_notion
        if outside and not _is_plain(reading, before, settings):
            return _Role.REST
    if part.form is Form.TOPIC and following is not None:
        in_a_list = before is not None and before.unit.form is Form.TOPIC
        least = settings.topic if in_a_list else settings.leading_topic
        beside = following.sentence == part.sentence and not in_a_list
        named = any(beside or entity.name != DETAIL for entity in reading.entities)
        if named or reading.intent == _FROM_SCRATCH or reading.confidence < least:
            return _Role.REST
    return _Role.QUESTION if _stands(part, reading, settings) else _Role.REST


def _is_plain(reading: Reading, before: FoundQuestion, settings: SplitSettings) -> bool:
    """Whether what a part asks is plain, whatever its pronoun stands for.

    "Do they sponsor visas?" is; so is "what do they pay there", unless another job or country, or
    nothing that is known, was asked about before.
    """
    if reading.confidence < settings.leading_topic:
        return False
    if reading.intent == OUT_OF_SCOPE:
        return reading.kind is not None
    return reading.act != ELLIPTIC and before.reading.kind not in (None, OTHER_JOB, OTHER_COUNTRY)


def _stands(part: Unit, reading: Reading, settings: SplitSettings) -> bool:
    if reading.intent in NO_QUESTIONS - {OUT_OF_SCOPE}:
        return False
    if reading.intent == OUT_OF_SCOPE:
        if len(part.text.split()) > settings.refused_words:
            return False
        if part.form is Form.QUESTION:
            return reading.confidence >= settings.refusal
        if points_back(part.text):
            return False
        return reading.confidence >= settings.leading_topic and len(part.text.split()) > 2
    if reading.intent in ABOUT_THE_ASSISTANT and reading.confidence < settings.assistant:
        return False
    least = settings.question if part.form is Form.QUESTION else settings.topic
    return reading.confidence >= least


def _is_one(
    pair: Reading, before: FoundQuestion, reading: Reading, settings: SplitSettings
) -> bool:
    """Whether a question and the topic after it are surer of one meaning than apart."""
    intents = (before.reading.intent, reading.intent)
    if pair.confidence < settings.one_question or pair.intent not in intents:
        return False
    if names_another_point(before.reading, reading, {DETAIL}):
        return False
    if pair.intent == reading.intent or names_circumstances(reading):
        apart = min(before.reading.confidence, reading.confidence)
        return before.reading.intent == reading.intent or pair.confidence > apart
    unsure = reading.confidence < settings.leading_topic
    return unsure or reading.intent in ABOUT_THE_ASSISTANT
