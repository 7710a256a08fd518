"""What the asker has told of themselves: kept in a slot, and used where it colours an answer.

It asks nothing and chooses no topic. A question that names somebody's years, title or studies is
about those, whoever asks.
"""

from __future__ import annotations

from typing import Any, get_args

from rasa_sdk import Tracker

from actions.focus import (
    NO_YEARS,
    is_fragment,
    is_lacked,
    names_our_title,
    names_our_years,
    read_focus,
    reading_of,
)
from components.reading import (
    DETAIL,
    EXCLUDED,
    JOB,
    LACKING,
    LAST_TOPIC,
    OTHER_JOB,
    Reading,
    intent_of,
    refers_back,
)
from guide.answers.held import field_in, held
from guide.edition import current_edition
from guide.follow_up import OF_NEED, STARTS, others_than
from guide.model import (
    ML_ENGINEER,
    OF_SOMEBODY,
    Aspect,
    Background,
    DegreeLevel,
    Focus,
    Guide,
    Particular,
)
from guide.reply import Target

SLOT = "background"

STUDIES = frozenset({"degree_requirements", "degree_necessity"})
"""The topics of studies, of which who has some asks no more."""

# Where it is asked what somebody lacks, the skills are asked about.
_OF_THE_WAY = STARTS | {"skills"}
LACKING_SKILLS = "what_is_lacking"
"""The gap of what somebody in particular still lacks."""
# Topics that studies which are only told sound like, and that say little of where one starts.
_NOT_OF_A_START = frozenset({"degree_necessity", "programs"})
# Of these, what is less sure than this isn't about what is offered: "I'm in a college program".
_OFFERS = frozenset({"programs"})
_SURE = 0.8
# Topics that answer what a field of study counts for.
_OWN_STUDIES = frozenset({"degree_requirements"})
Without = tuple[tuple[Particular, str], ...]
_OF_A_DEGREE = frozenset({"degree_necessity"})
# What asks for the way, rather than whether it is open.
_THE_WAY: frozenset[Aspect | None] = frozenset({None, "what", "how_to", "order"})
_WHICH = Focus(aspect="what")
# What is told of somebody's years where they ask about a start is of another job.
_OF_A_START = intent_of("from_scratch")
# Years in another skill than ours are those of another job.
_OUR_SKILL = "ml_expertise"
# What is asked of years that are told: "fourteen years, any use?".
_OF_OWN_WORK = ["worth", "counts"]
# The level whose name people have for any degree.
_ANY_DEGREE = "diploma"
# Whether what they have is enough, of who told of a college diploma: they have no bachelor's.
_COLLEGE_ENOUGH = Target("degree_necessity", Focus(aspect="enough", degree_level=_ANY_DEGREE))
# What is asked by who tells that they can't, or don't want to: "no internship for me".
_OF_WHAT_ONE_LACKS: frozenset[Aspect | None] = frozenset({"how_to", "possible", "required"})
# What somebody has by whom a step is behind them.
_DONE_BY = {"practice_kind": "practical_experience", "provider": "certifications"}
# What is asked of skills that were just told.
_OF_TOLD_SKILLS: frozenset[Aspect | None] = frozenset({"counts", "worth", "enough", "what"})
# What of their own a question may carry over.
_CARRIED: frozenset[Particular] = frozenset({"degree_field", "degree_level", "country"})
_SKILLS: frozenset[Particular] = frozenset({"skill", "skill_part"})
# What may be asked of the asker's own studies, rather than of which there are.
_OF_OWN_STUDIES: frozenset[Aspect] = OF_NEED | {"counts", "worth"}


def known_background(tracker: Tracker) -> Background | None:
    """What earlier messages have told of the asker; ``None`` if nothing."""
    packed: dict[str, Any] | None = tracker.get_slot(SLOT)
    return None if packed is None else Background.parse_obj(packed)


def known_has(tracker: Tracker) -> tuple[tuple[Particular, str], ...]:
    """What the guide lists that the asker has told they have: Python, a Kaggle challenge."""
    known = known_background(tracker)
    return () if known is None else known.has


