"""What an elliptical follow-up ("and with 8 years?", "the third one") is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from guide.experience import Experience
from guide.formats import count_in_words
from guide.model import (
    ML_ENGINEER,
    PARTICULARS,
    Aspect,
    ChoiceTopic,
    Focus,
    Guide,
    Move,
    Particular,
    StepsTopic,
    Topic,
)
from guide.reply import Target
from guide.text import LANGUAGES

# One of these replaces the others: "and juniors?" after "with 8 years" no longer means 8 years.
_EXCLUSIVE = (
    ("experience_years", "level", "role"),
    ("skill_group", "skill", "skill_part"),
    ("degree_level", "program", "country"),
)

LISTED: tuple[Particular, ...] = ("skill", "practice_kind", "provider", "city", "program")
"""What answers list, one of which may be named."""

# Whom a question is about, where the last topic tells what it asks: "which one for a beginner?".
_OF_WHOM: tuple[Particular, ...] = ("experience_years", "level")

# What is asked of whether one is needed, rather than of which there are.
STARTS = frozenset({"from_scratch", "how_to_become"})
"""The topics of where one starts, and of the way there."""
OF_NEED: frozenset[Aspect] = frozenset({"required", "possible", "enough"})

# A figure that is no part of a longer one.
_FIGURE = re.compile(r"(?<![\d.,])\d{1,2}(?:[.,]\d)?(?![\d.,]*\d)")


@dataclass(frozen=True)
class Beyond:
    """Past the end of what there is."""


def continued(
    guide: Guide, last: Target | None, said: Focus, topic: str | None = None
) -> Target | None:
    """The last question with what was said, if that makes a difference to its answer.

    Args:
        last: what the last answer was about.
        said: what the message names.
        topic: the topic it sounds like by itself. If something was named that only this one
            answers about, it asks about this one: "Kaggle, worth it?" after programmes.

    Returns:
        ``None`` if it makes no difference, or nothing was answered before.
    """
    if last is None:
        return None
    last_topic = guide.topic(last.topic)
    named = _named(said, last_topic)
    if topic is not None:
        answered = set(named) - set(last_topic.corrects)
        if set(_named(said, guide.topic(topic))) - answered:
            return None
    left_out = any(name in last_topic.particulars for name, _ in said.without)
    if not named and not left_out and last_topic.gap(said) is None:
        return None
    changed = _changed(_without_gap(last_topic, last.focus), said, named)
    gap = None if named else last_topic.gap(said)
    # "Just the must-haves", after one skill, is asked of all of them.
    of_all = gap is not None and gap.with_list and last_topic.gap(changed) is None
    return Target(last.topic, said if of_all else changed)


def _without_gap(topic: Topic, focus: Focus) -> Focus:
    """The focus without what the topic was found to have nothing on: that has been said."""
    gap = topic.gap(focus)
    told = gap.when_named if gap is not None else None
    return focus if told is None else focus.copy(update={told: None})


def resolve(
    guide: Guide, last: Target | None, said: Focus, likely_topic: str | None = None
) -> Target | None:
    """Finds what a follow-up asks.

    Args:
        last: what the last answer was about.
        said: what the follow-up itself names.
        likely_topic: the topic that its words sound like ("pay for those?").

    Returns:
        The last topic with its focus changed by what was said, if that concerns the topic; else
        the topic that alone has a gap for it, unless the last one tells what is asked; else the
        likely topic, with what it can use of the last focus; else the topic that a name leads to;
        else the last topic as it was. ``None`` if there was none.
    """
    changed = continued(guide, last, said)
    if changed is not None:
        return changed
    if last is not None and said.details and guide.topic(last.topic).told(said) is None:
        # "Is it before tax?" is about pay, whatever was spoken of in between.
        owner = topic_of_gap(guide, said)
        if owner is not None:
            return carry_over(guide, last, owner)
    if likely_topic is not None and (last is None or likely_topic != last.topic):
        asked = Target(likely_topic, said)
        return carry_over(guide, last, asked) if last is not None else asked
    if last is not None and tells_point(guide, last, said.aspect):
        said = said.copy(update=dict.fromkeys(_OF_WHOM))
    named = topic_of_name(guide, said)
    if last is None and (named is None or (named.topic == "cities" and said.details)):
        # "I have a P.Eng in Alberta" isn't about Alberta.
        named = topic_of_gap(guide, said.copy(update={"city": None})) or named
    return named or last


def tells(topic: Topic, focus: Focus) -> bool:
    """Whether a topic has an answer of its own to the very point that is asked of it."""
    return focus.aspect in topic.answers or topic.told(focus) is not None


def tells_point(guide: Guide, target: Target, aspect: Aspect | None) -> bool:
    """Whether the topic of a question tells the point, if this is asked of it."""
    return tells(guide.topic(target.topic), target.about(aspect).focus)


def moved(
    guide: Guide, last: Target, listed: Sequence[Target | None], move: Move
) -> Target | Beyond | None:
    """Where "next", "one level down" or "the highest" leads to from the last answer.

    Along the list that the last answer was picked from, else up and down what the topic has of a
    ladder (bands of pay, levels of a career), else along the steps that topics stand for, else up
    and down the career from the job title that was asked about.

    Args:
        last: what the last answer was about.
        listed: what the bullets of the last list lead to.
        move: which way.

    Returns:
        ``None`` if there is nothing to move along.
    """
    topic = guide.topic(last.topic)
    ladder = [Target(topic.topic, focus) for focus in topic.ladder()]
    if move in ("highest", "lowest"):
        return (ladder[-1] if move == "highest" else ladder[0]) if ladder else None
    step = 1 if move == "next" else -1
    place = topic.rung(_to_its_end(last.focus) if step > 0 else last.focus)
    if place is not None:
        return _step(ladder, place, step)
    options = [target for target in listed if target is not None]
    plain = last.without_details()
    if plain in options:
        return _step(options, options.index(plain), step)
    steps = steps_of(guide)
    topics = [each.topic for each in steps]
    if last.topic in topics:
        return _step(steps, topics.index(last.topic), step)
    if last.topic == "from_scratch":
        return _step(steps, 0, step)  # it tells of the first of them
    career = guide.topic("career_path")
    place = career.rung(last.focus)
    if place is not None:
        return _step([Target(career.topic, focus) for focus in career.ladder()], place, step)
    # All of it was answered: forward is its beginning.
    return options[0] if options and step > 0 else None


def _to_its_end(focus: Focus) -> Focus:
    """A question about a range of years as one about the last of them: after "the first nine"."""
    if not focus.experience_years:
        return focus
    last = Experience.parse(focus.experience_years).high
    return focus if last == inf else focus.copy(update={"experience_years": f"{last:g}"})


def _step(targets: Sequence[Target], place: int, step: int) -> Target | Beyond:
    return targets[place + step] if 0 <= place + step < len(targets) else Beyond()


def steps_of(guide: Guide) -> list[Target]:
    """What each step to becoming an ML engineer leads to, in order."""
    topic = guide.topic("how_to_become")
    assert isinstance(topic, StepsTopic)
    return [Target(step.topic) for step in topic.items]


def way_to_level(guide: Guide, last: Target, aspect: Aspect | None) -> Target | None:
    """How long the way is to the level or title that was answered about: "and when am I there?".

    ``None`` if none was, or something else is asked.
    """
    level = Focus(level=last.focus.level, role=last.focus.role)
    named = topic_of_name(guide, level) if aspect == "time" else None
    return None if named is None else named.about(aspect)


def with_bare_years(guide: Guide, last: Target, said: Focus, text: str) -> Focus:
    """What was said, with a figure alone ("make it 11") as years, after an answer by years.

    Args:
        last: what the last answer was about.
        said: what the follow-up names.
        text: what the person wrote.
    """
    figures = _FIGURE.findall(text)
    if said.experience_years or len(figures) != 1:
        return said
    if "experience_years" not in guide.topic(last.topic).particulars:
        return said
    return said.copy(update={"experience_years": figures[0].replace(",", ".")})


def beside_years(guide: Guide, last: Target, said: Focus) -> Focus:
    """What was said, with the years answered last where a level or others are held against them.

    "That's barely more than a junior?", or "so less than with five?", after pay with eight years.
    """
    years, level = last.focus.experience_years, last.focus.level
    if not {"experience_years", "level"}.issubset(guide.topic(last.topic).particulars):
        return said
    if said.experience_years is not None:
        if said.aspect != "compare" or said.level is not None or said.others:
            return said
        if years is None:
            return said if level is None else said.copy(update={"level": level})
        others = () if years == said.experience_years else (("experience_years", years),)
        return said.copy(update={"others": others})
    if years is None or said.level is None:
        return said
    return said.copy(update={"experience_years": years})


def topic_of_name(guide: Guide, said: Focus) -> Target | None:
    """The topic that a name alone leads to: "Vancouver?"; ``None`` if nothing was named."""
    for name in PARTICULARS:
        if getattr(said, name):
            for topic in guide.topics:
                if name in topic.asked_by_name:
                    return Target(topic.topic, said)
    return None


def topic_of_aspect(guide: Guide, said: Focus) -> Target | None:
    """The topic that an aspect alone asks about where nothing was said before: "worth it?"."""
    for topic in guide.topics:
        if said.aspect in topic.asked_by_aspect:
            return Target(topic.topic, said)
    return None


def topic_of_gap(guide: Guide, said: Focus) -> Target | None:
    """The only topic that has a gap which was named; ``None`` if there are several or none.

    A gap that is only like one of another topic doesn't count.
    """
    gaps = ((topic.topic, topic.gap(said)) for topic in guide.topics)
    topics = [topic for topic, gap in gaps if gap and not {*gap.like} & {*said.details}]
    return Target(topics[0], said) if len(topics) == 1 else None


def later(guide: Guide, last: Target, ahead: Experience) -> Target | None:
    """The last question so many years on; ``None`` if it wasn't about years of experience.

    A level that has a band of years stands for it: "and five years later?" after entry level.
    """
    topic = guide.topic(last.topic)
    place = topic.rung(last.focus)
    stated = last.focus.experience_years
    if stated is None and place is not None:
        stated = topic.ladder()[place].experience_years
    if stated is None:
        return None
    on = str(Experience.parse(stated).later(ahead))
    return Target(last.topic, last.focus.copy(update={"experience_years": on, "level": None}))


def years_in(text: str) -> Experience | None:
    """The number of years in a text, or the two that it is between ("in two or three").

    ``None`` if it has none, or more; in figures, or as small numbers are written.
    """
    words = {count_in_words(n, language): n for language in LANGUAGES for n in range(2, 10)}
    figures = [float(figure.replace(",", ".")) for figure in _FIGURE.findall(text)]
    figures += [float(words[word]) for word in text.lower().split() if word in words]
    return Experience(min(figures), max(figures)) if len(figures) in (1, 2) else None


def without_gap_of_others(guide: Guide, last: Target, said: Focus) -> Focus:
    """What was said of the last topic alone: "do most need that?", whatever has a gap for most."""
    return said if guide.topic(last.topic).gap(said) else said.copy(update={"details": ()})


def of_its_gap(guide: Guide, last: Target, asked: Target) -> Target | None:
    """The last topic, where it alone has the gap that a question names: "make that portfolio"."""
    gap = guide.topic(last.topic).gap(asked.focus)
    # Not what the asker is: "is my degree accepted, and which courses do I add to it?".
    named = gap is not None and not {gap.id, *gap.like}.isdisjoint(asked.focus.details)
    if not named or guide.topic(asked.topic).gap(asked.focus) is not None:
        return None
    return Target(last.topic, asked.focus)


def carry_over(guide: Guide, last: Target, asked: Target) -> Target:
    """A question about another topic, with what it can use of the last focus."""
    topic = guide.topic(asked.topic)
    focus = _changed(last.focus, asked.focus, _named(asked.focus, topic))
    details = (*focus.details, *_gaps_after(topic, last))
    return Target(asked.topic, focus.copy(update={"details": details}))


def beside_last(guide: Guide, last: Target, asked: Target) -> Target:
    """A question about another topic, with what that has to say where it is asked of the last's.

    Before its own answer: "for which jobs", after skills.
    """
    topic = guide.topic(asked.topic)
    after = [gap.id for gap in topic.gaps if gap.when_after == last.topic and not gap.says_it_all]
    details = tuple(dict.fromkeys((*asked.focus.details, *after)))
    return Target(asked.topic, asked.focus.copy(update={"details": details}))


def leads_to(guide: Guide, last: Target, topic: str) -> bool:
    """Whether a topic has something to say where it is asked of the last answer's."""
    return bool(_gaps_after(guide.topic(topic), last))


