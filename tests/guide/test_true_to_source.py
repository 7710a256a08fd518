"""What the assistant says, held against the text of the published guide.

The text is no part of this project. Where it isn't beside the clone, these tests are skipped; that
every reference is to a sentence that exists is checked whenever the guide is loaded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

import pytest

from guide import Guide
from guide.answers.compose import Composer
from guide.model import Band, Item, Program, SalaryTopic
from guide.placeholders import names_in
from guide.reply import Reply
from guide.said import Said
from guide.text import Frozen, Text
from tests.guide.source_text import PATH, Sentence, sentences_of, words_of

MOST_WORDS_IN_A_ROW = 6
# Sentences that state nothing, or only what another one does as well.
STATE_NOTHING = {"practice.1": "is a question"}
SILENT = re.compile(r"n't\b|\bno\b|\bnothing\b|\bonly\b|\bin general\b")
# Topics in which the assistant speaks of itself and of the guide as such.
OF_ITSELF = {"source", "capabilities", "privacy"}
# Words that say nothing by themselves, and words that answers share with any sentence.
COMMON = set(
    "a an and are as at be by can do does for from has have how if in is it its like more most of"
    " on one or some such than that the their them there these they this those to too was what"
    " which will with you your canada ml engineer engineers machine learning".split()
)


@pytest.fixture(scope="module")
def source(guide: Guide) -> Mapping[str, Sentence]:
    """The published guide, sentence by sentence."""
    if not PATH.exists():
        pytest.skip(f"The published guide's text, {PATH}, is not beside this clone.")
    return sentences_of(PATH.read_text(encoding="utf-8"), guide.sources.sections)


def statements(record: Frozen) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Everything in a record that states something of the guide: its words and references."""
    if isinstance(record, Text) and record.based_on:
        yield record.en, record.based_on
    if isinstance(record, Item) and record.based_on:
        institution = record.institution if isinstance(record, Program) else ""
        about = record.about.en if record.about else ""
        yield f"{record.name.en} {about} {institution}", record.based_on
    if isinstance(record, Band):
        figures = f"{record.first_year} {record.last_year} {record.pay.low} {record.pay.high}"
        yield figures, record.pay.based_on
    if isinstance(record, SalaryTopic):
        yield f"average {record.average.amount}", record.average.based_on
        yield f"average {record.range.low} {record.range.high}", record.range.based_on
    for value in (getattr(record, name) for name in record.__fields__):
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Frozen):
                yield from statements(each)


def every_statement(guide: Guide) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every statement of the guide's files."""
    for topic in guide.topics:
        yield from statements(topic)
    for article in guide.sources.further_reading:
        yield article.title, article.based_on


def without_silence(text: str) -> list[str]:
    """The parts of a text that don't say what the guide lacks."""
    return [part for part in re.split(r"[.:;,] ", text) if not SILENT.search(part)]


def stem(word: str) -> str:
    """A word without its ending, so that ``certificates`` is like ``certifications``."""
    return word[:5]


def content(text: str) -> set[str]:
    """The words that say something, without their endings."""
    return {stem(word) for word in words_of(text) if word not in COMMON}


def test_sections_have_as_many_sentences_as_is_written_down(
    guide: Guide, source: Mapping[str, Sentence]
) -> None:
    counted = Counter(
        section for section, _, number in (key.partition(".") for key in source) if number != "0"
    )

    assert counted == {section.id: section.sentences for section in guide.sources.sections}


def test_every_sentence_of_the_guide_is_told(guide: Guide, source: Mapping[str, Sentence]) -> None:
    told = {reference for _, based_on in every_statement(guide) for reference in based_on}

    # The whole text is a heading's explanation: headings are told where they are steps.
    missing = {key for key in source if not key.endswith(".0")} - told

    assert missing == set(STATE_NOTHING)