def background_after(tracker: Tracker, answered: Target | None = None) -> dict[str, Any] | None:
    """What is known of the asker with what the latest message tells, as the slot keeps it.

    What is told anew takes the place of what was told before; a job or title, of both, and of the
    years in it. Gaps that a message tells of ("I'm 45") are answered with it, and not kept. A field
    of study that an answer of skills went by was told, too.
    """
    reading = reading_of(tracker)
    known: dict[str, Any] = dict(tracker.get_slot(SLOT) or {})
    told = told_background(reading).dict(exclude_defaults=True)
    if (years := _years_in_job(tracker)) is not None:
        told.pop("years", None)
        told["elsewhere"] = years
    if (job := job_alone(tracker)) is not None:
        told[JOB] = job
    own = answered.focus.background if answered and answered.topic == "skills" else None
    if own is not None and own.degree_field is not None:
        told["degree_field"] = own.degree_field
    replaced = {"role", JOB, "years", "elsewhere"} if told.keys() & {"role", JOB} else set()
    if any(each.role == LACKING for each in reading.entities):
        replaced.add("degree_field")
    kept = {name: value for name, value in known.items() if name not in replaced}
    if "done" in told:
        told["done"] = sorted({*known.get("done", []), *told["done"]})
    if "has" in told:
        has = [list(each) for each in told["has"]]
        told["has"] = [each for each in known.get("has", []) if each not in has] + has
    return {**kept, **told} or None


def job_alone(tracker: Tracker) -> str | None:
    """The job that the first message names, and nothing else: who writes so tells what they are.

    Not of several people: "electricians".
    """
    reading = reading_of(tracker)
    jobs = [each for each in reading.entities if each.name == JOB]
    first = tracker.get_slot(LAST_TOPIC) is None and tracker.get_slot("near_miss") is None
    alone = len(jobs) == 1 and is_fragment(reading) and not reading.asks
    one = [each.value for each in jobs if reading.text[each.start : each.end] == each.value]
    return one[0] if first and alone and one else None


def _years_in_job(tracker: Tracker) -> str | None:
    """The years that a message tells and nothing else, of who has told another job before.

    Not after pay, where they are asked about.
    """
    reading, known = reading_of(tracker), known_background(tracker)
    names = {each.name for each in reading.entities} - {DETAIL}
    alone = names == {"experience_years"} and (reading.only_tells or is_fragment(reading))
    own = known is not None and known.job is not None and known.role is None
    if not (alone and own) or tracker.get_slot(LAST_TOPIC) == "salary":
        return None
    return read_focus(reading).experience_years


def told_background(reading: Reading) -> Background:
    """What a message tells of the asker that later answers may use."""
    focus = read_focus(reading)
    own = focus.background or Background()
    told = Background(
        role=own.role,
        job=own.job,
        country=own.country,
        elsewhere=own.elsewhere,
        no_degree=_lacks_degree(reading, focus),
        no_experience=_lacks_experience(reading, focus),
    )
    if not reading.tells:
        title = focus.role if reading.intent == _OF_A_START and is_fragment(reading) else None
        return told.copy(update={"role": own.role or title})
    of_asker = focus if reading.only_tells and reading.act is None else Focus()
    role = own.role or (None if own.job else of_asker.role)
    in_title = own.job is not None or not _is_ours(role)
    in_title = in_title or (role is None and reading.kind == OTHER_JOB)
    skill = None if in_title else _in_another_skill(reading, focus, role)
    elsewhere = in_title or own.elsewhere is not None or skill is not None
    ours = not elsewhere and reading.intent != _OF_A_START
    more = {
        "role": role,
        "job": own.job or skill,
        "degree_field": own.degree_field,
        "country": own.country or of_asker.country,
        "years": focus.experience_years if ours else None,
        "elsewhere": own.elsewhere or (None if ours else focus.experience_years),
        "degree_level": _level_of(reading, focus),
        "done": _done(reading),
        "lacks": _lacked(reading),
        "has": tuple(dict.fromkeys((*focus.without, *own.has, *_told_ahead(reading, focus)))),
    }
    return told.copy(update=more)


