"""The guide's records: what the YAML files in ``data/guide`` must look like.

Every record is immutable and refuses unknown keys. Amounts are whole Canadian dollars a year,
experience is counted in whole years, both ends of a band included.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise
from typing import Any, Literal, Protocol, TypeVar, get_args

from pydantic import HttpUrl, StrictBool, StrictInt, StrictStr, root_validator, validator

from guide.experience import Experience
from guide.placeholders import wording
from guide.text import Frozen, Language, Reference, Text, Words

Id = StrictStr
Level = Literal["entry", "mid", "senior"]
SkillGroupId = Literal["core", "specialised", "soft"]
ML_ENGINEER = "ml_engineer"
"""The id of the job title that the guide is about."""
DegreeLevel = Literal["diploma", "bachelor", "master", "phd"]

Particular = Literal[
    "experience_years",
    "level",
    "city",
    "country",
    "skill_group",
    "skill",
    "skill_part",
    "degree_field",
    "degree_level",
    "provider",
    "role",
    "practice_kind",
    "program",
    "school",
]
"""What a question may name, beyond its topic; one for each entity."""

PARTICULARS: tuple[Particular, ...] = get_args(Particular)

Figure = Literal["average", "lowest", "highest"]
"""The general figures of pay, of which a question may take an amount for one."""

OF_SOMEBODY: tuple[Particular, ...] = (
    "experience_years",
    "level",
    "role",
    "degree_field",
    "degree_level",
    "country",
)
"""Those that tell whom a question is about, where it names one."""

OfAsker = Literal[
    "role",
    "job",
    "degree_field",
    "country",
    "years",
    "elsewhere",
    "degree_level",
    "no_degree",
    "no_experience",
    "lacks",
]
"""What the asker may have told of themselves, beyond what a question names: see `Background`."""

Aspect = Literal[
    "what",
    "how_to",
    "order",
    "best",
    "compare",
    "required",
    "enough",
    "counts",
    "possible",
    "worth",
    "why",
    "drawbacks",
    "hard",
    "how_much",
    "time",
    "cost",
    "where",
    "format",
    "who",
    "outlook",
]
"""What about its topic a question asks; `evaluation/training_data/rules.yml` defines each."""

ASPECTS: tuple[Aspect, ...] = get_args(Aspect)

Move = Literal["next", "previous", "highest", "lowest"]
"""Ways to go on from what was answered or named; dialogue acts."""

MOVES: tuple[Move, ...] = get_args(Move)


_DEGREES = frozenset({"bachelor", "master", "phd"})


class Background(Frozen):
    """What the asker is, has studied, and wants to become: it colours answers, and asks nothing.

    Attributes:
        role: id of the title they have.
        job: another job that they have, in plain words.
        degree_field: id of what they have studied.
        country: id of where they come from.
        goal: id of the title they ask about.
        details: ids of gaps that are told of, not asked about.
        years: of experience as an ML engineer.
        elsewhere: years in another job.
        degree_level: the highest level of education that they told.
        has: what lists of the guide they have already, as ``Focus.without``.
        done: the topics of steps that they have behind them: an internship, a certificate.
        lacks: the ids of skills that they said they don't have.
        no_degree: whether they said that they have none.
        no_experience: the same of work experience.
    """

    role: StrictStr | None = None
    job: StrictStr | None = None
    degree_field: StrictStr | None = None
    country: StrictStr | None = None
    goal: StrictStr | None = None
    details: tuple[StrictStr, ...] = ()
    years: StrictStr | None = None
    elsewhere: StrictStr | None = None
    degree_level: StrictStr | None = None
    has: tuple[tuple[Particular, StrictStr], ...] = ()
    done: tuple[StrictStr, ...] = ()
    lacks: tuple[StrictStr, ...] = ()
    no_degree: StrictBool = False
    no_experience: StrictBool = False

    @property
    def tells_a_start(self) -> bool:
        """Whether it says where somebody starts from; a country alone doesn't."""
        return any((self.role, self.job, self.degree_field, self.elsewhere))

    @property
    def has_degree(self) -> bool:
        """Whether it tells of a bachelor's or more."""
        return self.degree_level in _DEGREES and not self.no_degree


class Focus(Frozen):
    """What a question is about, beyond its topic: a field for each `Particular`, and how it asks.

    ``experience_years`` is a number of years (``"5"``) or a range (``"3-4"``, ``"10+"``);
    ``skill_part`` is the part of a skill that the person named (``"Python"``), ``school`` the id of
    the program of one that is named beside a program; every other particular is an id of the guide.

    Attributes:
        aspect: what about the topic is asked, where that is plain.
        move: which way to go on from what was named ("what comes after junior").
        amount: of pay that was named, to compare with the guide's figures: whole CAD a year.
        more_amounts: further ones ("is it 83,000 or 100,000").
        figure: the general figure of pay that the amount is taken for ("the average is 120k").
        job: a job that was asked about and that the guide has no entry for, in plain words.
        member: what is asked to be on a list, in plain words.
        details: ids of gaps.
        others: further values of particulars of which one is named ("Toronto and Montreal").
        without: values to leave out: what the asker has already, or doesn't want.
        background: what the asker tells of themselves, if anything.
        answerable: whether the guide may have an answer to the very point.
    """

    experience_years: StrictStr | None = None
    level: StrictStr | None = None
    city: StrictStr | None = None
    country: StrictStr | None = None
    skill_group: StrictStr | None = None
    skill: StrictStr | None = None
    skill_part: StrictStr | None = None
    degree_field: StrictStr | None = None
    degree_level: StrictStr | None = None
    provider: StrictStr | None = None
    role: StrictStr | None = None
    practice_kind: StrictStr | None = None
    program: StrictStr | None = None
    school: StrictStr | None = None
    aspect: Aspect | None = None
    move: Move | None = None
    amount: StrictStr | None = None
    more_amounts: tuple[StrictStr, ...] = ()
    figure: Figure | None = None
    job: StrictStr | None = None
    member: StrictStr | None = None
    details: tuple[StrictStr, ...] = ()
    others: tuple[tuple[Particular, StrictStr], ...] = ()
    without: tuple[tuple[Particular, StrictStr], ...] = ()
    background: Background | None = None
    answerable: bool = True

    @property
    def several(self) -> frozenset[Particular]:
        """The particulars of which more than one value was named."""
        return frozenset(name for name, _ in self.others)

    def all_of(self, particular: Particular) -> tuple[str, ...]:
        """Every value of a particular that was named, in order."""
        first = getattr(self, particular)
        others = (value for name, value in self.others if name == particular)
        return (first, *others) if first else ()

    @property
    def names_ours(self) -> bool:
        """Whether it tells of somebody by what the guide lists: studies, a title, or a city."""
        own = self.background
        return self.city is not None or (own is not None and bool(own.degree_field or own.role))

    def leaves_out(self, particular: Particular) -> frozenset[str]:
        """The values of a particular that are not to be listed."""
        return frozenset(value for name, value in self.without if name == particular)

    def only(self, particulars: Iterable[Particular]) -> Focus:
        """The same without the other particulars."""
        wanted = frozenset(particulars)
        values: dict[str, Any] = {name: None for name in PARTICULARS if name not in wanted}
        values["others"] = tuple(other for other in self.others if other[0] in wanted)
        values["without"] = tuple(other for other in self.without if other[0] in wanted)
        return self.copy(update=values)


