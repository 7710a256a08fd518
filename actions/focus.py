"""The focus of a question: its aspect and entities, as the guide's answers want them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from rasa_sdk import Tracker

from components.reading import (
    AMOUNT,
    ASKED,
    BACKGROUND,
    BESIDE,
    COUNTS,
    DETAIL,
    EXCLUDED,
    JOB,
    LACKING,
    LISTED,
    MORE,
    ORDINAL,
    Entity,
    Reading,
    topic_of,
)
from guide.answers.held import studies_of
from guide.edition import current_edition
from guide.model import ML_ENGINEER, MOVES, PARTICULARS, Background, Focus, Item
from guide.stop_words import stop_words

# Words that ask, or weigh, and so add to what they stand around.
_ASKING = (
    "when where whether which who whose why every first full keep last least less make many more"
    " most much next part several show top become get could enough alone"
    " combien lequel laquelle lesquels moins plus plusieurs pourquoi premier quel quelle quelles"
    " quels qui suffit"
)
# Words that add nothing.
_FILLERS = (
    (stop_words("en") | stop_words("fr"))
    .difference(_ASKING.split())
    .union("exp experience d'expérience given got mean meant ok okay pls sorry tho u".split())
)

# As sure as this, both what is asked about and what of it, more than names is asked by them.
_SURE_POINT = 0.95

# Gaps that ask for what there is beside what the asker has.
_ASK_FOR_THE_REST = frozenset({"what_is_lacking", "what_to_study_first"})

# What is asked, by topic, of something that one has or lacks.
_OF_TOLD: dict[str | None, frozenset[str]] = {
    "skills": frozenset({"possible", COUNTS}),
    "practical_experience": frozenset({COUNTS, "worth"}),
}

# How many words may stand between years and the title that they were spent in.
_REACH = 4
# The same of another job: "5 years as a nurse", "a nurse for 5 years".
_BEFORE_JOB, _BEHIND_JOB = 2, 1

# Years of who has none.
NO_YEARS = "0"
# Within a place ("step 2") or right behind it ("the second" step).
_STEP = re.compile(r"\S*(?: \S+)? ?\b(?:steps?|[ée]tapes?)\b", re.IGNORECASE)


def reading_of(tracker: Tracker) -> Reading:
    """What understanding made of the latest message."""
    return Reading.from_message(tracker.latest_message)


def readings_of(tracker: Tracker, skip: int = 0) -> Iterator[Reading]:
    """What understanding made of each message so far, the latest first, but for so many."""
    events = reversed(tracker.events or ())
    sent = islice((each for each in events if each.get("event") == "user"), skip, None)
    return (Reading.from_message(each.get("parse_data") or {}) for each in sent)


def read_focus(reading: Reading, gaps: Collection[str] | None = None) -> Focus:
    """Reads aspect and entities of a message.

    Of two of the same kind ("Toronto or Montreal?") the first is the one that follow-ups go by.
    Names alone ("what about Kaggle?") ask nothing about what they name, unless there are two.

    Args:
        reading: the message's.
        gaps: see `is_fragment`.
    """
    reading = _without_places_of_schools(_with_years_apart(reading))
    values: dict[str, Any] = {}
    details: list[str] = []
    amounts: list[str] = []
    others: list[Any] = []
    left_out = [] if _asks_of_told(reading) else _left_out(reading)
    asked = [
        each
        for each in _of_member(reading)
        if (_is_asked(each) or each.role == EXCLUDED or is_lacked(each)) and each not in left_out
    ]
    for entity in asked:
        name, value = entity.name, entity.value
        if name == DETAIL:
            if not any(_is_unit(entity, amount) for amount in asked if amount.name == AMOUNT):
                details.append(value)
        elif name == AMOUNT:
            amounts.append(value)
        elif name not in PARTICULARS:
            continue
        elif name not in values:
            values[name] = value
            if entity.part:
                values["skill_part"] = entity.part
        elif name == "skill" and value == values[name] and entity.part:
            _add_part(entity.part, values, others)
        elif value != values[name] and (name, value) not in others:
            others.append((name, value))
            if name == "skill" and entity.part:
                _add_part(entity.part, values, others)
    in_city = "city" in values and len(values) > 1 and reading.aspect == "where"
    if "school" in values and not values.keys() & {"program", "degree_level"}:
        values["program"] = values.pop("school")  # a school alone stands for its program
        others = [
            ("program", value) if name == "school" else (name, value) for name, value in others
        ]
    if others or in_city or _surely_asks(reading) or not is_fragment(reading, gaps):
        values["aspect"] = reading.aspect
    if reading.asks_of_list:
        values["aspect"] = COUNTS
    if reading.act in MOVES:
        values["move"] = reading.act
    if amounts:
        values["amount"], *more = dict.fromkeys(amounts)
        values["more_amounts"] = tuple(more)
    return Focus(
        **values,
        job=_job(reading, asked),
        member=reading.member,
        details=tuple(details),
        others=tuple(others),
        without=_without(left_out),
        background=read_background(reading),
        answerable=reading.is_answerable,
    )


def _surely_asks(reading: Reading) -> bool:
    """Whether what is asked of a topic is sure though little more is said than a name.

    "How do you become lead", by itself or in context.
    """
    both = reading.in_context
    return topic_of(reading.intent) is not None and any(
        min(each.confidence, each.aspect_confidence) >= _SURE_POINT
        for each in (reading, both)
        if each is not None and each.intent == reading.intent and each.aspect == reading.aspect
    )


def _job(reading: Reading, asked: Sequence[Entity]) -> str | None:
    """The job that is asked about.

    Whether a title is on the career ladder is asked of one that is named beside it, too; whether
    something is on another list, of none.
    """
    jobs = [each for each in asked if each.name == JOB]
    if reading.asks_of_list:
        return None
    if not jobs and reading.aspect == "counts" and topic_of(reading.intent) == "career_path":
        jobs = [each for each in reading.entities if each.name == JOB and each.role == BESIDE]
    return jobs[0].value if jobs else None


def _of_member(reading: Reading) -> Sequence[Entity]:
    """The entities of a message; of skills, none that only the list's name seems to name.

    "Is that in the tableau" speaks of a table, if something else is asked to be in it.
    """
    if not reading.asks_of_list or reading.member is None:
        return reading.entities
    start = reading.text.find(reading.member)
    end = start + len(reading.member)
    within = [each for each in reading.entities if each.start < end and each.end > start]
    if any(each.name == "skill" for each in within):
        return reading.entities
    kinds = [each for each in within if _is_of_a_kind(each, reading, start)]
    return [each for each in reading.entities if each.name != "skill" and each not in kinds]


def _is_of_a_kind(field: Entity, reading: Reading, start: int) -> bool:
    """Whether a word before a field of study makes it something else: "edge computing".

    What is named by itself ("a bachelor in computing") makes it nothing else.

    Args:
        field: an entity within what is asked to be on a list.
        reading: the message's.
        start: where that begins in the text.
    """
    before = reading.text[start : field.start].split()
    named = any(each.start <= start < each.end <= field.start for each in reading.entities)
    return field.name == "degree_field" and len(before) == 1 and not named


def _is_unit(detail: Entity, amount: Entity) -> bool:
    """Whether a detail stands right beside an amount: "CAD" in "CAD 83,000" asks nothing."""
    return amount.start - detail.end in (0, 1) or detail.start - amount.end in (0, 1)


def _add_part(part: str, values: dict[str, Any], others: list[Any]) -> None:
    """Adds a part of a skill ("Docker") to those that were named before."""
    further = ("skill_part", part)
    if values.setdefault("skill_part", part) != part and further not in others:
        others.append(further)


def _left_out(reading: Reading) -> list[Entity]:
    """What is named to be left out.

    Where more is asked for than what is named ("I know Python. What's missing?"), all of that; but
    of a skill and a group without it ("besides coding, anything non-technical?"), the skill. Names
    alone are asked for, if nothing is told: "and the soft skills?".
    """
    if reading.act is None and not reading.tells and is_fragment(reading):
        return []
    named = [each for each in reading.entities if each.role == EXCLUDED or _is_told(each, reading)]
    if not named and reading.act == MORE:
        named = [each for each in reading.entities if each.name in LISTED]
    skills = {(each.start, each.end) for each in named if each.name == "skill"}
    return [
        each
        for each in named
        if not (each.name == "skill_group" and skills and (each.start, each.end) not in skills)
    ]


def _asks_of_told(reading: Reading) -> bool:
    """Whether it is asked what something told counts for: "I can't code, is that a problem?".

    That is what the question is about, then, and not which there are beside it.
    """
    if reading.aspect not in _OF_TOLD.get(topic_of(reading.intent), ()) or reading.act is not None:
        return False
    listed = [each for each in reading.entities if each.name in LISTED]
    left_out = any(each.role == EXCLUDED for each in listed)
    return left_out and not reading.only_tells and not any(map(_is_asked, listed))


def _is_told(entity: Entity, reading: Reading) -> bool:
    """Whether a skill is told ahead of a question for the rest: "I know SQL. What's missing?"."""
    rest = [each.start for each in reading.entities if each.value in _ASK_FOR_THE_REST]
    own = entity.role == BACKGROUND and not _practised(reading)  # "DevOps guy here"
    named = entity.name in ("skill", "skill_group") and (own or _is_asked(entity))
    return named and len(reading.clauses) > 1 and bool(rest) and entity.end <= min(rest)


def _without(left_out: Sequence[Entity]) -> tuple[tuple[Any, str], ...]:
    """The particulars that are left out; of a skill, its part, and not the group that it is in."""
    has_skill = any(each.name == "skill" for each in left_out)
    kept = [each for each in left_out if not (has_skill and each.name == "skill_group")]
    parts = (("skill_part", each.part) for each in kept if each.part)
    return tuple(dict.fromkeys([*((each.name, each.value) for each in kept), *parts]))


def read_background(reading: Reading) -> Background | None:
    """What a message tells of the person who asks; ``None`` if nothing."""
    reading = _without_places_of_schools(_with_years_apart(reading))
    own = {each.name: each.value for each in reading.entities if each.role == BACKGROUND}
    asked = {each.name: each.value for each in reading.entities if _is_asked(each)}
    field = _field_of(reading)
    studied = _studied_as(reading) if field is None else None
    if studied is not None:
        own.pop(JOB, None)
        field = studied
    details = tuple(
        each.value for each in reading.entities if each.name == DETAIL and each.role == BACKGROUND
    )
    if not own and field is None:
        return None
    return Background(
        role=own.get("role"),
        job=own.get(JOB),
        degree_field=field,
        country=own.get("country"),
        elsewhere=None if own.get("experience_years") == NO_YEARS else own.get("experience_years"),
        has=_practised(reading),
        goal=asked.get("role"),
        details=details,
    )


def _field_of(reading: Reading) -> str | None:
    """The field of study that is named, unless as a skill to leave out: "not statistics"."""
    studied = any(each.name == "degree_level" for each in reading.entities)
    left_out = [
        each
        for each in reading.entities
        if each.role in (EXCLUDED, LACKING) and each.name in LISTED and not studied
    ]
    fields = [
        each.value
        for each in reading.entities
        if each.name == "degree_field"
        and _is_asked(each)
        and not any(each.start < other.end and other.start < each.end for other in left_out)
    ]
    return fields[-1] if fields else None


def _studied_as(reading: Reading) -> str | None:
    """The field of a degree that is told by the job it leads to: "a diploma of civil engineer".

    Or beside one that somebody hasn't studied: "not computer science, accounting".
    """
    levels = [each.end for each in reading.entities if each.name == "degree_level"]
    other = any(each.name == "degree_field" and each.role == LACKING for each in reading.entities)
    for job in reading.entities:
        behind = (reading.text[end : job.start] for end in levels if end <= job.start)
        is_own = job.name == JOB and job.role in (BACKGROUND, BESIDE)
        if is_own and (other or any(len(words.split()) == 1 for words in behind)):
            return studies_of(current_edition().guide, job.value)
    return None


def _practised(reading: Reading) -> tuple[tuple[Any, str], ...]:
    """The skills that somebody tells of with years of their own: "I've written Java for six"."""
    told = [each for each in reading.entities if each.role == BACKGROUND]
    years = [each.value for each in told if each.name == "experience_years"]
    skills = [each for each in told if each.name == "skill"]
    return _without(skills) if any(each != NO_YEARS for each in years) else ()


def _with_years_apart(reading: Reading) -> Reading:
    """A reading whose years as an ML engineer are asked about ("eight years of being one").

    Of who has none of a level that is named, they are, too: "a junior with 0 years". And of which
    those in another job, which stands beside them, are the asker's own.
    """
    roles = {}
    at_level = any(each.name == "level" and _is_asked(each) for each in reading.entities)
    for each in reading.entities:
        if each.name != "experience_years":
            continue
        ours = _is_of_our_title(each, reading.text) or (at_level and each.value == NO_YEARS)
        if each.role == BACKGROUND and ours:
            roles[each] = ASKED
        elif _is_asked(each) and _is_of_own_job(each, reading):
            roles[each] = BACKGROUND
    if not roles:
        return reading
    entities = (replace(each, role=roles.get(each, each.role)) for each in reading.entities)
    return replace(reading, entities=tuple(entities))


def _without_places_of_schools(reading: Reading) -> Reading:
    """A reading without the places that only stand in a school's name: "IIIT Bangalore"."""
    schools = [each for each in reading.entities if each.name == "school"]
    if not schools:
        return reading
    kept = tuple(
        each
        for each in reading.entities
        if each.name not in ("city", "country")
        or not any(each.start < school.end and school.start < each.end for school in schools)
    )
    return replace(reading, entities=kept)