def _told_ahead(reading: Reading, focus: Focus) -> tuple[tuple[Particular, str], ...]:
    """The skills that somebody tells of ahead of a question that points at them.

    "I do Docker and SQL, does that count?"
    """
    points = reading.tells_first and not reading.only_tells and refers_back(reading.text)
    if not points or reading.intent != intent_of("skills") or focus.aspect not in _OF_TOLD_SKILLS:
        return ()
    return tuple((name, value) for name in sorted(_SKILLS) for value in focus.all_of(name))


def _in_another_skill(reading: Reading, focus: Focus, role: str | None) -> str | None:
    """The skill that years stand beside, where no title does: "I do DevOps, 8 years"."""
    years = focus.experience_years or (focus.background and focus.background.elsewhere)
    if role or not years or names_our_title(reading.text):
        return None
    skills = [each for each in reading.entities if each.name == "skill"]
    ours = not skills or skills[0].value == _OUR_SKILL
    return None if ours else reading.text[skills[0].start : skills[0].end]


def _is_ours(role: str | None) -> bool:
    """Whether years in a title, or in none that was told, are those of an ML engineer."""
    roles = {item.id: item for item in current_edition().guide.topic("career_path").all_items()}
    if role is None or role not in roles:
        return role is None
    return roles[role].name.en.endswith(roles[ML_ENGINEER].name.en)


def _level_of(reading: Reading, focus: Focus) -> str | None:
    """The highest level of education that somebody tells, and doesn't ask about or lack."""
    levels = focus.all_of("degree_level")
    asks_need = reading.intent == intent_of("degree_necessity") and not reading.only_tells
    if not levels or asks_need or _lacks_degree(reading, focus):
        return None
    return max(levels, key=get_args(DegreeLevel).index)


def _lacked(reading: Reading) -> tuple[str, ...]:
    """The skills that somebody tells they don't have, where the message only tells."""
    if not reading.only_tells or reading.intent in map(intent_of, _OWN_STUDIES):
        return ()
    lacked = (each.value for each in reading.entities if is_lacked(each) and each.name == "skill")
    return tuple(dict.fromkeys(lacked))


def _done(reading: Reading) -> tuple[str, ...]:
    """The steps that somebody tells they have done; of skills, there always are more."""
    if not reading.only_tells or reading.aspect in _OF_WHAT_ONE_LACKS:
        return ()
    had = [each.name for each in reading.entities if each.role == EXCLUDED]
    return tuple(topic for name, topic in _DONE_BY.items() if name in had)


def _lacks_degree(reading: Reading, focus: Focus) -> bool:
    """Whether somebody asks, or tells, that they would do without any degree."""
    asks = reading.intent == intent_of("degree_necessity") and focus.aspect == "possible"
    if focus.degree_level in ("master", "phd") or not (asks or reading.tells):
        return False
    told = focus.copy(update={"aspect": None})  # whatever is asked beside it
    gap = current_edition().guide.topic("degree_necessity").gap(told)
    return asks or (gap is not None and gap.tells == "no_degree")  # "high school only"


def _lacks_experience(reading: Reading, focus: Focus) -> bool:
    """Whether somebody has no work experience; that it isn't from here is something else."""
    if reading.intent != intent_of("no_experience"):
        return False
    gap = current_edition().guide.topic("no_experience").gap(focus)
    return gap is None or gap.when_named is None


def start_of(reading: Reading) -> Target | None:
    """What answers somebody who only tells of themselves: years, a start, a city or a country."""
    if not reading.only_tells:
        return None
    told = told_background(reading)
    if told.years is not None and not (told.degree_field or told.country):
        return Target("salary", Focus(experience_years=told.years))
    if told.tells_a_start:
        return Target("from_scratch", Focus(background=told))
    if told.lacks or told.degree_level == _ANY_DEGREE:
        # The way isn't asked: only what of it they told.
        return Target("from_scratch", Focus(aspect="required", background=told))
    if told.degree_level:
        focus = Focus(degree_level=told.degree_level, background=told)
        return Target("degree_necessity", focus)
    city = read_focus(reading).city
    if city is not None:
        return Target("cities", Focus(city=city))
    return Target("degree_necessity", Focus(background=told)) if told.country else None