def _length(field: str, least: int, most: int | None = None) -> Any:
    """A validator that holds a tuple field to a number of entries (ends included)."""

    def check(value: tuple[Any, ...]) -> tuple[Any, ...]:
        if len(value) < least:
            raise ValueError(f"needs at least {least} entries, has {len(value)}")
        if most is not None and len(value) > most:
            raise ValueError(f"takes at most {most} entries, has {len(value)}")
        return value

    return validator(field, allow_reuse=True)(check)


class Section(Frozen):
    """A section of the published guide: our short name for it, and its heading there, if any.

    ``sentences`` is how many it has, as `Reference` counts them.
    """

    id: Id
    title: Text
    heading: StrictStr | None = None
    sentences: StrictInt

    @property
    def step(self) -> int | None:
        """Which step it is, where its heading begins with a number."""
        number = (self.heading or "").partition(".")[0]
        return int(number) if number.isdigit() else None


class Provider(Frozen):
    """Who measured a figure; ``as_of`` stays empty where the guide doesn't date it."""

    id: Id
    name: StrictStr
    as_of: StrictStr | None = None


class Named(Frozen):
    """Something people may name that the guide doesn't speak of (a city, a provider, …)."""

    id: Id
    name: Text
    aliases: Words = Words()
    by_alias_only: bool = False
    """The name itself is too common in other senses to be taken for this thing."""
    as_written: bool = False
    """The name is another word unless it is written just so: Tableau, and a French table."""
    text: Text | None = None
    """Said where it is named, if the guide does speak of it, but not in the topic's list."""
    kinds: Id | None = None
    """The gap that says which kinds of it there are, if one does."""


class Item(Named):
    """One fact of a topic: a skill, a city, a step, a role."""

    based_on: tuple[Reference, ...] = ()
    about: Text | None = None
    parts: Words = Words()
    """Things people name that fall under it, without the guide naming them (Python, Docker)."""
    plain: Words = Words()
    """Names that mean too much else, taken for it only where a list is asked about."""
    work_of: Words = Words()
    """Words of the titles of those whose work it is: a developer's, programming."""
    joined: bool = False
    """Shown on the same bullet as the item above, to keep answers at five bullets."""


class Step(Item):
    """An item that stands for a whole topic, which answers when a person asks for more."""

    topic: Id


class Question(Frozen):
    """A question as a person would put it; shown as a button, sent as it reads."""

    id: Id
    text: Text
    focus: Focus = Focus()


class Told(Frozen):
    """What the guide says of the very point that was asked, or that it doesn't say it."""

    text: Text = wording("all_items", "count", "article")
    """``{count}`` is how many items the topic has, in words."""
    see: Id | None = None
    """An article that the guide points to, for ``{article}``."""
    says_it_all: bool = False
    """Said instead of the topic's answer, rather than before it."""
    with_list: bool = False
    """Said before the topic's whole answer, where that has a brief form too."""
    unless: tuple[Particular | Literal["amount"], ...] = ()
    """Not said where one of these was named: the topic's answer tells of it."""

    unless_told: tuple[OfAsker, ...] = ()
    """Not said where the asker tells one of these: the topic's answer speaks of it."""
    only_of: tuple[Particular, ...] = ()
    """Only said where one of these was named, if there are any."""

    def is_left_out(self, focus: Focus) -> bool:
        """Whether a question names something that this isn't said beside, or lacks what it is."""
        if self.only_of and not any(getattr(focus, each) is not None for each in self.only_of):
            return True
        told = any(getattr(focus.background, each, None) for each in self.unless_told)
        return told or any(getattr(focus, particular) is not None for particular in self.unless)


class AspectAnswer(Told):
    """The answer to one aspect of a topic."""

    aspect: Aspect
    unless_unknown: StrictBool = False
    """Not said where all that was named is what the guide doesn't have: that has to be enough."""


class Unsaid(Told):
    """What is said of aspects where the guide most likely has no answer to the very point."""

    aspects: tuple[Aspect, ...]


class Verdict(Frozen):
    """An answer in a sentence or two.

    A conclusion ("so I can't?") is confirmed or corrected with it, and it is said of ``aspects``
    where the answer would be the last one once more.
    """

    aspects: tuple[Aspect, ...]
    text: Text


class Silence(Frozen):
    """That the guide doesn't say an aspect of a topic, for topics without words of their own."""

    aspect: Aspect
    text: Text = wording("subject")


class Gap(Told):
    """A thing people name within a topic that the guide doesn't have, and our honest answer."""

    id: Id
    words: Words = Words()
    like: tuple[Id, ...] = ()
    """Also said where one of these gaps of other topics is named: shyness, beside soft skills."""
    when_named: Particular | None = None
    """Also said where one of these is named, or is the asker's: a country, beside a degree."""
    when_told: tuple[OfAsker, ...] = ()
    """Also said where the asker tells one of these: years in another job, beside pay."""
    of_asker: StrictBool = False
    """Also said where it is only told, as it is about the person: that they left school early."""
    tells: OfAsker | None = None
    """What somebody who names it in telling says of themselves: high school only, no degree."""
    asked: tuple[Aspect, ...] = ()
    """Not said where another aspect than these is asked, if there are any."""
    when_after: Id | None = None
    """Also said where a question leans on an answer of this topic: pay, after job titles."""

    def is_named(self, focus: Focus) -> bool:
        """Whether a question names it."""
        background = focus.background
        told = background.details if background is not None and self.of_asker else ()
        named = not {self.id, *self.like}.isdisjoint((*focus.details, *told))
        if self.when_named is not None:
            own = getattr(background, self.when_named, None)
            named = named or own is not None or getattr(focus, self.when_named) is not None
        named = named or any(getattr(background, each, None) for each in self.when_told)
        asks_else = bool(self.asked) and focus.aspect not in (None, *self.asked)
        return named and not asks_else and not self.is_left_out(focus)


