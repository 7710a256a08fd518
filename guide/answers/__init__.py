"""Answers from the guide: a topic and what about it in, a channel-neutral reply out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from guide import model
from guide.answers.career_path import answer_career_path
from guide.answers.compose import Composer
from guide.answers.degree_necessity import answer_degree_necessity
from guide.answers.lists import answer_choice, answer_list, answer_steps
from guide.answers.names import name_of
from guide.answers.programs import answer_programs
from guide.answers.responsibilities import answer_responsibilities
from guide.answers.role_difference import answer_role_difference
from guide.answers.salary import answer_salary
from guide.answers.skills import answer_skills
from guide.reply import Reply, Target

__all__ = ["Composer", "answer", "answers_about", "known_topics"]


@dataclass(frozen=True)
class _TopicAnswer:
    """How a topic is answered, and which fields of the focus change its answer."""

    compose: Callable[[Composer, Any, model.Focus], Reply]
    fields: tuple[str, ...] = ()


_ANSWERS: Mapping[str, _TopicAnswer] = {
    "how_to_become": _TopicAnswer(answer_steps),
    "degree_requirements": _TopicAnswer(answer_choice, ("degree_field",)),
    "degree_necessity": _TopicAnswer(answer_degree_necessity, ("degree_level",)),
    "salary": _TopicAnswer(answer_salary, ("experience_years", "level", "city", "country", "role")),
    "skills": _TopicAnswer(answer_skills, ("skill_group", "skill", "skill_part")),
    "certifications": _TopicAnswer(answer_choice, ("provider",)),
    "practical_experience": _TopicAnswer(answer_choice, ("practice_kind",)),
    "networking": _TopicAnswer(answer_list, ("city",)),
    "responsibilities": _TopicAnswer(answer_responsibilities, ("level", "role")),
    "career_path": _TopicAnswer(answer_career_path, ("level", "role")),
    "programs": _TopicAnswer(answer_programs, ("degree_level", "program")),
    "from_scratch": _TopicAnswer(answer_list),
    "no_experience": _TopicAnswer(answer_list),
    "demand": _TopicAnswer(answer_list, ("city", "country")),
    "cities": _TopicAnswer(answer_choice, ("city", "country")),
    "role_difference": _TopicAnswer(answer_role_difference, ("role",)),
    "time_to_become": _TopicAnswer(answer_list),
    "job_search": _TopicAnswer(answer_list, ("city",)),
    "source": _TopicAnswer(answer_list),
    "capabilities": _TopicAnswer(answer_steps),
}

# Topics whose own answer says what it knows of a city.
_SPEAK_OF_CITIES = frozenset({"cities", "salary"})


def known_topics() -> frozenset[str]:
    """Topics that ``answer`` takes."""
    return frozenset(_ANSWERS)


def answers_about(topic_id: str) -> tuple[str, ...]:
    """The fields of a focus that change the answer of this topic."""
    return _ANSWERS[topic_id].fields


def answer(composer: Composer, target: Target, last: Target | None = None) -> Reply:
    """Answers one question.

    What the guide doesn't say (a gap the person asked about, a place it doesn't have) is said
    first, then what it does, unless the last answer has just said that.

    Args:
        composer: the guide and the language to answer in.
        target: the topic and what about it; fields that don't concern the topic are ignored.
        last: what the last answer was about, if there was one.

    Raises:
        KeyError: there is no such topic.
    """
    topic = composer.guide.topic(target.topic)
    reply = _compose(composer, target)
    assert reply.target is not None
    focus = reply.target.focus
    gaps = [gap for gap in topic.gaps if gap.id in focus.details]
    opening = [composer.say(gap.text) for gap in gaps]
    opening += _places(composer, topic, focus)
    if not opening:
        return reply
    if any(gap.says_it_all for gap in gaps) or _just_said(composer, reply.target, last):
        return replace(reply, lead=" ".join(opening), bullets=(), shows=(), chart=None)
    return replace(reply, lead=" ".join([*opening, reply.lead]))


def _compose(composer: Composer, target: Target) -> Reply:
    topic, how = composer.guide.topic(target.topic), _ANSWERS[target.topic]
    relevant = {name: getattr(target.focus, name) for name in ("details", *how.fields)}
    return how.compose(composer, topic, model.Focus(**relevant))


def _just_said(composer: Composer, target: Target, last: Target | None) -> bool:
    if last is None or last.topic != target.topic:
        return False
    now, before = (_compose(composer, each.without_details()) for each in (target, last))
    return (before.lead, before.bullets) == (now.lead, now.bullets)


def _places(composer: Composer, topic: model.Topic, focus: model.Focus) -> list[str]:
    phrases = composer.guide.phrases
    sentences = []
    if focus.country:
        sentences.append(composer.say(phrases.canada_only))
    if focus.city and topic.topic not in _SPEAK_OF_CITIES:
        cities = composer.guide.topic("cities")
        assert isinstance(cities, model.ChoiceTopic)
        if all(city.id != focus.city for city in cities.items):
            name = name_of(composer, "city", focus.city)
            sentences.append(composer.say(phrases.not_mentioned, name=name))
    return sentences