def introduction(guide: Guide, reading: Reading, asked: Target) -> Target | None:
    """What answers a message that only tells of the asker and reads as about studies or skills.

    Args:
        guide: what there is to say.
        reading: the message's.
        asked: what it reads as.

    Returns:
        ``None`` where the message asks, leans on what was asked, or is answered as it reads.
    """
    if asked.topic == "from_scratch" and asked.focus.role and is_fragment(reading):
        return Target(asked.topic, Focus(background=Background(role=asked.focus.role)))
    if _is_of_a_title(guide, reading, asked):
        own = read_focus(reading).background
        return Target("from_scratch", Focus(aspect="possible", background=own))
    if not reading.only_tells or (reading.tied and asked.topic != "from_scratch"):
        return None
    start, topic = start_of(reading), guide.topic(asked.topic)
    told = start.focus.background if start is not None else None
    if told is not None and (told.lacks or asked.topic in _NOT_OF_A_START):
        return start
    if _has_college(told) and asked.topic in _OWN_STUDIES:
        return start  # of a college diploma, the fields' topic says nothing
    own = asked.focus.background
    untold = own is None or not own.tells_a_start
    if start is not None and start.topic == asked.topic and untold:
        return start if topic.gap(asked.focus) is None else None
    unsure = asked.topic in _OFFERS and reading.confidence < _SURE
    return _of_nobody_ruled_out(reading) if unsure and not topic.names_one(asked.focus) else None


def _is_of_a_title(guide: Guide, reading: Reading, asked: Target) -> bool:
    """Whether a topic's word only stands in the asker's job: "I'm a project manager, can I?"."""
    topic, own = guide.topic(asked.topic), read_focus(reading).background
    if own is None or own.job is None or any(getattr(asked.focus, x) for x in topic.particulars):
        return False
    jobs = [each for each in reading.entities if each.name == JOB]
    words = [each for each in reading.entities if each.name == DETAIL]
    in_title = [any(j.start <= each.start and each.end <= j.end for j in jobs) for each in words]
    return bool(words) and all(in_title) and topic.topic == "practical_experience"


def of_anybody(reading: Reading) -> Target | None:
    """What answers somebody who only tells of themselves, of whom nothing else is understood."""
    return _of_nobody_ruled_out(reading) if reading.only_tells else None


def _of_nobody_ruled_out(reading: Reading) -> Target:
    topic = current_edition().guide.topic("from_scratch")
    told = read_focus(reading, topic.gap_ids)
    return Target(topic.topic, Focus(aspect="possible", details=told.details))