_NOTHING_NAMED = Focus()

_WEIGHS: frozenset[Aspect] = frozenset({"compare", "order", "best"})


def _weighed(items: Iterable[Item], particular: Particular, focus: Focus) -> tuple[Item, ...]:
    """The items that a question names, if it weighs them and names nothing else of the kind."""
    named = focus.all_of(particular)
    found = tuple(item for item in items if item.id in named)
    weighs = focus.aspect in _WEIGHS and 1 < len(named) == len(found)
    return found if weighs else ()


class Implied(Frozen):
    """What an aspect stands for, as if it had been named: first pay is that at entry level."""

    aspect: Aspect
    focus: Focus


# What pay is asked for at more than one level.
GROWTH: frozenset[Aspect] = frozenset({"time", "outlook"})

# What says where, or what somebody knows: that may stand beside what an aspect implies.
_BESIDE = frozenset({"city", "country", "skill"})


class Topic(Frozen):
    """What every topic file has.

    Attributes:
        topic: its id, which is also the file's name.
        kind: what the file holds beside, and how it is answered: see ``guide.kinds``.
        particulars: which particulars of a question make a difference to the answer.
        asked_by_name: of these, those that ask about this topic when they are all that is said
            ("Vancouver?").
        corrects: of these, those that another topic answers about where a message sounds like it;
            here they only show what was mixed up ("the diploma from IBM").
        asked_by_aspect: aspects that ask about this topic where nothing was said before, nor
            anything named ("is it worth it?").
        limit_alone: whether its limit is only told where nothing else is asked beside it.
        coloured_by: what the asker has told earlier that makes a difference to the answer.
        implied: what aspects stand for, where no particular but a place was named.
        which: the topic that says which there are, where this one only says whether ("in what?",
            after "do I need a degree?").
        subject: what the topic is about, as a noun ("the guide gives no prices for …"); none where
            the guide isn't what is asked about.
        among: what its list is called where something is said to be on it, or not to be.
        also: whether it is told that something is on its list where another list answers.
        brief: the answer in one sentence, without its list: what follows where the very point that
            was asked has been told and nothing was named.
        answers: the aspects that the answer itself tells, beside `what`.
        aspects: what is said of other aspects, before the answer or instead of it.
        unsaid: what is said of aspects, the answer's own among them, where the very point is most
            likely beyond the guide.
        instead: what the guide names in place of what the topic is about, if it does.
        verdict: the answer in short, if it has one.
        rest: whether the list is all there is ("just those three?"); ``{items}`` are those of the
            last answer.
        further: what is advised beside the list, for whom some of it doesn't serve.
        limit: what the answer leaves open, said after it.
        see: an article that the guide points to: offered when a person asks for more.
        suggest: ids of questions, of any topic.
    """

    topic: Id
    kind: StrictStr
    particulars: tuple[Particular, ...] = ()
    asked_by_name: tuple[Particular, ...] = ()
    corrects: tuple[Particular, ...] = ()
    asked_by_aspect: tuple[Aspect, ...] = ()
    limit_alone: StrictBool = False
    coloured_by: tuple[OfAsker, ...] = ()
    implied: tuple[Implied, ...] = ()
    which: Id | None = None
    label: Text
    subject: Text | None = None
    question: Text
    questions: tuple[Question, ...] = ()
    answer: Text
    among: Text | None = None
    also: StrictBool = False
    brief: Text | None = None
    answers: tuple[Aspect, ...] = ()
    aspects: tuple[AspectAnswer, ...] = ()
    unsaid: tuple[Unsaid, ...] = ()
    instead: Text | None = None
    verdict: Verdict | None = None
    rest: Text | None = wording("items", required=False)
    further: Text | None = None
    limit: Text | None = wording("article", required=False)
    see: Id | None = None
    gaps: tuple[Gap, ...] = ()
    suggest: tuple[Id, ...]
    _two_or_three = _length("suggest", 2, 3)

    def all_items(self) -> Iterator[Item]:
        """Every fact of the topic that has an id."""
        return iter(())

    def names_one(self, focus: Focus) -> bool:
        """Whether a question names something that the topic has, or has words for."""
        return False

    def with_item(self, focus: Focus, item: Id) -> Focus:
        """The focus of a question that asks for an item, where one can be asked for."""
        return focus

    def listed(self, focus: Focus) -> tuple[Item, ...]:
        """The one list that an answer to a question gives, in the guide's order; else nothing."""
        return tuple(self.all_items())

    def ladder(self) -> tuple[Focus, ...]:
        """What one can go up and down, lowest first: bands of pay, levels of a career."""
        return ()

    def beyond(self, move: str | None) -> Focus | None:
        """What is told of what comes after the ladder's end; ``None`` if nothing is."""
        return None

    def rung(self, focus: Focus) -> int | None:
        """Where a question stands on the ladder, from 0; ``None`` if it is about all of it."""
        return None

    def main_question(self) -> Question:
        """The question that names the topic alone, under the topic's own id."""
        # With its focus told: pydantic would make a deep copy of the default, at each answer.
        return Question(id=self.topic, text=self.question, focus=_NOTHING_NAMED)

    def all_questions(self) -> tuple[Question, ...]:
        """The topic's main question first."""
        return (self.main_question(), *self.questions)

    @validator("aspects")
    def _each_aspect_once(
        cls, aspects: tuple[AspectAnswer, ...], values: dict[str, Any]
    ) -> tuple[AspectAnswer, ...]:
        names = ["what", *values.get("answers", ()), *(each.aspect for each in aspects)]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"has more than one answer to the aspect {name!r}")
        return aspects

    def with_implied(self, focus: Focus) -> Focus:
        """The focus of a question, with what its aspect stands for."""
        same = (each.focus for each in self.implied if each.aspect == focus.aspect)
        implied = next(same, None)
        named = (getattr(focus, each) for each in self.particulars if each not in _BESIDE)
        if implied is None or focus.amount or any(named):
            return focus
        return focus.copy(update=implied.dict(exclude_defaults=True))

    @property
    def gap_ids(self) -> tuple[str, ...]:
        """The ids that its gaps are named by, in order."""
        return tuple(each for gap in self.gaps for each in (gap.id, *gap.like))

    def gap(self, focus: Focus) -> Gap | None:
        """The gap that a question names, the first in the topic's order."""
        return next((gap for gap in self.gaps if gap.is_named(focus)), None)

    def told(self, focus: Focus) -> Told | None:
        """What is said of the very point that a question asks; ``None`` if that is the answer.

        At most one thing: a gap that was named, else that the guide hasn't got it, else the aspect.
        """
        gap = self.gap(focus)
        if gap is not None:
            return gap
        if not focus.answerable and (unsaid := self._unsaid(focus)) is not None:
            return unsaid
        for each in self.aspects:
            if each.aspect == focus.aspect:
                return None if each.is_left_out(focus) else each
        return None

    def _unsaid(self, focus: Focus) -> Unsaid | None:
        of_aspect = (each for each in self.unsaid if focus.aspect in each.aspects)
        return next((each for each in of_aspect if not each.is_left_out(focus)), None)

    def has_named(self, focus: Focus) -> bool:
        """Whether what a question names is on the topic's list; `verdict` speaks of the rest."""
        return False

    def weighed(self, focus: Focus) -> tuple[Item, ...]:
        """What a question names to be weighed against each other, or asks to begin with.

        Only where the guide has all of it; nothing in topics whose answers put in order themselves.
        """
        return ()

    def is_brief(self, focus: Focus) -> bool:
        """Whether the brief answer follows what is told of the point that a question asks."""
        told = self.told(focus)
        if self.brief is None or told is None or told.with_list:
            return False
        met = told.when_named if isinstance(told, Gap) else None
        others = (particular for particular in self.particulars if particular != met)
        return not any(getattr(focus, particular) for particular in others)

    def which_of(self, focus: Focus) -> Id | None:
        """The topic that says which there are of what was asked about."""
        return self.which

    def is_silent(self, focus: Focus) -> bool:
        """Whether neither the answer nor `told` speaks of the aspect that a question asks."""
        known = {None, "what", *self.answers, *(each.aspect for each in self.aspects)}
        return self.subject is not None and focus.aspect not in known