def _gaps_after(topic: Topic, last: Target) -> tuple[str, ...]:
    return tuple(gap.id for gap in topic.gaps if gap.when_after == last.topic)


def _named(said: Focus, topic: Topic) -> list[str]:
    return [name for name in topic.particulars if getattr(said, name)]


def asked_of(guide: Guide, target: Target, aspect: Aspect | None) -> Target:
    """What an aspect asks of a target; whether one is needed, of the topic that says so."""
    asked, whether = target.about(aspect), guide.whether_of(target.topic)
    topic = guide.topic(target.topic)
    told = topic.told(asked.focus)
    if told is None and not tells(topic, asked.focus):
        of_all = asked.focus.copy(update=dict.fromkeys(_OF_WHOM))
        if topic.told(of_all) is not None:  # "is that certain?", after pay with eight years
            return Target(target.topic, of_all)
    if whether is None or told is not None or aspect not in OF_NEED:
        return asked
    return Target(whether.topic).about(aspect)


def beside_its_gap(guide: Guide, asked: Target) -> Target:
    """What is asked on of an answer by the way of which the guide had nothing.

    "What raises it", after pay with a PhD, is asked of pay. As it stands where the topic doesn't
    tell that either.
    """
    topic = guide.topic(asked.topic)
    gap = topic.gap(asked.focus)
    if gap is None or gap.when_named is None or asked.focus.details:
        return asked
    of_all = asked.focus.copy(update={gap.when_named: None})
    return Target(asked.topic, of_all) if tells(topic, of_all) else asked