def coloured(tracker: Tracker, target: Target, last: Target | None) -> Target:
    """A question with what the asker has told before, where that makes a difference to its answer.

    Args:
        tracker: the conversation.
        target: what is asked.
        last: what the last answer was about: what it began with isn't said again.
    """
    known = known_background(tracker)
    target = _with_told(reading_of(tracker), target)
    target = _of_own_field(_of_field_in_job(tracker, _of_own_degree(known, target)))
    if target.focus.aspect == "enough" and target.topic in _OWN_STUDIES and _has_college(known):
        target = _COLLEGE_ENOUGH
    known, target = _of_no_degree(tracker, known, target)
    if (elsewhere := of_years_elsewhere(tracker, target)) is not None:
        return elsewhere
    focus = target.focus
    lacking = what_is_lacking(tracker, target)
    if lacking is not None:
        return lacking
    if known is None or focus.background is not None or focus.job:
        return target
    years = None if known.no_experience else known.years
    goes_on = target.topic == "career_path" and focus.aspect == "order"
    if goes_on and years and not (known.role or focus.level or focus.role):
        # "What should I aim for next?", of an ML engineer.
        on = {"move": focus.move or "next", "experience_years": None}
        return Target(target.topic, focus.copy(update=on))
    said = read_focus(reading_of(tracker))
    of_others = (name for name in OF_SOMEBODY if getattr(focus, name))
    if not all(_is_own(known, focus, said, name) for name in of_others):
        return target
    if focus.amount:  # "is 90k fair for me?"
        return Target(target.topic, focus.copy(update={"experience_years": known.years}))
    topic = current_edition().guide.topic(target.topic)
    used = topic.coloured_by
    own = Background(**{name: getattr(known, name) for name in used})
    without = tuple(each for each in known.has if each[0] in _SKILLS)
    # A point that the topic knows nothing of ("still need") makes no difference to it.
    details = tuple(each for each in focus.details if each in topic.gap_ids)
    asked = focus.copy(update={"details": details})
    if target.topic == "skills" and without and asked.copy(update={"details": ()}) == _WHICH:
        # Its answer says what it leaves out, and so what is lacking.
        changed = {"without": without, "details": (), "background": own}
        return Target(target.topic, focus.copy(update=changed))
    if target.topic == "skills" and without and asked == Focus(aspect="order"):
        # "What should I learn next?": what they don't have.
        return Target(target.topic, Focus(aspect="what", without=without, background=own))
    if target.topic == "from_scratch" and focus.aspect in _THE_WAY:
        # What comes first is told of the way, whatever somebody hasn't got.
        target = (None if focus.aspect == "order" else start_without(known)) or target
        if target.topic != "from_scratch":
            return target
    if target.topic == "career_path" and focus.aspect == "order" and own.role:
        # "What would be my next role?"
        focus = focus.copy(update={"move": focus.move or "next"})
        target = Target(target.topic, focus)
    begins = known.job or known.no_experience or (known.degree_field and not own.degree_level)
    ours = known.role or years
    if target.topic == "career_path" and focus.aspect == "what" and begins and not ours:
        # "Which jobs could I apply for?", of somebody new to the field.
        return Target(target.topic, focus.copy(update={"level": focus.level or _first_level()}))
    if target.topic == "career_path" and focus.aspect == "best" and (level := _own_level(known)):
        return Target(target.topic, focus.copy(update={"level": focus.level or level}))
    begun = last is not None and _has_just_begun(target, last)
    if own == Background() or (begun and not (own.has_degree and target.topic == "how_to_become")):
        return target
    if "degree_field" in topic.particulars:
        if focus.aspect not in _OF_OWN_STUDIES:
            return target
        focus = focus.copy(update={"degree_field": known.degree_field})
    return Target(target.topic, focus.copy(update={"background": own}))


def _is_own(known: Background, focus: Focus, said: Focus, name: Particular) -> bool:
    """Whether what a question names is the asker's own: told before, or carried over from that."""
    own = getattr(known, name) if name in _CARRIED else None
    return own is not None and (own in focus.all_of(name) or getattr(said, name) is None)


def _with_told(reading: Reading, asked: Target) -> Target:
    """A question with the years in other work and the degree that its message tells of.

    Where they make a difference to its answer, and it isn't asked about these.
    """
    topic, focus = current_edition().guide.topic(asked.topic), asked.focus
    own = focus.background or Background()
    more: dict[str, Any] = {}
    told = told_background(reading) if "degree_level" in topic.coloured_by else Background()
    if told.has_degree or _has_college(told):
        more["degree_level"] = told.degree_level
    worked = focus.experience_years not in (None, NO_YEARS) and focus.aspect != "time"
    if asked.topic == "from_scratch" and worked and not own.elsewhere:
        more["elsewhere"] = focus.experience_years
    if more:
        focus = focus.copy(update={"background": own.copy(update=more)})
    likely = [each.name for each in reading.aspects[:2]]
    if asked.topic == "from_scratch" and (worked or own.elsewhere) and likely == _OF_OWN_WORK:
        focus = focus.copy(update={"aspect": "counts"})  # the years, not the career
    if asked.topic == "from_scratch" and focus.aspect == "counts" and (own.job or worked):
        focus = focus.copy(update={"answerable": True})  # what is told of it is the point
    return Target(asked.topic, focus)