class ListTopic(Topic):
    """A topic that is an answer and a list."""

    items: tuple[Item, ...] = ()

    def all_items(self) -> Iterator[Item]:
        """See ``Topic.all_items``."""
        return iter(self.items)


class WorkWording(Frozen):
    """What to say first where a person asks about one role or level, or about parts of the work."""

    role: Text
    area: Text = wording("item", "count", "others")
    areas: Text = wording("items", "count", "others")


class ResponsibilitiesTopic(ListTopic):
    """What the work is; people ask about an area of it by the aliases that it has."""

    wording: WorkWording

    def areas(self, focus: Focus) -> tuple[Item, ...]:
        """The areas that a question names."""
        return tuple(item for item in self.items if item.id in focus.details)

    def names_one(self, focus: Focus) -> bool:
        """See ``Topic.names_one``."""
        return bool(self.areas(focus))

    def with_item(self, focus: Focus, item: Id) -> Focus:
        """See ``Topic.with_item``."""
        return focus.copy(update={"details": (*focus.details, item)})

    def told(self, focus: Focus) -> Told | None:
        """See ``Topic.told``; an area that was named is told of instead or, beside a gap, too.

        How much it is, is told as of all.
        """
        told = super().told(focus)
        if told is None or not self.areas(focus):
            return told
        if not told.says_it_all and all(
            {*area.based_on} <= {*told.text.based_on} for area in self.areas(focus)
        ):
            return told.copy(update={"says_it_all": True})  # it names them itself
        of_all = not isinstance(told, Gap) and focus.aspect != "how_much"
        return None if of_all else told.copy(update={"says_it_all": False})

    def is_brief(self, focus: Focus) -> bool:
        """See ``Topic.is_brief``."""
        return not self.areas(focus) and super().is_brief(focus)


class StepsTopic(Topic):
    """A topic whose items lead to other topics.

    ``counted`` says how many there are, where one of them is asked for, too; ``left`` leads to the
    steps that somebody has left who has told of others.
    """

    answer: Text = wording("count")
    counted: Text | None = wording("count", required=False)
    left: Text | None = None
    items: tuple[Step, ...]

    def all_items(self) -> Iterator[Item]:
        """See ``Topic.all_items``."""
        return iter(self.items)


class StartingPointWording(Frozen):
    """What to say first of where somebody starts; ``{item}`` is their title, job or field of study.

    Attributes:
        same_level: their title and their ``{goal}`` stand on one level of the career ladder.
        one_up: the goal stands on the level above.
        further_up: there are levels between.
        down: the goal stands below.
        other_role: their title isn't on the ladder.
        other_job: they have another job; ``former_job`` is the same without the way from there.
        close_job: they have one whose name speaks of the skills ``{items}``; ``close_former_job``
            is the same without the way from there.
        job_counts: they ask what their job counts for.
        former_work: they have worked at something that they don't name, or that isn't known.
        known_field: they have studied one of the fields that the guide names.
        other_field: they have studied another.
        steps: leads to the steps.
        after_studies: the other steps in a sentence; ``studied`` says so to who has a degree.
        in_title: the skills, ``{items}``, that the name of their job has a name of.
        named: the skills and areas, ``{items}``, that they name themselves.
        from_abroad: their degree is from another country.
        lacked: the skills and areas, ``{items}``, that they say they don't have.
    """

    same_level: Text = wording("item", "goal", "level")
    one_up: Text = wording("item", "goal", "level", "goal_level")
    further_up: Text = wording("item", "goal", "level", "goal_level", "between")
    down: Text = wording("item", "goal", "level", "goal_level")
    other_role: Text = wording("item")
    other_job: Text = wording("item")
    former_job: Text = wording("item")
    close_job: Text = wording("item", "items")
    close_former_job: Text = wording("item", "items")
    job_counts: Text = wording("item")
    former_work: Text
    known_field: Text = wording("item")
    other_field: Text = wording("item")
    steps: Text = wording("count")
    after_studies: Text
    studied: Text
    in_title: Text = wording("items")
    named: Text = wording("items")
    from_abroad: Text
    lacked: Text = wording("items")


