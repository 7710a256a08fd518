"""Multi-intent detection: which segments of a message are questions by themselves.

What is no question by itself is joined to its neighbour again. Only words and readings count here:
nothing in this module knows Rasa.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from components.clauses import Form
from components.question_parts import (
    Question,
    Unit,
    fill_in,
    is_story,
    led_up_to,
    points_back,
)
from components.reading import (
    ACKNOWLEDGE,
    AFFIRM,
    BACKGROUND,
    BOT_CHALLENGE,
    DENY,
    DETAIL,
    ELLIPTIC,
    ERASE_MY_DATA,
    FALLBACK,
    FOLLOW_UP,
    GOODBYE,
    GREET,
    LISTED,
    ORDINAL,
    OTHER_COUNTRY,
    OTHER_JOB,
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
_PRIVACY = intent_of("privacy")
# Where somebody starts is told ahead of a question, and is none by itself.
_FROM_SCRATCH = intent_of("from_scratch")
# What the same may be asked of once more.
_CASES = (SHARED_ENTITIES | LISTED) - {"city", "skill"}
# As many words name something in a list at most.
_WORDS_OF_ITEM = 4
# What joins a topic to the question after it, beside words.
_JOINS = "+&/"
_NO_QUESTIONS = PLEASANTRIES | REPLIES | {FOLLOW_UP, FALLBACK, OUT_OF_SCOPE}


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
    found: list[_Found] = []
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
        if part.form is Form.TOPIC and following[index] and _introduces(part, whole):
            continue
        reading = _settled(readings[part.text])
        item = bare and len(part.text.split()) <= _WORDS_OF_ITEM
        if part.form is Form.QUESTION or item:
            reading = _in_scope(reading, settings.question if item else settings.only)
        if part.form is Form.QUESTION or bare:
            reading = _between_topics(reading, part.form, settings)
        filled = fill_in(part.text, parts[index - 1].text) if index else None
        if filled is not None:
            reading = _better(reading, _settled(readings[filled]), settings)
        before = found[-1] if found else None
        pair = readings.get(text[before.unit.start : part.end]) if before is not None else None
        led = led_up_to(text, parts, index)
        if before is None and led is not None and led in readings:
            in_full = _settled(readings[led])
            named = readings[rests[-1].text] if rests else None
            if _is_led(reading, in_full, named, settings):
                ahead = len(led) - len(part.text)
                entities = _told_ahead(in_full, ahead, points_back(part.text))
                found.append(_Found(part, replace(in_full, entities=entities)))
                rests.clear()
                continue
        elliptic = reading.intent == FOLLOW_UP or reading.act == ELLIPTIC
        stays = before is not None and pair is not None and pair.intent == before.reading.intent
        surely = elliptic or (pair is not None and pair.confidence >= settings.leading_topic)
        if before is not None and stays and surely and _is_about_us(before):
            found[-1] = before.joined_with(part, reading, text)
            continue
        if before is not None and (again := _in_another_case(before, reading)) is not None:
            found.append(_Found(part, again))
            continue
        if before is not None and pair is not None and part.form is Form.QUESTION:
            reading = _in_context(reading, pair, before, settings)
        if before is not None and _is_point_of(before, part, reading, settings):
            found.append(_Found(part, replace(reading, intent=FOLLOW_UP)))
            continue
        if reading.intent == FOLLOW_UP and part.form is Form.QUESTION:
            if before is not None and _goes_on(before, part, reading, settings):
                found.append(_Found(part, reading))
                continue
            if before is None or not _stays(before, reading, settings):
                reading = _followed_up(reading, settings)
        if before is not None and part.form is Form.QUESTION:
            reading = _beside_another(reading)
        role = _role(part, reading, following[index], before, settings)
        in_a_list = before is not None and before.unit.form is Form.TOPIC
        names = role is _Role.QUESTION and part.form is Form.TOPIC and not in_a_list
        if names and _is_asked_of(parts, index, readings):
            role = _Role.REST
        if role is _Role.REST and _is_coordinated(text, parts, index, readings, settings):
            role = _Role.QUESTION
        if role is _Role.REST and filled is not None and reading.intent not in _NO_QUESTIONS:
            role = _Role.QUESTION
        if role is _Role.QUESTION and before is not None and before.unit.sentence == part.sentence:
            alone = part.form is Form.QUESTION or filled is not None or item
            if pair is not None and not alone and _is_one(pair, before, reading, settings):
                found[-1] = before.joined_with(part, reading, text, _settled(pair))
                continue
        if role is _Role.QUESTION:
            found.append(_Found(part, reading, filled is not None))
        elif role is _Role.REST:
            pair = readings.get(text[rests[-1].start : part.end]) if rests else None
            # "Kaggle. is it any good?": only a question leans on the sentence before.
            if (
                pair is not None
                and not (part.form is Form.TOPIC and following[index])
                and (rests[-1].sentence == part.sentence or part.form is Form.QUESTION)
                and _stands(replace(part, form=Form.TOPIC), _settled(pair), settings)
            ):
                start = rests[-1].start
                unit = replace(part, text=text[start : part.end], start=start)
                found.append(_Found(unit, _settled(pair)))
                rests.pop()
            elif (item and _is_item(reading, settings)) or _asks_more(
                part, reading, before, following[index], readings, settings
            ):
                found.append(_Found(part, reading))
            elif part.form is Form.QUESTION and not story and _is_unknown(part, reading):
                found.append(_Found(part, replace(reading, intent=OUT_OF_SCOPE, kind=None)))
            elif before is not None:
                found[-1] = before.joined_with(part, reading, text)
            else:
                rests.append(part)
    merged = _merge(found, settings)
    if story:
        # Much in it sounds like a question, more or less: "every day they tell me do this".
        least = settings.leading_topic
        merged = [each for each in merged if each.reading.confidence >= least] or merged
    in_scope = [each for each in merged if each.reading.intent not in {OUT_OF_SCOPE, *REPLIES}]
    # "Baker here. Would volunteering help?": who asks is no topic.
    beside = any(part.form is not Form.QUESTION for part in parts)
    if len(merged) == 1 and (
        _is_lost(whole, settings)
        or (story and whole.confidence < settings.sure)
        or (beside and whole.confidence < settings.only)
    ):
        sure = [each for each in in_scope if each.reading.confidence >= settings.only]
        return [each.question((), _inside(each.unit, whole)) for each in sure]
    kinds = {each.reading.kind for each in merged} - {None}
    if len(merged) < 2 or (not in_scope and len(kinds) < 2):
        return []
    refused = whole.intent == OUT_OF_SCOPE and whole.confidence >= settings.refusal
    if refused and len(in_scope) == len(merged) and any(_tells(part) for part in parts):
        return []  # what was told first puts all of it outside: another person's other job
    context = [*_told(parts, rests, readings, whole), *_own(parts, whole)]
    return [each.question(context, _inside(each.unit, whole)) for each in merged]


def _told(
    parts: Sequence[Unit], rests: Sequence[Unit], readings: Mapping[str, Reading], whole: Reading
) -> Iterator[Entity]:
    """What statements tell that counts for each question, and circumstances ("10 years in ML").

    Details as the asker's.

    Not what the whole message tells of them alone: years in another job.
    """
    own = {(each.name, each.value) for each in whole.entities if each.role == BACKGROUND}
    for part in parts:
        told = part.form is Form.STATEMENT
        for entity in readings[part.text].entities if told or part in rests else ():
            if (entity.name, entity.value) in own and entity.name != DETAIL:
                continue
            if entity.name in SHARED_ENTITIES:
                yield entity
            elif entity.name == DETAIL and told:
                yield replace(entity, role=BACKGROUND)


def _inside(unit: Unit, whole: Reading) -> list[Entity]:
    """The circumstances that the whole message names inside a part."""
    return [
        entity
        for entity in whole.entities
        if entity.name in SHARED_ENTITIES and unit.start <= entity.start < unit.end
    ]


def _own(parts: Sequence[Unit], whole: Reading) -> Iterator[Entity]:
    """What the asker is or comes from, where no question names it."""
    asking = [part for part in parts if part.form is Form.QUESTION]
    for entity in whole.entities:
        is_asked = any(part.start <= entity.start < part.end for part in asking)
        if entity.role == BACKGROUND and entity.name != DETAIL and not is_asked:
            yield entity


def _is_about_us(found: _Found) -> bool:
    """Whether a question is about the assistant, and so what it leaves unsaid ("for how long?")."""
    return found.reading.intent in ABOUT_THE_ASSISTANT | {_PRIVACY}


def _introduces(part: Unit, whole: Reading) -> bool:
    """Whether a part names what the asker is or has: "Mechanical engineer, eight years in oil"."""
    return any(
        entity.role == BACKGROUND and part.start <= entity.start < part.end
        for entity in whole.entities
    )


def _is_lost(whole: Reading, settings: SplitSettings) -> bool:
    unsure = whole.confidence < settings.refusal
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

    def question(self, context: Sequence[Entity], inside: Sequence[Entity]) -> Question:
        """The question, with what is told of the asker, and of what is named inside it.

        Of the latter, what only the message as a whole tells: "with 3 years, and for 8".
        """
        named = {entity.name for entity in self.reading.entities}
        values = {(entity.name, entity.value) for entity in self.reading.entities}
        more = [
            each for each in inside if each.name in named and (each.name, each.value) not in values
        ]
        more += [entity for entity in context if entity.name not in named]
        entities = (*self.reading.entities, *more)
        return Question(
            replace(self.reading, text=self.unit.text, entities=entities), self.unit.form
        )


def _settled(reading: Reading) -> Reading:
    """The likeliest intent in place of a "did you mean"."""
    if reading.intent != FALLBACK or len(reading.ranking) < 2:
        return reading
    ranking = sorted(reading.ranking[1:], key=lambda each: -each.confidence)
    best = ranking[0]
    return replace(reading, intent=best.intent, confidence=best.confidence, ranking=tuple(ranking))


def _in_scope(reading: Reading, least: float) -> Reading:
    """What is hardly outside, beside other questions, as the topic that it is likeliest about."""
    likeliest = max(reading.ranking, key=lambda each: each.confidence, default=None)
    if likeliest is None or reading.intent != OUT_OF_SCOPE:
        return reading
    if topic_of(likeliest.intent) is None or likeliest.confidence < least:
        return reading
    return replace(reading, intent=likeliest.intent, confidence=likeliest.confidence, kind=None)


def _between_topics(reading: Reading, form: Form, settings: SplitSettings) -> Reading:
    """What may be about one of several topics, as sure as it must be of the likeliest of them.

    If it is surely about any: "degree" in a list, or "will they accept my diploma".
    """
    least = settings.question if form is Form.QUESTION else settings.topic
    sure = sum(each.confidence for each in reading.ranking if topic_of(each.intent) is not None)
    if topic_of(reading.intent) is None or sure < max(least, settings.sure):
        return reading
    return replace(reading, confidence=max(reading.confidence, least))


def _better(one: Reading, other: Reading, settings: SplitSettings) -> Reading:
    asks = other.intent not in _NO_QUESTIONS and other.confidence >= settings.filled_in
    return other if asks else one


def _is_led(
    alone: Reading, in_full: Reading, named: Reading | None, settings: SplitSettings
) -> bool:
    """Whether a question is read with what leads up to it: "no degree here. can I do it?".

    One that means little alone is; of others, one that is asked of what is named ahead of it
    ("without experience, how do I find a job?").
    """
    if in_full.intent in _NO_QUESTIONS:
        return False
    if alone.intent == FOLLOW_UP:
        return in_full.confidence >= settings.filled_in
    if alone.confidence < settings.sure:
        return in_full.confidence >= settings.sure
    if named is None or in_full.confidence < settings.one_question:
        return False
    return named.intent == in_full.intent and _names_circumstances(named)


def _told_ahead(reading: Reading, length: int, is_meant: bool) -> tuple[Entity, ...]:
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


def _in_context(
    reading: Reading, pair: Reading, before: _Found, settings: SplitSettings
) -> Reading:
    """A part that means little by itself, as it is read together with the question before it.

    A follow-up may ask about another topic ("what is the work like? does it pay?"); what is unsure
    of its topic may ask the same of something else ("how does it differ from a data analyst? and
    from a statistician?").
    """
    if pair.confidence < settings.leading_topic or pair.intent in _NO_QUESTIONS:
        return reading
    same = pair.intent == before.reading.intent
    follows_up = reading.intent == FOLLOW_UP and not same and not _is_about_us(before)
    of_another = (
        reading.confidence < settings.sure
        and same
        and not _names_nothing_else(before.reading, reading)
    )
    if not (follows_up or of_another):
        return reading
    return replace(pair, text=reading.text, entities=reading.entities)


def _in_another_case(before: _Found, reading: Reading) -> Reading | None:
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


def _names_circumstances(reading: Reading) -> bool:
    """Whether a part names what counts for the question beside it: "without experience"."""
    return any(entity.name in SHARED_ENTITIES for entity in reading.entities)


def _goes_on(before: _Found, part: Unit, reading: Reading, settings: SplitSettings) -> bool:
    """Whether a follow-up asks something else of what was asked before it: "and is it hard?".

    Of what a term means, too, which is refused: "what is MLOps? do I need it?".
    """
    stays = _stays(before, reading, settings)
    return (
        before.unit.form is Form.QUESTION
        and (stays or before.reading.intent not in _NO_QUESTIONS - {FOLLOW_UP})
        # "And which ones?": the plain answer names them anyway.
        and (
            reading.aspect != "what"
            or (stays and before.reading.aspect not in (None, "what"))
            or _names_a_detail(reading, before.reading)
        )
        and (
            (
                (stays or reading.confidence >= settings.sure)
                and (
                    (stays and before.reading.asks_a_notion)
                    or _asks_something_else(before.reading, reading, settings)
                )
            )
            or (
                _followed_up(reading, settings).intent == FOLLOW_UP
                and _names_a_detail(reading, before.reading)
            )
        )
    )


def _is_point_of(before: _Found, part: Unit, reading: Reading, settings: SplitSettings) -> bool:
    """Whether a part names what is asked of the one before: "the courses: price, how long"."""
    means_little = reading.intent == FOLLOW_UP or reading.act == ELLIPTIC
    if part.form is not Form.TOPIC or not means_little or reading.aspect in (None, "what"):
        return False
    asked = before.reading
    of_topic = topic_of(asked.intent) is not None or asked.intent == FOLLOW_UP
    surely = reading.aspects[0].confidence >= settings.sure
    return of_topic and surely and reading.aspect != asked.aspect


def _asks_more(
    part: Unit,
    reading: Reading,
    before: _Found | None,
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
        leads = following is not None and _settled(readings[following.text]).intent == FOLLOW_UP
        least = settings.same_question if before is None and not leads else settings.filled_in
        return reading.confidence >= least
    if before is None or reading.intent != FOLLOW_UP or topic_of(before.reading.intent) is None:
        return False
    leads = before.unit.form is Form.TOPIC and before.unit.sentence == part.sentence
    return not leads and reading.aspect not in (None, "what", before.reading.aspect)


def _is_item(reading: Reading, settings: SplitSettings) -> bool:
    """Whether what is named in a bare list is asked about by itself: "salary, degree, visa"."""
    if reading.intent == OUT_OF_SCOPE:
        return reading.kind is not None and reading.confidence >= settings.topic
    own = topic_of(reading.intent) not in (None, topic_of(_FROM_SCRATCH))
    names = any(each.name == DETAIL for each in reading.entities)
    return own and (names or reading.confidence >= settings.question)


def _is_unknown(part: Unit, reading: Reading) -> bool:
    """Whether a question is about nothing that is known: the answer says so, in its own words."""
    return reading.intent in (OUT_OF_SCOPE, FALLBACK) and not points_back(part.text)


def _stays(before: _Found, reading: Reading, settings: SplitSettings) -> bool:
    """Whether a part surely asks in its context about what the question before it does."""
    both = reading.in_context
    if both is None or both.confidence < settings.sure:
        return False
    return before.reading.asks_a_notion or both.intent == before.reading.intent


def _names_a_detail(reading: Reading, before: Reading) -> bool:
    """Whether a part is about a point that the one before doesn't name: "while working"."""
    details = [entity for entity in reading.entities if entity.name == DETAIL]
    known = {entity.value for entity in before.entities}
    named = len(reading.entities) > len(details)
    return not named and any(each.value not in known for each in details)


def _followed_up(reading: Reading, settings: SplitSettings) -> Reading:
    """A follow-up that sounds like a question of its own, as that question."""
    for likely in reading.ranking:
        if likely.intent not in _NO_QUESTIONS:
            if likely.confidence < settings.likely_topic:
                return reading
            share = likely.confidence / (1 - reading.confidence)
            return replace(reading, intent=likely.intent, confidence=share)
    return reading


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
    if topic.intent in {*_NO_QUESTIONS, _FROM_SCRATCH}:
        return False
    if rest[0].form is Form.TOPIC:
        return _is_coordinated(text, parts, index + 1, readings, settings)
    between = text[part.end : rest[0].start]
    if not any(each.isalpha() or each in _JOINS for each in between):
        return False
    other = {topic.intent, *_NO_QUESTIONS, _FROM_SCRATCH}
    return following.confidence >= settings.topic and following.intent not in other


def _only_names(part: Unit, reading: Reading) -> bool:
    """Whether all words of a part are in the names of something: "Toronto"."""
    left = list(part.text)
    for entity in reading.entities:
        left[entity.start : entity.end] = " " * (entity.end - entity.start)
    return not "".join(left).strip()


def _beside_another(reading: Reading) -> Reading:
    """A question that may be a follow-up, as the other that it may be: "how many years, really"."""
    if reading.intent in _NO_QUESTIONS:
        return reading
    return replace(reading, confidence=reading.confidence / (1 - reading.share(FOLLOW_UP)))


def _role(
    part: Unit,
    reading: Reading,
    following: Unit | None,
    before: _Found | None,
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


def _is_plain(reading: Reading, before: _Found, settings: SplitSettings) -> bool:
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
    if reading.intent in _NO_QUESTIONS - {OUT_OF_SCOPE}:
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


def _is_one(pair: Reading, before: _Found, reading: Reading, settings: SplitSettings) -> bool:
    """Whether a question and the topic after it are surer of one meaning than apart."""
    intents = (before.reading.intent, reading.intent)
    if pair.confidence < settings.one_question or pair.intent not in intents:
        return False
    if pair.intent == reading.intent or _names_circumstances(reading):
        apart = min(before.reading.confidence, reading.confidence)
        return before.reading.intent == reading.intent or pair.confidence > apart
    unsure = reading.confidence < settings.leading_topic
    return unsure or reading.intent in ABOUT_THE_ASSISTANT


def _merge(found: Sequence[_Found], settings: SplitSettings) -> list[_Found]:
    """Joins what asks the same."""
    merged: list[_Found] = []
    for each in found:
        same = next((i for i, other in enumerate(merged) if _same(other, each, settings)), None)
        if same is None:
            merged.append(each)
            continue
        other = merged[same]
        surer = max((other, each), key=lambda one: one.reading.confidence)
        entities = _both(other.reading, each.reading)
        merged[same] = _Found(other.unit, replace(surer.reading, entities=entities))
    return merged


def _same(one: _Found, other: _Found, settings: SplitSettings) -> bool:
    if one.reading.intent != other.reading.intent:
        unsure = min(one, other, key=lambda each: each.reading.confidence)
        sure = other if unsure is one else one
        return (
            not unsure.filled_in
            and _names_nothing_else(unsure.reading, sure.reading)
            and unsure.reading.confidence < settings.sure
            and unsure.reading.share(sure.reading.intent) >= settings.same_question
        )
    if one.reading.kind != other.reading.kind:
        return False  # refused for two reasons
    if one.unit.form is Form.QUESTION and other.unit.form is Form.QUESTION:
        return (
            _names_nothing_else(one.reading, other.reading)
            and not _names_another_point(one.reading, other.reading)
            and not _asks_something_else(one.reading, other.reading, settings)
        )
    return not (
        _is_another_case(one.reading, other.reading)
        or _names_another_point(one.reading, other.reading, {DETAIL})
    )


def _names_another_point(
    one: Reading, other: Reading, names: Collection[str] = (DETAIL, "skill")
) -> bool:
    """Whether two parts name points of their own: "which school, and what GPA"."""
    mine, its = _points(one, names), _points(other, names)
    return bool(mine - its) and bool(its - mine)


def _is_another_case(one: Reading, other: Reading) -> bool:
    """Whether two parts name different years or levels."""
    mine, its = _circumstances(_values(one)), _circumstances(_values(other))
    return bool(mine and its) and mine != its and "city" not in mine.keys() & its.keys()


def _asks_something_else(one: Reading, other: Reading, settings: SplitSettings) -> bool:
    """Whether two questions surely ask different things: what it costs, how long it takes.

    Less sure ones do, where one names something else: "and which database is used most".
    """
    if one.aspect == other.aspect:
        return False
    if other.aspect is not None and _points(other) ^ _points(one):
        return True
    return all(
        each.aspects and each.aspects[0].confidence >= settings.point for each in (one, other)
    )


def _points(reading: Reading, names: Collection[str] = (DETAIL, "skill")) -> set[str]:
    return {each.value for each in reading.entities if each.name in names}


def _names_nothing_else(one: Reading, other: Reading) -> bool:
    """Whether two parts don't name different things: "2 years" and "8 years", or "a junior"."""
    if _is_another_case(one, other):
        return False
    mine, its = _values(one), _values(other)
    return all(mine[name] == its[name] for name in mine.keys() & its.keys())


def _circumstances(values: Mapping[str, set[str]]) -> dict[str, set[str]]:
    return {name: named for name, named in values.items() if name in SHARED_ENTITIES}


def _values(reading: Reading) -> dict[str, set[str]]:
    values: dict[str, set[str]] = {}
    for entity in reading.entities:
        if entity.name not in (DETAIL, "degree_field", "skill"):
            values.setdefault(entity.name, set()).add(entity.value)
    return values


def _both(one: Reading, other: Reading) -> tuple[Entity, ...]:
    return (*one.entities, *(entity for entity in other.entities if entity not in one.entities))