def _of_own_field(asked: Target) -> Target:
    """What is told of a degree in a field counts where one starts: what the fields' topic says."""
    own, focus = asked.focus.background, asked.focus
    if own is None or own.degree_field is None or own.job or own.role:
        return asked
    if not focus.degree_level:
        return asked  # "I teach chemistry", say
    if asked.topic != "from_scratch" or focus.aspect != "counts":
        return asked
    if own.degree_field not in focus.all_of("degree_field"):
        focus = focus.copy(update={"degree_field": own.degree_field, "others": ()})
    return Target("degree_requirements", focus)


def without_own(tracker: Tracker, last: Target) -> Target:
    """The last question without the asker's own studies that it named: more than these is asked."""
    known = known_background(tracker)
    if known is None or known.degree_field is None or last.topic not in STARTS:
        return last
    own = dict.fromkeys(("degree_field", "skill", "skill_part", "skill_group"))
    return Target(last.topic, last.focus.copy(update=own))


def _of_own_degree(known: Background | None, asked: Target) -> Target:
    """A question about "my diploma", of the degree that was told: it is another word for one."""
    own, focus = known.degree_level if known else None, asked.focus
    named = focus.program or focus.all_of("degree_level") != (_ANY_DEGREE,)
    if own in (None, _ANY_DEGREE) or named:
        return asked
    of_level = asked.topic == "degree_necessity" and known is not None and known.country is None
    changed = {"degree_level": own if of_level else None, "others": ()}
    # Their own isn't one of the programs.
    topic = "degree_requirements" if asked.topic == "programs" else asked.topic
    return Target(topic, focus.copy(update=changed))


def _has_college(known: Background | None) -> bool:
    """Whether somebody told of a college diploma: of one from elsewhere, it may be any degree."""
    return known is not None and known.degree_level == _ANY_DEGREE and known.country is None


def _of_no_degree(
    tracker: Tracker, known: Background | None, asked: Target
) -> tuple[Background | None, Target]:
    """What is known and asked of who has no degree: where they come from, none is from there."""
    reading, own = reading_of(tracker), asked.focus.background
    tells_none = reading.tells and told_background(reading).no_degree
    none = tells_none or (known is not None and known.no_degree)
    if asked.topic not in _OF_A_DEGREE or asked.focus.degree_level or not none:
        return known, asked
    nowhere = {"country": None}
    if own is not None:
        asked = Target(
            asked.topic, asked.focus.copy(update={"background": own.copy(update=nowhere)})
        )
    return known and known.copy(update=nowhere), asked


def of_years_elsewhere(tracker: Tracker, asked: Target) -> Target | None:
    """Pay for the years that the asker has told of in another job: "with my 15 years".

    ``None`` where it isn't pay that is asked, or for other years, or those as an ML engineer.
    """
    known, focus = known_background(tracker), asked.focus
    named = focus.all_of("experience_years")
    if known is not None and asked.topic == "salary" and (years := _years_in_job(tracker)):
        own = known.copy(update={"elsewhere": years})
        return Target("from_scratch", Focus(aspect="counts", background=own))
    if asked.topic != "salary" or known is None or named != (known.elsewhere,):
        return None
    if names_our_years(reading_of(tracker)):
        return None
    changed = {"experience_years": None, "background": Background(elsewhere=known.elsewhere)}
    return Target(asked.topic, focus.copy(update=changed))


def _of_field_in_job(tracker: Tracker, asked: Target) -> Target:
    """A question about the asker's studies, of the field that their job names: a math teacher's."""
    guide, focus = current_edition().guide, asked.focus
    known = focus.background or known_background(tracker)
    named = focus.degree_field or (known is not None and known.degree_field)
    if asked.topic not in _OWN_STUDIES or focus.aspect not in _OF_OWN_STUDIES or named:
        return asked
    field = field_in(guide, known.job) if known is not None and known.job else None
    return Target(asked.topic, focus.copy(update={"degree_field": field})) if field else asked