class FromScratchTopic(ListTopic):
    """How to start, from nothing or from what somebody is now."""

    wording: StartingPointWording

    def told(self, focus: Focus) -> Told | None:
        """See ``Topic.told``; who says what they do is told so whatever skills they name, too."""
        own = focus.background
        if own is not None and (own.job or own.role):
            focus = focus.copy(update={"skill": None})
        return super().told(focus)


class KnownItemWording(Frozen):
    """What to say of things the person named: in the guide (one or several), or not."""

    known: Text = wording("item", "items", "all_items")
    known_several: Text = wording("item", "items", "all_items")
    unknown: Text = wording("item", "items", "all_items")
    known_beside: Text | None = wording("item", required=False)
    """Said of those in the guide that were named with others, behind what is said of these."""


class RolePlaceWording(Frozen):
    """Where the career ladder has a job title: at a ``{level}``, or nowhere."""

    known: Text = wording("item", "level")
    unknown: Text = wording("item")


class ChoiceTopic(ListTopic):
    """A list topic that people ask about by naming one thing, perhaps one it doesn't have."""

    answer: Text = wording("items", "all_items")
    answer_names_items: StrictBool = False
    """The answer itself names the items, so that they aren't listed below it."""
    named_by: Literal["degree_field", "provider", "practice_kind", "city"]
    others: tuple[Named, ...] = ()
    wording: KnownItemWording

    def told(self, focus: Focus) -> Told | None:
        """See ``Topic.told`` and ``AspectAnswer.unless_unknown``."""
        told = super().told(focus)
        named = frozenset(focus.all_of(self.named_by))
        if not named or not named <= {other.id for other in self.others}:
            return told
        if isinstance(told, Unsaid) and not any(
            each.text for each in self.others if each.id in named
        ):
            return None  # that there is nothing on it is said
        return None if isinstance(told, AspectAnswer) and told.unless_unknown else told

    def names_one(self, focus: Focus) -> bool:
        """See ``Topic.names_one``."""
        return bool(focus.all_of(self.named_by))

    def has_named(self, focus: Focus) -> bool:
        """See ``Topic.has_named``."""
        named = focus.all_of(self.named_by)
        return any(item.id in named for item in self.items)

    def weighed(self, focus: Focus) -> tuple[Item, ...]:
        """See ``Topic.weighed``; cities have words of their own."""
        return () if self.named_by == "city" else _weighed(self.items, self.named_by, focus)


class Necessity(Frozen):
    """What the guide says when a person names one level of education.

    ``besides`` is said where another level was named before it; ``which`` is the topic that names
    what there is of this level, if one does.
    """

    level: DegreeLevel
    name: Text
    aliases: Words
    text: Text
    besides: Text
    which: Id | None = None


class DegreeNecessityTopic(Topic):
    """Whether a degree is needed."""

    levels: tuple[Necessity, ...]

    def which_of(self, focus: Focus) -> Id | None:
        """See ``Topic.which_of``; a level that was named may have one of its own."""
        named = (each.which for each in self.levels if each.level == focus.degree_level)
        return next(named, None) or super().which_of(focus)


class Dollars(StrictInt):
    """Whole Canadian dollars a year, more than none."""

    gt = 0


class Years(StrictInt):
    """Whole years of experience."""

    ge = 0


class Pay(Frozen):
    """A pay range in whole CAD a year, and who measured it."""

    low: Dollars
    high: Dollars
    provider: Id
    based_on: tuple[Reference, ...] = ()

    @root_validator(skip_on_failure=True)
    def _low_before_high(cls, values: dict[str, int]) -> dict[str, int]:
        if values["low"] > values["high"]:
            raise ValueError(f"low {values['low']} is above high {values['high']}")
        return values


class Average(Frozen):
    """An average in whole CAD a year, and who measured it."""

    amount: Dollars
    provider: Id
    based_on: tuple[Reference, ...] = ()


class Band(Frozen):
    """Pay for a span of whole years of experience, both ends included.

    Attributes:
        on_average: the guide gives the range as an average.
        possible: the guide says that people can earn this, not that they do.
    """

    id: Id
    first_year: Years
    last_year: Years
    level: Level | None = None
    pay: Pay
    on_average: StrictBool = False
    possible: StrictBool = False

    @root_validator(skip_on_failure=True)
    def _first_before_last(cls, values: dict[str, int]) -> dict[str, int]:
        if values["first_year"] > values["last_year"]:
            first, last = values["first_year"], values["last_year"]
            raise ValueError(f"first_year {first} is above last_year {last}")
        return values


class SalaryWording(Frozen):
    """Sentences of the pay answers; see the comments in ``salary.yml`` for what fills them."""

    pay: Text = wording("low", "high")
    pay_on_average: Text = wording("low", "high")
    earn: Text
    can_earn: Text
    band: Text = wording("band", "pay")
    band_possible: Text = wording("band", "pay")
    years: Text = wording("years", "band", "earn", "pay")
    whole_band: Text = wording("years", "earn", "pay")
    both_rise: Text = wording("low_rise", "high_rise")
    both_higher: Text
    low_higher: Text
    high_higher: Text
    low_rise: Text = wording("rise")
    high_rise: Text = wording("rise")
    same_band: Text
    several_bands: Text = wording("years")
    between: Text = wording("years")
    below: Text = wording("first")
    above: Text = wording("last")
    nearest: Text = wording("band", "earn", "pay")
    level: Text = wording("band", "earn", "pay")
    other_level: Text
    other_levels: Text = wording("levels")
    city: Text = wording("city")
    role: Text = wording("role")
    as_average: Text
    within: Text = wording("amount")
    at_top: Text = wording("amount")
    at_bottom: Text = wording("amount")
    later: Text = wording("band", "earn", "pay")
    less: Text = wording("amount")
    more: Text = wording("amount")
    how_soon: Text
    among: Text = wording("amount", "years")
    begins: Text = wording("band")
    top: Text = wording("amount", "years", "band", "earn", "pay")
    lowest: Text = wording("amount", "years")
    highest: Text = wording("amount", "years")
    not_average: Text = wording("amount")
    not_lowest: Text = wording("amount")
    not_highest: Text = wording("amount")
    below_all: Text = wording("amount")
    above_all: Text = wording("amount")


class FigureNames(Frozen):
    """What people call the general figures; `beside`, what holds an amount against one of them."""

    average: Words
    lowest: Words
    highest: Words
    beside: Words


