"""All that the guide knows, topic by topic, for a page that shows it whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from guide.answers.answer import answer, told_in_words
from guide.answers.compose import Composer
from guide.model import Question, Topic
from guide.reply import Chart, Reply, Target
from guide.said import Said

PROVENANCE = "source"
"""The topic that says where everything comes from; it stands last."""

_SENTENCE_END = re.compile(r"(?<=[.?:]) (?=[A-ZÀ-Ý“«])")


@dataclass(frozen=True)
class Line:
    """A sentence or list entry, in Markdown, and the id by which it can be linked to."""

    id: str
    text: str


@dataclass(frozen=True)
class Entry:
    """A question and its answer.

    Attributes:
        id: of the question in the guide.
        question: as a person would put it.
        lead: the sentences of the answer.
        bullets: the list after them.
        numbered: whether the list is of steps, one after the other.
        limit: what the answer leaves open.
        source: the source line, in Markdown.
        chart: a picture that goes with it, if there is one.
    """

    id: str
    question: str
    lead: tuple[Line, ...]
    bullets: tuple[Line, ...]
    numbered: bool
    limit: tuple[Line, ...]
    source: str
    chart: Chart | None


@dataclass(frozen=True)
class Section:
    """A topic.

    Attributes:
        id: of the topic.
        title: its label.
        entries: its questions, the main one first.
        more: what else is said of it.
        silent: what the guide doesn't say of it.
        references: the sentences of the published guide that its answers rest on.
    """

    id: str
    title: str
    entries: tuple[Entry, ...]
    more: tuple[Line, ...]
    silent: tuple[Line, ...]
    references: frozenset[str]


def overview(composer: Composer) -> tuple[Section, ...]:
    """The topics that rest on the published guide, in its order, and last where it comes from."""
    sections = {each.id: place for place, each in enumerate(composer.guide.sources.sections)}
    placed = []
    for topic in composer.guide.topics:
        said = answer(composer, Target(topic.topic)).said
        if said.based_on:
            placed.append((topic.topic == PROVENANCE, _mostly(said, sections), topic))
    placed.sort(key=lambda each: each[:2])
    return tuple(_section(composer, topic) for *_, topic in placed)


def _mostly(said: Said, sections: Mapping[str, int]) -> int:
    """The place of the section that most of an answer rests on; the later of two."""
    count = Counter(reference.partition(".")[0] for reference in said.based_on)
    return max((number, sections[section]) for section, number in count.items())[1]


def _section(composer: Composer, topic: Topic) -> Section:
    replies = [
        (question, answer(composer, Target(topic.topic, question.focus)))
        for question in topic.all_questions()
    ]
    told = list(_told(composer, topic))
    more = {text: identity for identity, text, states in told if states}
    silent = {text: identity for identity, text, states in told if not states}
    said = [*(reply.said for _, reply in replies), *more]
    return Section(
        id=topic.topic,
        title=composer.say(topic.label).with_capital(),
        entries=tuple(_entry(composer, question, reply) for question, reply in replies),
        more=tuple(Line(identity, text) for text, identity in more.items()),
        silent=tuple(Line(identity, text) for text, identity in silent.items()),
        references=frozenset(reference for each in said for reference in each.based_on),
    )


def _told(composer: Composer, topic: Topic) -> Iterator[tuple[str, Said, bool]]:
    """What is said of single points: its id, the text, and whether it states something.

    A gap that states nothing is a reply to words that somebody used, and is left out.
    """
    for aspect in topic.aspects:
        text = told_in_words(composer, topic, aspect)
        states = bool(text.based_on) or aspect.says_it_all
        yield f"{topic.topic}-{aspect.aspect}", text, states
    for gap in topic.gaps:
        text = told_in_words(composer, topic, gap)
        if text.based_on or gap.says_it_all:
            yield f"{topic.topic}-{gap.id}", text, True


def _entry(composer: Composer, question: Question, reply: Reply) -> Entry:
    lead = _sentences(question.id, reply.lead)
    limit = _sentences(question.id, reply.limit or Said(""), len(lead) + 1)
    bullets = (
        Line("-".join([question.id, *(bullet.shows or [f"item{number}"])]), bullet.text)
        for number, bullet in enumerate(reply.bullets, 1)
    )
    return Entry(
        id=question.id,
        question=composer.say(question.text),
        lead=lead,
        bullets=tuple(bullets),
        numbered=reply.numbered,
        limit=limit,
        source=reply.source or "",
        chart=reply.chart,
    )


def _sentences(identity: str, text: str, first: int = 1) -> tuple[Line, ...]:
    sentences: Iterable[str] = filter(None, _SENTENCE_END.split(text))
    return tuple(
        Line(f"{identity}-{number}", sentence) for number, sentence in enumerate(sentences, first)
    )
