"""What a question asks to be on a list, and isn't: "is patience one of the soft skills"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from guide import model
from guide.accents import without_accents
from guide.answers.compose import Composer
from guide.said import Said
from guide.text import LANGUAGES


def absent(topic: model.Topic, focus: model.Focus) -> str | None:
    """What a question asks to be on a topic's list by a name that nothing there has.

    ``None`` where it asks something else, where the topic knows what is named, and where the name
    is only longer or shorter than one of the list: "machine learning" may mean "ML expertise".
    """
    if focus.aspect != "counts" or focus.member is None or topic.names_one(focus):
        return None
    listed = (name for item in topic.all_items() for name in _all_names(item))
    return None if _is_like(focus.member, listed) else focus.member


def say_absent(composer: Composer, topic: model.Topic, focus: model.Focus) -> list[Said]:
    """That something isn't on the topic's list, and on which other list it is."""
    name = absent(topic, focus)
    if name is None or topic.among is None:
        return []
    phrases = composer.guide.phrases
    item = composer.say(phrases.quoted, title=name)
    # "Is Ottawa one of the cities for meetups" asks for no kind of event.
    among = composer.guide.topic("cities").among if focus.city is not None else None
    group = _group(composer, topic, focus) or composer.say(among or topic.among)
    said = [composer.say(phrases.not_listed, item=item, group=group)]
    for other in composer.guide.topics:
        # "Explainable AI" isn't on a list that has AI.
        found = [each for each in other.all_items() if _is_within(name, _names(each))]
        if other.topic != topic.topic and other.also and other.among is not None and found:
            there = composer.say(other.among)
            items = composer.both(found)
            said.append(composer.say(phrases.listed_there, group=there, items=items))
    return said


def _group(composer: Composer, topic: model.Topic, focus: model.Focus) -> Said | None:
    """The only group of skills that a question asks of; ``None`` if there is none."""
    if not isinstance(topic, model.SkillsTopic) or "skill_group" in focus.several:
        return None
    asked = (group for group in topic.groups if group.id == focus.skill_group)
    return next((composer.of_group(group) for group in asked), None)


def _names(item: model.Item) -> Iterable[str]:
    return (item.name.in_language(language) for language in LANGUAGES)


def _all_names(item: model.Item) -> Iterable[str]:
    return (*_names(item), *item.aliases.all, *item.parts.all)


def _is_like(name: str, others: Iterable[str]) -> bool:
    """Whether all words of a name are in another, or the other way round."""
    asked = _words(name)
    return any(asked <= words or words <= asked for words in map(_words, others))


def _is_within(name: str, others: Iterable[str]) -> bool:
    """Whether all words of a name are in another."""
    return any(_words(name) <= words for words in map(_words, others))


def _words(name: str) -> frozenset[str]:
    """The words of a name, without accents and in the singular."""
    words = re.findall(r"\w+", without_accents(name).lower())
    return frozenset(word.removesuffix("s") for word in words)