class SalaryChart(Frozen):
    """Words of the pay chart; ``alt`` says in words what it shows."""

    title: Text
    unit: Text
    average_label: Text
    range_label: Text
    note: Text
    alt: Text = wording("items", "average", "low", "high")


class SalaryTopic(Topic):
    """What ML engineers earn, by years of experience."""

    answer: Text = wording("average", "low", "high", "count")
    brief: Text
    limit: Text | None = wording("average", "low", "high", "highest", required=False)
    average: Average
    range: Pay
    bands: tuple[Band, ...]
    names: FigureNames
    wording: SalaryWording
    chart: SalaryChart
    _some_bands = _length("bands", 1)

    def with_implied(self, focus: Focus) -> Focus:
        """See ``Topic.with_implied``; how pay grows from a level is told by all the figures."""
        if focus.aspect in GROWTH:
            focus = focus.copy(update={"level": None})
        return super().with_implied(self._with_years_of_level(focus))

    def _with_years_of_level(self, focus: Focus) -> Focus:
        """The years that are told with a level without a figure: "seniors with 12 years".

        They are the level's, where no job is told whose they could be.
        """
        own = focus.background
        told = own.elsewhere if own is not None and not (own.job or own.role) else None
        has_figure = focus.level in {band.level for band in self.bands}
        if told is None or focus.level is None or has_figure or focus.experience_years:
            return focus
        return focus.copy(update={"experience_years": told, "level": None, "background": None})

    def told(self, focus: Focus) -> Told | None:
        """See ``Topic.told``; an amount is compared with the figures, however it is asked of.

        So are years with others: nothing is said in place of that.
        """
        told = self.gap(focus) if focus.amount else super().told(focus)
        compared = told is not None and told.says_it_all and "experience_years" in focus.several
        return None if compared else told

    def is_silent(self, focus: Focus) -> bool:
        """See ``Topic.is_silent``."""
        return not focus.amount and super().is_silent(focus)

    def ladder(self) -> tuple[Focus, ...]:
        """See ``Topic.ladder``."""
        years = (f"{band.first_year}-{band.last_year}" for band in self.bands)
        return tuple(Focus(experience_years=each) for each in years)

    def beyond(self, move: str | None) -> Focus | None:
        """See ``Topic.beyond``."""
        years = f"{self.bands[-1].last_year + 1}+"
        return Focus(experience_years=years) if move == "next" else None

    def rung(self, focus: Focus) -> int | None:
        """See ``Topic.rung``; years between two bands stand on the lower one."""
        if focus.experience_years:
            years = Experience.parse(focus.experience_years).low
            below = [place for place, band in enumerate(self.bands) if band.first_year <= years]
            return below[-1] if below else 0
        levels = [band.level for band in self.bands]
        return levels.index(focus.level) if focus.level and focus.level in levels else None

    def years_of(self, amount: int) -> str | None:
        """The years of experience of the only band that an amount lies in, its low end apart."""
        bands = [band for band in self.bands if band.pay.low < amount <= band.pay.high]
        return f"{bands[0].first_year}-{bands[0].last_year}" if len(bands) == 1 else None

    @validator("bands")
    def _bands_follow_each_other(cls, bands: tuple[Band, ...]) -> tuple[Band, ...]:
        for before, after in pairwise(bands):
            if after.first_year <= before.last_year:
                raise ValueError(f"bands {before.id} and {after.id} overlap or are out of order")
            if after.first_year > before.last_year + 1:
                raise ValueError(f"a band is missing between {before.id} and {after.id}")
        return bands


class SkillGroup(Frozen):
    """A group of skills, as the guide's table has them."""

    id: SkillGroupId
    name: Text
    aliases: Words
    answer: Text = wording("count")
    limit: Text | None = wording("areas", required=False)
    """Said after the group's skills; it may name the technical areas of the second step."""
    skills: tuple[Item, ...]
    _some_skills = _length("skills", 1)


class SkillsWording(Frozen):
    """Sentences about one skill: in the guide by that name, only as part of a wider one, or not.

    ``others`` leads to the skills beside those that were named to be left out, ``beside_held`` to
    those beside what the asker's work or studies (``{named}``) may have taught, and either with
    ``_both`` where areas to become an expert in are among them; ``no_more_of_group`` says ahead of
    them that one has no more. ``of_those`` is said after them.
    """

    known: Text = wording("skill", "group")
    not_in: Text = wording("skill", "group", "other")
    only: Text = wording("group")
    not_essential: Text = wording("areas")
    part: Text = wording("asked", "skill", "group")
    no_more: Text
    no_more_of_area: Text
    without_it: Text
    not_alone: Text
    area_too: Text
    several: Text
    several_both: Text
    several_both_parts: Text = wording("asked")
    several_parts: Text = wording("asked")
    others: Text = wording("named")
    others_both: Text = wording("named")
    no_more_of_group: Text = wording("group")
    beside_held: Text = wording("named", "held")
    beside_held_both: Text = wording("named", "held")
    of_those: Text
    several_areas: Text = wording("areas")
    area: Text = wording("areas")
    area_part: Text = wording("areas", "asked")
    unknown: Text = wording("asked")


class SkillsTopic(Topic):
    """Three groups of skills, and the technical areas of the second step."""

    limit: Text | None = wording("areas", required=False)
    groups: tuple[SkillGroup, ...]
    areas: tuple[Item, ...]
    others: tuple[Named, ...] = ()
    wording: SkillsWording

    def all_items(self) -> Iterator[Item]:
        """See ``Topic.all_items``."""
        for group in self.groups:
            yield from group.skills
        yield from self.areas

    def listed(self, focus: Focus) -> tuple[Item, ...]:
        """See ``Topic.listed``."""
        groups = (each for each in self.groups if [each.id] == [*focus.all_of("skill_group")])
        return next((group.skills for group in groups), ())

    def names_one(self, focus: Focus) -> bool:
        """See ``Topic.names_one``."""
        return focus.skill is not None

    def weighed(self, focus: Focus) -> tuple[Item, ...]:
        """See ``Topic.weighed``."""
        return _weighed(self.all_items(), "skill", focus)

    def told(self, focus: Focus) -> Told | None:
        """See ``Topic.told``; what is left out needs no word on who lacks what."""
        told = super().told(focus)
        of_rest = (isinstance(told, Gap) and told.with_list) or focus.aspect == "order"
        return None if focus.without and of_rest else told