def on_list(topic: Topic, text: str) -> Focus | None:
    """What a message names of a topic's list by plain names: "is AI one of them?".

    Such names mean too much else ("AI jobs") to be taken for the thing in any message.
    """
    if not isinstance(topic, ChoiceTopic):
        return None
    found: list[tuple[int, str]] = []
    for item in topic.items:
        plain = (item.name.fr, *item.plain.all)
        names = "|".join(map(re.escape, plain))
        # What follows an elision is French: "j'ai" names no AI.
        english = rf"(?<!['’]){re.escape(item.name.en)}"
        named = re.search(rf"\b(?:{english}|{names})\b", text, re.IGNORECASE)
        if named is not None:
            found.append((named.start(), item.id))
    if not found:
        return None
    (_, first), *further = sorted(found)
    others = tuple((topic.named_by, each) for _, each in further)
    return Focus().copy(update={topic.named_by: first, "others": others})


def beside_ml_engineer(guide: Guide, said: Focus, text: str, before: Target | None) -> Focus:
    """A title that is named beside ML engineer, with that: "from data analyst to ML engineer".

    By itself that one tells nothing apart, as everybody here says it; nor does "analyst". Where the
    other title is only pointed back to ("can I get there from data analyst"), it is the last
    answer's.

    Args:
        guide: what there is to say.
        said: what the message names.
        text: what the person wrote, without the titles that it names.
        before: what the last answer was about, if the message points back to it.
    """
    own = said.background.role if said.background else None
    if said.others or bool(said.role) == bool(own):
        return said
    if said.role is None and said.aspect in (None, "what"):
        return said  # which titles there are for theirs
    other = before.focus.role if before is not None else None
    plainly = _named_plainly(guide, text)
    if plainly is not None:
        other = plainly
    elif before is not None:
        other = other or ML_ENGINEER
    if other is None or other in (said.role, own):
        return said
    if said.role is None:
        return said.copy(update={"role": other})
    return said.copy(update={"others": (("role", other),)})