def names_our_years(reading: Reading) -> bool:
    """Whether years that are named are those of an ML engineer: "with 5 years of being one"."""
    years = (each for each in reading.entities if each.name == "experience_years")
    return any(_is_of_our_title(each, reading.text) for each in years)


def names_our_title(text: str) -> bool:
    """Whether a text has our own title in English: "I'm an ML engineer"."""
    return _our_title().name.en.lower() in text.lower()


def _our_title() -> Item:
    roles = current_edition().guide.topic("career_path").all_items()
    return next(each for each in roles if each.id == ML_ENGINEER)


def _is_of_our_title(years: Entity, text: str) -> bool:
    """Whether years are those in our own title, which follows them closely."""
    names = "|".join(map(re.escape, _our_title().plain.all))
    behind = rf"(?:[^\w.,;?!]+\w+){{0,{_REACH}}}?[^\w.,;?!]+(?:{names})\b"
    return re.match(behind, text[years.end :], re.IGNORECASE) is not None


def _is_of_own_job(years: Entity, reading: Reading) -> bool:
    """Whether years stand right beside the asker's own job, which isn't ours."""
    for job in reading.entities:
        of_ours = job.name == "role" and ML_ENGINEER in job.value
        told = job.role == BACKGROUND or (job.name == JOB and job.role == BESIDE)
        if not told or job.name not in (JOB, "role") or of_ours:
            continue
        behind = job.end <= years.start
        first, last = (job.end, years.start) if behind else (years.end, job.start)
        between = reading.text[first:last]
        # What is taught, say: "teaching physics for 12 years".
        for field in reading.entities:
            if field.name == "degree_field" and first <= field.start and field.end <= last:
                between = between.replace(reading.text[field.start : field.end], "")
        few = len(between.split()) <= (_BEHIND_JOB if behind else _BEFORE_JOB)
        if few and not re.search(r"[.;?!\n]", between):
            return True
    return False