class OtherRole(Named):
    """A job title that the guide's ladder doesn't have; ``field`` is what its holders study."""

    field: Id | None = None


class CareerLevel(Frozen):
    """A rung of the career ladder and its job titles."""

    id: Level
    name: Text
    aliases: Words
    answer: Text = wording("count")
    roles: tuple[Item, ...]
    _few_roles = _length("roles", 1, 5)


class CareerPathWording(RolePlaceWording):
    """Also what comes before the titles of the levels that were named, and before all of them.

    ``top`` is said where somebody asks what comes after a title at the top; ``end``, where they ask
    what is beyond the ``{level}`` at either end; ``leads``, where they ask the way from one title
    to another.
    """

    levels: Text
    ladder: Text
    leads: Text
    not_at: Text = wording("item", "level", "other")
    same_level: Text = wording("items", "level")
    top: Text = wording("item", "level")
    end: Text = wording("level")


class CareerPathChart(Frozen):
    """Words of the ladder; ``alt`` says in words what it shows."""

    title: Text
    alt: Text = wording("items")


TITLES_BY_YEARS = "titles_by_years"
"""The gap of titles that somebody asks for by years of experience."""
TITLES_BETWEEN = "titles_between"
"""The gap of the titles between two that were named."""

# What asks whether, or how, one title leads to another.
_WAYS: frozenset[Aspect] = frozenset({"how_to", "worth", "possible", "enough", "required"})