def _named_plainly(guide: Guide, text: str) -> str | None:
    """The title whose plain name a text has: "analyst" beside data scientist."""
    for title in guide.topic("career_path").all_items():
        names = "|".join(map(re.escape, title.plain.all))
        if names and re.search(rf"\b(?:{names})s?\b", text, re.IGNORECASE):
            return title.id
    return None


def of_list(topic: Topic, has: Sequence[tuple[Particular, str]]) -> Focus | None:
    """What the asker has of a topic's list, as if named: "does that count" after "I did Kaggle"."""
    own = [(name, value) for name, value in has if name in LISTED and name in topic.particulars]
    if not own:
        return None
    name, value = own[-1]
    return Focus().copy(update={name: value})


def beside_group(last: Target, said: Focus, aspect: str | None) -> Focus:
    """What was said, with the group answered last where another one's skill is held against it.

    "Is NLP one of those?", after the core skills.
    """
    group, own = last.focus.skill_group, said.skill_group
    asks = aspect == "counts" and said.skill is not None and not said.others
    if not asks or last.focus.skill is not None or group is None or own in (None, group):
        return said
    return said.copy(update={"aspect": aspect, "others": (("skill_group", group),)})


def asks_its_group(last: Target, said: Focus) -> bool:
    """Whether all that is named is a group of skills, after one skill: "is that a core one?"."""
    names = [name for name in PARTICULARS if getattr(said, name)]
    return names == ["skill_group"] and last.focus.skill is not None


