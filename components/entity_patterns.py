"""Entity ruler: the guide's vocabulary as patterns for a spaCy ``span_ruler``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator
from typing import Any

import spacy
from spacy.language import Language
from spacy.matcher.levenshtein import levenshtein

from components.fold import fold
from components.spelling import dictionary, without_accents
from guide import model
from guide.answers.names import named_things
from guide.formats import count_in_words
from guide.territories import ELSEWHERE, territories

# Entities whose words are common enough in other senses that a near spelling isn't taken for them.
_EXACT = frozenset({"detail", "ordinal", "program", "school"})
_SHORTEST_MISSPELT = 6
_NAMED_FIELDS = ("city", "country", "provider", "degree_field", "practice_kind", "skill", "role")
_AGE = "#"
_PLACES = (
    ("first", "one"),
    ("second", "two"),
    ("third", "three"),
    ("fourth", "four"),
    ("fifth", "five"),
)
_FRENCH_PLACES = (
    ("premier", "première"),
    ("deuxième", "second", "seconde"),
    ("troisième",),
    ("quatrième",),
    ("cinquième",),
)
# How sciences end that are a plural in English only: statistics, mathematics.
_SCIENCE = "tics"
# "R or Python?" asks which language, not about the group; nor do the guide's areas (cloud, tools).
_QUESTIONS_OF_THEIR_OWN = frozenset({"programming_languages"})


def is_misspelling(written: str, word: str, _: int = -1) -> bool:
    """Whether ``written`` is ``word`` with a typing mistake or two.

    One slip (a letter too many, too few or wrong, or two that changed places) in words of six
    letters or more, two from nine letters on, none in the first letter, which people rarely miss.
    """
    if written == word:
        return True
    if len(word) < _SHORTEST_MISSPELT or written[:1] != word[:1]:
        return False
    if word == written + "s":  # "master" is not a slip of "masters"
        return False
    slips = 2 if len(word) >= 9 else 1
    distance = levenshtein(written, word)
    changed_places = distance == 2 and sorted(written) == sorted(word)
    return (distance <= slips or changed_places) and may_be_misspelling(written)


def may_be_misspelling(written: str) -> bool:
    """Whether ``written``, folded, can be any word with a typing mistake.

    A word that exists is itself: "states" is not a slip of "stages", nor "développer" one of
    "développeur".
    """
    long_enough = len(written) >= _SHORTEST_MISSPELT - 1
    return long_enough and written not in dictionary() and written not in without_accents()


def vocabulary(guide: model.Guide) -> Iterator[tuple[str, str, str]]:
    """Every way of writing everything in the guide that a message can name.

    Yields:
        Entity, value and words. A skill's value has the part of it that the words name, if they
        do, after a slash: ``programming_languages/Python``.
    """
    for field in _NAMED_FIELDS:
        for named in named_things(guide, field):
            yield from _ways(field, named)
            if isinstance(named, model.Item):
                for part in named.parts.all:
                    yield field, f"{named.id}/{part}", part
    yield from _other_countries(guide)
    for topic in guide.topics:
        for gap in topic.gaps:
            for words in gap.words.all:
                yield "detail", gap.id, words
        if isinstance(topic, model.ResponsibilitiesTopic):
            for area in topic.items:
                for words in area.aliases.all:
                    yield "detail", area.id, words
        elif isinstance(topic, model.SkillsTopic):
            yield from _skill_groups(topic)
        elif isinstance(topic, model.CareerPathTopic):
            for level in topic.levels:
                yield from _ways("level", level)
        elif isinstance(topic, model.ProgramsTopic):
            for program in topic.items:
                yield from _ways("program", program)
                for words in program.schools.all:
                    yield "school", program.id, words
        elif isinstance(topic, model.DegreeNecessityTopic):
            for necessity in topic.levels:
                for words in necessity.aliases.all:
                    yield "degree_level", necessity.level, words
    yield from _ordinals()


def _other_countries(guide: model.Guide) -> Iterator[tuple[str, str, str]]:
    """The world's countries but those of the guide's list."""
    listed = {fold(words).lower() for each in guide.countries for _, _, words in _ways("", each)}
    for name in dict.fromkeys(territories()):
        if fold(name).lower() not in listed:
            yield "country", ELSEWHERE, name


def _ordinals() -> Iterator[tuple[str, str, str]]:
    """Places in a list: "the second one", "étape 3"; -1 is the last."""
    for number, (nth, name) in enumerate(_PLACES, start=1):
        for words in (nth, f"{number}{nth[-2:]}"):
            yield "ordinal", str(number), f"{words} one"
            yield "ordinal", str(number), f"the {words}"
        for words in (str(number), name):
            yield "ordinal", str(number), f"number {words}"
            yield "ordinal", str(number), f"step {words}"
        yield "ordinal", str(number), f"{nth} step"
        if number > 1:  # "first?" asks what comes first
            yield "ordinal", str(number), f"{nth}?"
            yield "ordinal", str(number), f"{number}{nth[-2:]}?"
    yield from _up_to()
    yield "ordinal", "-1", "last one"
    yield "ordinal", "-1", "the last"
    for number, names in enumerate(_FRENCH_PLACES, start=1):
        # Behind a figure stands the end of the word, short or long: "3e", "3ième".
        ends = [f"{number}{name[-letters:]}" for name in names for letters in range(1, 5)]
        for name in dict.fromkeys([*names, *ends]):
            for article in ("le", "la", "du", "au"):
                yield "ordinal", str(number), f"{article} {name}"
            yield "ordinal", str(number), f"{name} étape"
            if number > 1:
                yield "ordinal", str(number), f"{name}?"
        yield "ordinal", str(number), f"étape {number}"
        yield "ordinal", str(number), f"la {number}"  # "la 4", of the steps
        yield "ordinal", str(number), f"numéro {number}"
    yield "ordinal", "-1", "le dernier"
    yield "ordinal", "-1", "la dernière"


def _up_to() -> Iterator[tuple[str, str, str]]:
    """The last of several places: "the first two", "steps 1 and 2", "les deux premières"."""
    names = [name for _, name in _PLACES]
    for number in range(2, len(names) + 1):
        for article in ("", "the "):
            yield "ordinal", str(number), f"{article}first {names[number - 1]}"
        for ending in ("premiers", "premières"):
            yield "ordinal", str(number), f"{count_in_words(number, 'fr')} {ending}"
        for noun in ("step", "steps", "number", "étapes"):
            yield "ordinal", str(number), f"{noun} {number - 1} and {number}"
            yield "ordinal", str(number), f"{noun} {names[number - 2]} and {names[number - 1]}"
            yield "ordinal", str(number), f"{noun} {number - 1} et {number}"


def _skill_groups(topic: model.SkillsTopic) -> Iterator[tuple[str, str, str]]:
    """The groups by their names and by the skills in them: Docker names its group too."""
    for group in topic.groups:
        yield from _ways("skill_group", group)
        for skill in group.skills:
            if skill.id in _QUESTIONS_OF_THEIR_OWN:
                continue
            for _, _, words in _ways("skill", skill):
                yield "skill_group", group.id, words
            for part in skill.parts.all:
                yield "skill_group", group.id, part


def _ways(
    entity: str, named: model.Named | model.SkillGroup | model.CareerLevel
) -> Iterator[tuple[str, str, str]]:
    if not (isinstance(named, model.Named) and named.by_alias_only):
        yield entity, named.id, named.name.en
        if named.name.fr != named.name.en:
            yield entity, named.id, named.name.fr
    for words in named.aliases.all:
        yield entity, named.id, words
        for denied in _denied(words):
            yield entity, named.id, denied
    if named.name.en.endswith(_SCIENCE):  # as people say who have it from another language
        yield entity, named.id, named.name.en.removesuffix("s")


def _denied(words: str) -> Iterator[str]:
    """What says the same as "non-technical", as the words of a sentence: "not technical"."""
    prefix, name = words[:3], words[4:]
    if prefix == "non" and name:
        for particle in ("not", "n't", "pas"):
            yield f"{particle} {name}"


def exact_patterns(guide: model.Guide) -> list[dict[str, Any]]:
    """The vocabulary as ``span_ruler`` patterns: label, id and phrase, or token pattern."""
    nlp, as_written = spacy.blank("en"), _as_written(guide)
    return [
        {"label": entity, "id": value, "pattern": pattern}
        for entity, value, words in vocabulary(guide)
        for pattern in [_capitals(words, as_written) or _with_age(nlp, words) or fold(words)]
    ]


def homographs(guide: model.Guide) -> dict[str, list[str]]:
    """Of words of the vocabulary without an accent, others that differ by one alone.

    They are words of the dictionary; what stands in the vocabulary itself is no other word.
    """
    spelled = {words.lower() for _, _, words in vocabulary(guide)}
    plain = {words for words in spelled if words.isascii()}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for entry in dictionary():
        word = entry.decode()
        if not word.isascii() and word not in spelled and (bare := fold(word)) in plain:
            found[bare].append(word)
    return dict(found)


def fuzzy_patterns(nlp: Language, guide: model.Guide) -> list[dict[str, Any]]:
    """The vocabulary that may be misspelt as patterns: label, id and token pattern.

    Args:
        nlp: cuts words into tokens.
        guide: has the vocabulary.
    """
    as_written = _as_written(guide)
    return [
        {"label": entity, "id": value, "pattern": tokens}
        for entity, value, words in vocabulary(guide)
        if entity not in _EXACT and value != ELSEWHERE and not _capitals(words, as_written)
        for tokens in [_tokens(nlp, words)]
        if any(isinstance(token["LOWER"], dict) for token in tokens)
    ]


def _as_written(guide: model.Guide) -> frozenset[str]:
    """The names that are other words unless they are written just so."""
    things = (named for field in _NAMED_FIELDS for named in named_things(guide, field))
    return frozenset(each.name.en for each in things if each.as_written)


def _capitals(words: str, as_written: Container[str]) -> list[dict[str, Any]] | None:
    """The pattern of names such as "R" and "US", which are names only in capitals."""
    short = len(words) <= 2 and words.isupper()
    return [{"TEXT": words}] if short or words in as_written else None


def _with_age(nlp: Language, words: str) -> list[dict[str, Any]] | None:
    """The pattern of words that have an age in them, of 13 to 79, written `_AGE` in the guide."""
    if _AGE not in words:
        return None
    tokens = [token.lower_ for token in nlp.make_doc(fold(words))]
    return [
        {"TEXT": {"REGEX": r"^(?:1[3-9]|[2-7]\d)$"}} if token == _AGE else {"LOWER": token}
        for token in tokens
    ]


def _tokens(nlp: Language, words: str) -> list[dict[str, Any]]:
    tokens = [token.lower_ for token in nlp.make_doc(fold(words))]
    return [
        {"LOWER": {"FUZZY": token}} if len(token) >= _SHORTEST_MISSPELT else {"LOWER": token}
        for token in tokens
    ]