def what_is_lacking(tracker: Tracker, asked: Target) -> Target | None:
    """The skills beside those that the asker has, or may have by their work and studies.

    ``None`` if it isn't asked what they lack, or if they have told nothing of the kind; or if they
    tell of other steps than the skills ("done: bachelor, Python, what's missing").
    """
    focus = asked.focus
    if LACKING_SKILLS not in focus.details or asked.topic not in _OF_THE_WAY:
        return None
    if focus.degree_level or focus.practice_kind or focus.provider:
        return None
    if not reading_of(tracker).tells and any(getattr(focus, name) for name in _SKILLS):
        return None  # "do I still need the math?"
    return _beside_own(tracker, asked.focus.background, asked.focus.without)


def others_of(tracker: Tracker, last: Target, *, own: bool) -> Target | None:
    """The rest of the last answer's list: what it wasn't about, and what the asker doesn't have.

    Args:
        tracker: the conversation.
        last: what the last answer was about.
        own: whether what the asker has told they have is left out, too.
    """
    others = others_than(current_edition().guide, last, known_has(tracker) if own else ())
    if last.topic != "skills" or not own:
        return others
    without = others.focus.without if others is not None else ()
    return _beside_own(tracker, None, without) or others


def _beside_own(tracker: Tracker, own: Background | None, without: Without) -> Target | None:
    known = known_background(tracker) or Background()
    told = own if own is not None and own.tells_a_start else known
    named = Background() if own is None else own
    own = Background(role=told.role, job=told.job, degree_field=told.degree_field, has=named.has)
    has = tuple(each for each in known.has if each[0] in _SKILLS and each not in without)
    without = (*without, *has)
    if not without and not held(current_edition().guide, own):
        return None
    return Target("skills", Focus(aspect="what", without=without, background=own))


def _own_level(known: Background) -> str | None:
    """The level of the asker's own title; ``None`` where they have none on the career ladder."""
    path = current_edition().guide.topic("career_path")
    place = path.rung(Focus(role=known.role)) if known.role else None
    return None if place is None else path.ladder()[place].level


def _first_level() -> str | None:
    """The level of the career ladder at which one begins."""
    return current_edition().guide.topic("career_path").ladder()[0].level


def first_step(known: Background | None, last: Target | None) -> Target | None:
    """The first step for somebody who has told where they start; ``None`` for others.

    What the last answer said of where they start isn't said again.
    """
    studied = known is not None and known.has_degree
    if known is not None and not studied and last is not None and last.topic in STARTS:
        return Target("from_scratch", Focus(aspect="order", move="lowest"))
    if known is not None and known.no_experience:
        return Target("from_scratch", Focus(aspect="how_to", background=known))
    if known is None or not (known.tells_a_start or known.has_degree or known.no_degree):
        return None
    return Target("from_scratch", Focus(aspect="order", move="lowest", background=known))


def start_without(known: Background | None) -> Target | None:
    """Where somebody begins who has said that they have no degree; ``None`` for others."""
    if known is None or not known.no_degree or known.tells_a_start:
        return None
    own = Background(no_experience=known.no_experience)
    return Target("degree_necessity", Focus(aspect="how_to", background=own))


def of_own_studies(tracker: Tracker, last: Target, aspect: Aspect | None) -> Target | None:
    """What the asker's studies count for, where they follow up on where they start.

    ``None`` if that isn't asked, or no studies were told.
    """
    known = known_background(tracker)
    if aspect == "enough" and last.topic in STARTS | STUDIES and _has_college(known):
        return _COLLEGE_ENOUGH
    field = known.degree_field if known is not None and known.job is None else None
    if field is None or last.topic != "from_scratch" or aspect not in _OF_OWN_STUDIES:
        return None
    return Target("degree_requirements", Focus(degree_field=field, aspect="counts"))


def _has_just_begun(target: Target, last: Target) -> bool:
    if target.topic in STARTS:
        return last.topic in STARTS
    if target.topic != last.topic:
        return False
    known_there = target.topic == "salary" and last.focus.experience_years is None
    return known_there or (target.topic == "career_path" and target.focus.move is None)