def kinds_of(guide: Guide, last: Target) -> Target | None:
    """Which kinds there are of what the last answer was about: "what kind?", after projects.

    Or "which one?", after cloud platforms. ``None`` where the guide has no words for that.
    """
    topic = guide.topic(last.topic)
    named = {getattr(last.focus, name) for name in LISTED if name in topic.particulars}
    others = topic.others if isinstance(topic, ChoiceTopic) else ()
    gap = next((each.kinds for each in (*topic.all_items(), *others) if each.id in named), None)
    if gap is None:
        return None
    about = {"aspect": "what", "details": (gap,)}
    return Target(last.topic, last.focus.copy(update=about))


def whole_list(last: Target) -> Target:
    """All of the list that the last answer was about one of."""
    return Target(last.topic, last.focus.copy(update=dict.fromkeys(LISTED)))


def other_groups(last: Target) -> Target | None:
    """The groups of skills but the one that was answered; ``None`` after another answer."""
    group = last.focus.skill_group
    return None if group is None else Target(last.topic, Focus(without=(("skill_group", group),)))


def others_than(
    guide: Guide, last: Target, has: Sequence[tuple[Particular, str]] = ()
) -> Target | None:
    """All of a topic's list but what the last answer was about, and what the asker has of it.

    ``None`` if neither leaves anything out.
    """
    focus, particulars = last.focus, guide.topic(last.topic).particulars
    answered = tuple((name, getattr(focus, name)) for name in LISTED if getattr(focus, name))
    own = tuple(each for each in has if each[0] in particulars and each not in answered)
    without = (*answered, *own)
    return Target(last.topic, Focus(without=without)) if without else None


def pick(listed: Sequence[Target | None], ordinal: int) -> Target | None:
    """The target of "the second one" (``ordinal`` 2; -1 is the last) among the last bullets."""
    try:
        return listed[ordinal - 1] if ordinal > 0 else listed[ordinal]
    except IndexError:
        return None


def _changed(before: Focus, said: Focus, names: Sequence[str]) -> Focus:
    values: dict[str, Any] = {name: getattr(before, name) for name in PARTICULARS}
    for group in _EXCLUSIVE:
        if any(name in group for name in names):
            values.update(dict.fromkeys(group))
    values.update({name: getattr(said, name) for name in names})
    return said.copy(update=values)
