"""Answers one question: the topic's own answer, after what the guide doesn't say."""

from __future__ import annotations

from dataclasses import replace

from guide import model
from guide.answers.absent import absent, say_absent
from guide.answers.also_named import also_named
from guide.answers.career_path import level_of, say_places
from guide.answers.compose import Composer
from guide.answers.from_scratch import is_start
from guide.answers.names import name_of, other_role
from guide.formats import count_in_words, or_list
from guide.kinds import KINDS
from guide.reply import Reply, Target
from guide.said import Said

# Topics whose own answer says what it knows of a city.
_SPEAK_OF_CITIES = frozenset({"cities", "salary"})
# Topics that say by themselves whom they speak of, and those that aren't about the job.
_SAY_OF_WHOM = frozenset(
    {
        *("career_path", "role_difference", "salary", "responsibilities"),
        *("source", "privacy", "capabilities"),
    }
)

# Topics that tell how to become an ML engineer: of other titles, where they stand is told.
_WAYS = frozenset({"how_to_become", "time_to_become"})


def answer(composer: Composer, target: Target, last: Target | None = None) -> Reply:
    """Answers one question.

    The point that was asked comes first (what the guide says of it, or that it doesn't), then the
    topic's answer (the brief one, if there is one), unless the last answer has just said that. One
    sentence about what is missing is enough: a place the guide doesn't have is told only where
    nothing else is. Where another job was asked about, the very first is whom the answer is about.

    Args:
        composer: the guide and the language to answer in.
        target: the topic and what about it; fields that don't concern the topic are ignored.
        last: what the last answer was about, if there was one; of another topic, it says nothing.

    Raises:
        KeyError: there is no such topic.
    """
    topic = composer.guide.topic(target.topic)
    reply = _compose(composer, target)
    answered = reply.target
    assert answered is not None
    focus = answered.focus
    told = topic.told(focus)
    weighed = () if topic.gap(focus) else topic.weighed(focus)
    lacks = absent(topic, focus) is not None
    if lacks and told is not None and not isinstance(told, model.Gap) and not told.says_it_all:
        told = None  # what isn't on the list is the point
    beyond: list[Said] = []
    if weighed:
        told = None
        names = composer.both(weighed)
        opening = [composer.say(composer.guide.phrases.not_weighed, names=names)]
    elif lacks or told is not None:
        opening = say_absent(composer, topic, focus)
        if told is not None:
            abroad = focus.country is not None and not lacks and not isinstance(told, model.Gap)
            opening += [composer.say(composer.guide.phrases.no_other_country)] if abroad else []
            opening.append(told_in_words(composer, topic, told))
    else:
        told_of = last is not None and last.topic == topic.topic and _same_place(last.focus, focus)
        places = [] if told_of else _places(composer, topic, focus)
        opening = places or _silence(composer, topic, focus)
        beyond = [] if opening else _beyond(composer, target.focus)
    if topic.brief is not None and topic.is_brief(focus):
        lead = composer.say(topic.brief)
        reply = replace(reply, lead=lead, bullets=(), limit=None, shows=(), chart=None)
    whose = _whose(composer, target)
    if (opening or beyond) and (
        (told is not None and told.says_it_all) or _just_said(composer, answered, last)
    ):
        lead = Said.sentences(opening)
        reply = replace(reply, lead=lead, bullets=(), limit=None, shows=(), chart=None)
    elif opening or whose:
        # What the guide lacks has been said once: that's enough, unless the limit states something.
        limit = reply.limit if reply.limit and reply.limit.based_on else None
        reply = replace(reply, lead=Said.sentences([*opening, reply.lead]), limit=limit)
    said = [reply.lead] if reply.lead else []
    also = () if reply.bullets else also_named(composer, topic, target.focus)
    known = {*reply.said.based_on}
    also = [each for each in also if not known.issuperset(each.based_on)]  # it has been named
    reply = replace(reply, lead=Said.sentences([*whose, *beyond, *said, *also]))
    return composer.sourced(reply)


def _whose(composer: Composer, target: Target) -> list[Said]:
    """That what follows is about ML engineers, where another job was asked about."""
    role = other_role(composer, target.focus)
    if role is None or target.topic in _SAY_OF_WHOM or is_start(composer.guide, target):
        return []
    if target.topic in _WAYS and target.focus.role and level_of(composer.guide, target.focus.role):
        places = say_places(composer, (target.focus.role, model.ML_ENGINEER))
        return [*places, composer.say(composer.guide.phrases.way_of_ml_engineers)]
    return [composer.say(composer.guide.phrases.ml_engineers_only, role=role)]


def told_in_words(composer: Composer, topic: model.Topic, told: model.Told) -> Said:
    """What is said of one point of a topic, with everything filled in."""
    items = tuple(topic.all_items())
    count = count_in_words(len(items), composer.language)
    all_items = composer.both(items)
    article = composer.article(told.see)
    return composer.say(told.text, all_items=all_items, count=count, **article)


def _silence(composer: Composer, topic: model.Topic, focus: model.Focus) -> list[Said]:
    if focus.aspect is None or topic.subject is None or not topic.is_silent(focus):
        return []
    text = composer.guide.phrases.silence(focus.aspect)
    return [composer.say(text, subject=composer.say(topic.subject))]


def _beyond(composer: Composer, focus: model.Focus) -> list[Said]:
    """That the very point isn't in the guide.

    Not where something was named: the answer says what the guide has of it.
    """
    if focus.answerable or focus.job or any(getattr(focus, each) for each in model.PARTICULARS):
        return []
    return [composer.say(composer.guide.phrases.not_exactly)]


def _compose(composer: Composer, target: Target) -> Reply:
    topic = composer.guide.topic(target.topic)
    focus = topic.with_implied(target.focus).only(topic.particulars)
    return KINDS[topic.kind].compose(composer, topic, focus)


def _just_said(composer: Composer, target: Target, last: Target | None) -> bool:
    if last is None or last.topic != target.topic:
        return False
    now, before = (_compose(composer, each.without_details()) for each in (target, last))
    return (before.lead, before.bullets) == (now.lead, now.bullets)


def _same_place(one: model.Focus, other: model.Focus) -> bool:
    return (one.city, one.country) == (other.city, other.country)


def _places(composer: Composer, topic: model.Topic, focus: model.Focus) -> list[Said]:
    phrases = composer.guide.phrases
    sentences = []
    if focus.country:
        sentences.append(composer.say(phrases.canada_only))
    if topic.topic not in _SPEAK_OF_CITIES:
        cities = composer.guide.topic("cities")
        assert isinstance(cities, model.ChoiceTopic)
        known = {city.id for city in cities.items}
        unknown = [city for city in focus.all_of("city") if city not in known]
        if unknown:
            names = [name_of(composer, "city", city) for city in unknown]
            name = or_list(names, composer.language)
            sentences.append(composer.say(phrases.not_mentioned, name=name))
    return sentences