def test_figures_are_those_of_the_sentences_they_rest_on(
    guide: Guide, source: Mapping[str, Sentence]
) -> None:
    for text, based_on in every_statement(guide):
        said = set(re.findall(r"\d+", " ".join(words_of(text))))
        there = {word for key in based_on for word in words_of(source[key].text)}
        assert said <= there, f"{text!r} says {said - there}, which {based_on} don't"


def test_names_are_those_of_the_sentences_they_rest_on(
    guide: Guide, source: Mapping[str, Sentence]
) -> None:
    for text, based_on in every_statement(guide):
        # A capital letter in the middle of a sentence.
        stated = re.sub(r"\{\w+\}", "", ". ".join(without_silence(text)))
        names = set(re.findall(r"(?<=[a-z,] )[A-Z][\w.]+", stated))
        there = " ".join(["ML", *(source[key].text for key in based_on)]).lower()
        absent = {name for name in names if name.lower().rstrip(".") not in there}
        assert not absent, f"{text!r} names {absent}, which {based_on} don't"


def test_each_sentence_has_words_of_every_line_it_rests_on(
    guide: Guide, source: Mapping[str, Sentence]
) -> None:
    """So a wrong number in a reference is found, whatever the wording."""
    for text, based_on in every_statement(guide):
        for key in based_on:
            if not content(source[key].text) or not content(text):
                continue
            assert content(text) & content(source[key].text), f"{text!r} has nothing of {key}"


def test_no_seven_words_in_a_row_are_the_guides(
    replies: list[Reply], source: Mapping[str, Sentence]
) -> None:
    length = MOST_WORDS_IN_A_ROW + 1
    copied = {
        row: key
        for key, sentence in source.items()
        if sentence.is_prose
        for row in rows(sentence.text, length)
    }
    for reply in replies:
        for piece in (reply.lead, *(bullet.text for bullet in reply.bullets), reply.limit or ""):
            for row in rows(piece, length):
                assert row not in copied, f"{' '.join(row)!r} is copied from {copied[row]}"


def rows(text: str, length: int) -> Iterator[tuple[str, ...]]:
    """Every so many words that stand in a row in a text."""
    words = words_of(text)
    for start in range(len(words) - length + 1):
        yield tuple(words[start : start + length])


def test_whatever_is_said_without_a_reference_is_that_the_guide_is_silent(guide: Guide) -> None:
    """Answers, items and levels rest on the guide; what it lacks is said as such."""
    for topic in guide.topics:
        if topic.topic in OF_ITSELF:
            continue
        if not topic.answer.based_on and not any(topic.all_items()):
            assert SILENT.search(topic.answer.en), topic.answer.en
        for item in topic.all_items():
            assert item.based_on, item.id
        for gap in topic.gaps:
            # What stands for figures or a list brings their references.
            if not gap.text.based_on and not any(names_in(gap.text.en)):
                assert SILENT.search(gap.text.en), gap.text.en


def test_the_source_line_names_the_sections_of_all_that_is_said(
    composer: Composer, replies: list[Reply]
) -> None:
    titles = {section.id: section.title.en for section in composer.guide.sources.sections}
    steps = {section.id: section.step for section in composer.guide.sources.sections}
    for reply in replies:
        sections = {reference.partition(".")[0] for reference in references(reply)}
        assert (reply.source is None) is (not sections)
        for section, title in titles.items():
            named = reply.source is not None and (
                title in reply.source or steps[section] in steps_in(reply.source)
            )
            assert named is (section in sections), f"{reply.text}\n{section}"


def steps_in(source: str) -> range:
    """The steps that a source line names as a span."""
    span = re.search(r"Steps (\d) to (\d)", source)
    return range(int(span[1]), int(span[2]) + 1) if span else range(0)


def references(reply: Reply) -> Iterator[str]:
    """What a reply rests on, counted piece by piece."""
    for piece in (reply.lead, *(bullet.text for bullet in reply.bullets), reply.limit):
        if isinstance(piece, Said):
            yield from piece.based_on