def _is_asked(entity: Entity) -> bool:
    """Whether it is the question's, not only the asker's, and not what they lack.

    A field of study that somebody has is what they ask about wherever an answer speaks of fields.
    """
    return entity.role in (ASKED, None)


def is_lacked(entity: Entity) -> bool:
    """Whether it is a skill that the asker doesn't have, which a question of theirs is about."""
    return entity.role == LACKING and entity.name in LISTED


def is_fragment(reading: Reading, gaps: Collection[str] | None = None) -> bool:
    """Whether a message says nothing but entities, apart from filler words.

    Such a message means what the conversation makes of it, even if one intent fits it well:
    "how many months" asks about the programme that was just answered, if one was.

    Args:
        reading: the message's; one that was read in context, without its words, is none.
        gaps: what of `DETAIL` counts as named: the gaps of the topic that it would be about. "Do
            they pay more in Toronto", after cities, is a question, since these have none of pay.
    """
    named = [
        each
        for each in reading.entities
        if each.name != DETAIL or gaps is None or each.value in gaps
    ]
    if not named or not reading.text:
        return False
    text = list(reading.text)
    for entity in named:
        text[entity.start : entity.end] = " " * (entity.end - entity.start)
    words = re.findall(r"[\w']+", "".join(text).lower())
    return all(word in _FILLERS for word in words)


def read_ordinal(reading: Reading) -> int | None:
    """The first place in a list that the message names; ``None`` if it names none."""
    return next(iter(read_ordinals(reading)), None)


def read_ordinals(reading: Reading) -> list[int]:
    """The places in a list that the message names: 2 for "the second one", -1 for the last.

    Not "the first" of so many years.
    """
    years = [each for each in reading.entities if each.name == "experience_years"]
    places = (each for each in reading.entities if each.name == ORDINAL)
    return [int(each.value) for each in places if not any(_touch(each, other) for other in years)]


def _touch(one: Entity, other: Entity) -> bool:
    return one.start <= other.end and other.start <= one.end + 1


def speaks_of_steps(reading: Reading) -> bool:
    """Whether a message says that it means a step: "the next step after that"."""
    return _STEP.search(reading.text) is not None


def names_step(reading: Reading) -> bool:
    """Whether the place that a message names is a step's: "step 2", "la troisième étape"."""
    return any(
        each.name == ORDINAL and _STEP.match(reading.text, each.start) for each in reading.entities
    )
