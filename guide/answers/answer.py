"""Answers one question: the topic's own answer, after what the guide doesn't say."""

from __future__ import annotations

from dataclasses import replace

from guide import model
from guide.answers.compose import Composer
from guide.answers.names import name_of
from guide.kinds import KINDS
from guide.reply import Reply, Target
from guide.said import Said

# Topics whose own answer says what it knows of a city.
_SPEAK_OF_CITIES = frozenset({"cities", "salary"})


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
    gaps = topic.gaps_in(focus)
    opening = [_gap(composer, topic, gap) for gap in gaps]
    opening += _places(composer, topic, focus)
    if opening and (
        any(gap.says_it_all for gap in gaps) or _just_said(composer, reply.target, last)
    ):
        lead = Said.sentences(opening)
        reply = replace(reply, lead=lead, bullets=(), limit=None, shows=(), chart=None)
    elif opening:
        # What the guide lacks has been said once: that's enough, unless the limit states something.
        limit = reply.limit if reply.limit and reply.limit.based_on else None
        reply = replace(reply, lead=Said.sentences([*opening, reply.lead]), limit=limit)
    return composer.sourced(reply)


def _gap(composer: Composer, topic: model.Topic, gap: model.Gap) -> Said:
    all_items = composer.both(tuple(topic.all_items()))
    return composer.say(gap.text, all_items=all_items, **composer.article(gap.see))


def _compose(composer: Composer, target: Target) -> Reply:
    topic = composer.guide.topic(target.topic)
    return KINDS[topic.kind].compose(composer, topic, target.focus.only(topic.particulars))


def _just_said(composer: Composer, target: Target, last: Target | None) -> bool:
    if last is None or last.topic != target.topic:
        return False
    now, before = (_compose(composer, each.without_details()) for each in (target, last))
    return (before.lead, before.bullets) == (now.lead, now.bullets)


def _places(composer: Composer, topic: model.Topic, focus: model.Focus) -> list[Said]:
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