class CareerPathTopic(Topic):
    """Job titles from entry to senior."""

    levels: tuple[CareerLevel, ...]
    many_years: int
    """After so many years, those at the top are asked about."""
    others: tuple[OtherRole, ...] = ()
    wording: CareerPathWording
    chart: CareerPathChart

    def with_implied(self, focus: Focus) -> Focus:
        """See ``Topic.with_implied``; the lowest level is that of first jobs and no experience."""
        years = focus.experience_years
        if focus.move == "lowest" and years is not None and Experience.parse(years).low >= 1:
            focus = focus.copy(update={"move": None})  # which title one would get with these
        if focus.move == "lowest" and focus.role is None:
            return focus.copy(update={"level": self.levels[0].id})
        if (gap := self.gap(focus)) is not None and gap.id == TITLES_BETWEEN:
            middle = self.levels[len(self.levels) // 2].id
            return focus.copy(update={"level": middle, "role": None, "others": ()})
        named = focus.level or focus.role or focus.move
        if named or focus.experience_years is None:
            return super().with_implied(focus)
        experience = Experience.parse(focus.experience_years)
        if experience.high < 1:
            return super().with_implied(focus.copy(update={"level": self.levels[0].id}))
        level = self.levels[-1].id if experience.low >= self.many_years else None
        by_years = {"level": level, "details": (*focus.details, TITLES_BY_YEARS)}
        return super().with_implied(focus.copy(update=by_years))

    def ladder(self) -> tuple[Focus, ...]:
        """See ``Topic.ladder``."""
        return tuple(Focus(level=level.id) for level in self.levels)

    def rung(self, focus: Focus) -> int | None:
        """See ``Topic.rung``; a job title stands where its level does."""
        for place, level in enumerate(self.levels):
            if any(role.id == focus.role for role in level.roles):
                return place
        levels = [level.id for level in self.levels]
        return levels.index(focus.level) if focus.level in levels else None

    def all_items(self) -> Iterator[Item]:
        """See ``Topic.all_items``."""
        for level in self.levels:
            yield from level.roles

    def listed(self, focus: Focus) -> tuple[Item, ...]:
        """See ``Topic.listed``."""
        levels = (each for each in self.levels if [each.id] == [*focus.all_of("level")])
        return next((level.roles for level in levels), ())

    def names_one(self, focus: Focus) -> bool:
        """See ``Topic.names_one``."""
        return focus.role is not None

    def told(self, focus: Focus) -> Told | None:
        """See ``Topic.told``; of a job that isn't on the ladder, that says it all.

        So do the places of two titles, where the way from one to the other is asked.
        """
        by_places = bool(self.between(focus)) and self.gap(focus) is None
        return None if focus.job or by_places else super().told(focus)

    def between(self, focus: Focus) -> tuple[Id, ...]:
        """The titles between which a question asks the way, the asker's first; else none."""
        own = focus.background.role if focus.background else None
        titles = dict.fromkeys((*((own,) if own else ()), *focus.all_of("role")))
        asks = focus.aspect in _WAYS and focus.role is not None and focus.move is None
        return tuple(titles) if asks and len(titles) > 1 else ()


class Program(Item):
    """A programme and the institution that gives it."""

    institution: StrictStr
    level: DegreeLevel
    schools: Words = Words()
    """Ways to write its institution, which alone stands for it."""


class ProgramsWording(Frozen):
    """What to say of one programme (``{program}``) or of ``{levels}`` it has no programme for.

    ``not_of`` is said where another school or a provider of certificates is taken for its own,
    ``not_there`` where a place is, perhaps of a namesake.
    """

    program: Text = wording("program", "institution")
    not_of: Text = wording("program", "institution", "other")
    not_there: Text = wording("program", "institution")
    other_level: Text = wording("levels")


class ProgramsTopic(Topic):
    """Programmes the guide names."""

    items: tuple[Program, ...]
    wording: ProgramsWording
    _few_programs = _length("items", 1, 5)

    def names_one(self, focus: Focus) -> bool:
        """See ``Topic.names_one``."""
        return focus.program is not None or focus.degree_level is not None

    def all_items(self) -> Iterator[Item]:
        """See ``Topic.all_items``."""
        return iter(self.items)


class RoleDifferenceWording(RolePlaceWording):
    """Also what is said beside a title that the ladder doesn't have, before and after it."""

    work: Text
    no_further: Text


class RoleDifferenceTopic(Topic):
    """How the guide tells roles apart, as far as it does."""

    answer: Text = wording("peers", "level")
    wording: RoleDifferenceWording


class Article(Frozen):
    """Another article that the guide points to."""

    id: Id
    title: StrictStr
    based_on: tuple[Reference, ...]


class NearMiss(Frozen):
    """An honest answer to questions close to the guide that it doesn't answer.

    Attributes:
        same_question: Whether the same question about machine learning engineers in Canada is what
            to suggest first.
        named: What is said instead of something that the guide names, before all it has of it.
        spelled: The same of something that the guide names with its abbreviation.
        of_last: Whether what the last answer comes to follows.
    """

    id: Id
    text: Text
    suggest: tuple[Id, ...]
    same_question: StrictBool = False
    named: Text | None = None
    spelled: Text | None = wording("abbreviation", "name", required=False)
    of_last: StrictBool = False
    _one_to_three = _length("suggest", 1, 3)


class NearMisses(Frozen):
    """Near misses by kind, and the places abroad and other jobs that people name."""

    near_misses: tuple[NearMiss, ...]
    countries: tuple[Named, ...]
    our_field: Words
    other_jobs: Words


class Sources(Frozen):
    """Where everything comes from.

    Attributes:
        publisher: who published the guide.
        address: of its page.
        published_on: the day it was published; empty where it isn't known.
        read_on: the day somebody last read it at its address; empty where it isn't known.
        further_reading: articles that the guide points to.
    """

    title: Text
    publisher: StrictStr
    address: HttpUrl | None = None
    published_on: date | None = None
    read_on: date | None = None
    further_reading: tuple[Article, ...] = ()
    sections: tuple[Section, ...]
    providers: tuple[Provider, ...]

    @validator("published_on", "read_on")
    def _not_in_the_future(cls, day: date | None) -> date | None:
        # A day more, for those who are east of where this runs.
        if day is not None and day > datetime.now(timezone.utc).date() + timedelta(days=1):
            raise ValueError(f"{day} is in the future")
        return day


class LanguageNames(Frozen):
    """What people call a language when they ask to be answered in it."""

    id: Language
    names: tuple[StrictStr, ...]


class Phrases(Frozen):
    """Sentences of the conversation itself, not of any topic."""

    languages: tuple[LanguageNames, ...]
    language_chosen: Text

    source: Text = wording("guide", "section")
    steps: Text = wording("first", "last")
    published: Text = wording("date")
    not_dated: Text
    read_there: Text = wording("date")
    not_read: Text
    kept_for: Text = wording("days")
    kept: Text
    figures: Text = wording("providers")
    figures_dated: Text = wording("providers", "date")
    did_you_mean: Text
    nearest: Text
    not_exactly: Text
    say_it_differently: Text
    what_i_can_answer: Text
    what_next: Text
    declined: Text
    acknowledged: Text
    which_one: Text
    nothing_before: Text
    no_more: Text
    other_steps: Text = wording("steps")
    see_article: Text = wording("article")
    nothing_else: Text
    nothing_beyond: Text
    not_more_exact: Text
    just_said: Text
    just_said_of_step: Text = wording("step")
    remark: Text
    given: Text
    not_by_city: Text
    no_instead: Text
    verdict: Text
    elsewhere: Text
    only_named: Text = wording("item")
    also_named: Text = wording("group", "items")
    of_both: Text = wording("items")
    at_place: Text = wording("place", "item")
    at_end: Text = wording("item")
    not_listed: Text = wording("item", "group")
    listed_there: Text = wording("group", "items")
    of_group: Text = wording("group")
    only_these: Text = wording("items")
    unclear: Text
    in_short: Text = wording("items")
    repeated: Text
    canada_only: Text
    no_other_country: Text
    not_weighed: Text = wording("names")
    not_ranked: Text = wording("names")
    nothing_on: Text = wording("name")
    ml_engineers_only: Text = wording("role")
    way_of_ml_engineers: Text
    not_mentioned: Text = wording("name")
    silent: tuple[Silence, ...]
    quoted: Text = wording("title")
    labelled: Text = wording("label", "labelled")
    span: Text = wording("first", "last")
    about_me: Text
    not_in_guide: Text
    left_out: Text = wording("topics")
    erase_all: Text
    erase_yes: Text
    erase_no: Text
    erased: Text
    nothing_erased: Text
    how_to_erase: Text

    @validator("silent")
    def _every_aspect(cls, silent: tuple[Silence, ...]) -> tuple[Silence, ...]:
        missing = set(ASPECTS).difference({"what"}, (each.aspect for each in silent))
        if missing:
            raise ValueError(f"has nothing for {', '.join(sorted(missing))}")
        return silent

    def silence(self, aspect: Aspect) -> Text:
        """What to say of an aspect that the guide doesn't speak of."""
        return next(each.text for each in self.silent if each.aspect == aspect)


@dataclass(frozen=True)
class Guide:
    """The whole guide, loaded and checked."""

    sources: Sources
    phrases: Phrases
    near_misses: tuple[NearMiss, ...]
    countries: tuple[Named, ...]
    our_field: Words
    other_jobs: Words
    topics: tuple[Topic, ...]

    def whether_of(self, topic_id: str) -> Topic | None:
        """The topic that says whether one is needed of what this one says which there are."""
        return next((topic for topic in self.topics if topic.which == topic_id), None)

    @property
    def topic_ids(self) -> frozenset[str]:
        """Ids of all topics."""
        return frozenset(topic.topic for topic in self.topics)

    def topic(self, topic_id: str) -> Topic:
        """Returns the topic with this id.

        Raises:
            KeyError: there is none.
        """
        for topic in self.topics:
            if topic.topic == topic_id:
                return topic
        raise KeyError(topic_id)

    def section(self, section_id: str) -> Section:
        """Returns the section with this id (``KeyError`` if there is none)."""
        return _by_id(self.sources.sections, section_id)

    def provider(self, provider_id: str) -> Provider:
        """Returns the provider of figures with this id (``KeyError`` if there is none)."""
        return _by_id(self.sources.providers, provider_id)

    def article(self, article_id: str) -> Article:
        """Returns the article with this id (``KeyError`` if there is none)."""
        return _by_id(self.sources.further_reading, article_id)

    def near_miss(self, kind: str | None) -> NearMiss | None:
        """Returns the near miss of this kind; ``None`` if there is none."""
        return next((miss for miss in self.near_misses if miss.id == kind), None)

    def question(self, question_id: str) -> tuple[Topic, Question]:
        """Returns a question and its topic (``KeyError`` if there is none)."""
        for topic in self.topics:
            if topic.topic == question_id:
                return topic, topic.main_question()
            for question in topic.questions:
                if question.id == question_id:
                    return topic, question
        raise KeyError(question_id)


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_Record = TypeVar("_Record", bound=_HasId)


def _by_id(records: Sequence[_Record], wanted: str) -> _Record:
    for record in records:
        if record.id == wanted:
            return record
    raise KeyError(wanted)
