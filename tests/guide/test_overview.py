"""The whole guide in order: complete, and nothing beyond what answers say."""

from __future__ import annotations

from collections import Counter

import pytest

from guide.answers.compose import Composer
from guide.model import Guide
from guide.overview import PROVENANCE, Section, overview
from guide.text import LANGUAGES, Language
from tests.replies import RETENTION_DAYS, replies_in


def lines(section: Section) -> list[tuple[str, str]]:
    """Ids and texts of everything that is said in a section."""
    said = [*section.more, *section.silent]
    for entry in section.entries:
        said += [*entry.lead, *entry.bullets, *entry.limit]
    return [(line.id, line.text) for line in said]


@pytest.fixture(params=LANGUAGES)
def composer(guide: Guide, request: pytest.FixtureRequest) -> Composer:
    language: Language = request.param
    return Composer(guide, language, RETENTION_DAYS)


def test_every_sentence_of_the_published_guide_that_any_reply_rests_on_is_there(
    composer: Composer,
) -> None:
    replies = replies_in(composer.language)
    needed = {reference for reply in replies for reference in reply.said.based_on}
    shown = frozenset[str]().union(*(section.references for section in overview(composer)))

    assert needed and needed - shown == set()


def test_nothing_is_there_that_no_reply_says(composer: Composer) -> None:
    said = "\n".join(reply.text for reply in replies_in(composer.language))
    questions = [
        question.text.in_language(composer.language)
        for topic in composer.guide.topics
        for question in topic.all_questions()
    ]
    for section in overview(composer):
        assert {entry.question for entry in section.entries} <= set(questions)
        for identity, text in lines(section):
            assert text in said, identity


def test_every_question_of_its_topics_is_there(composer: Composer) -> None:
    for section in overview(composer):
        topic = composer.guide.topic(section.id)
        assert [entry.id for entry in section.entries] == [
            question.id for question in topic.all_questions()
        ]


def test_ids_are_unique_and_the_same_in_each_language(guide: Guide) -> None:
    ids = {}
    for language in LANGUAGES:
        sections = overview(Composer(guide, language))
        found = [section.id for section in sections]
        found += [identity for section in sections for identity, _ in lines(section)]
        assert max(Counter(found).values()) == 1
        ids[language] = [section.id for section in sections]
    assert len(set(map(tuple, ids.values()))) == 1


def test_it_begins_as_the_guide_does_and_ends_with_where_it_comes_from(composer: Composer) -> None:
    topics = [section.id for section in overview(composer)]

    assert topics.index("degree_requirements") < topics.index("certifications")
    assert topics.index("certifications") < topics.index("salary") < topics.index("career_path")
    assert topics[-1] == PROVENANCE
    assert not {"capabilities", "privacy"}.intersection(topics)


def test_facts_and_silences_are_told_apart(composer: Composer) -> None:
    for section in overview(composer):
        for line in section.silent:
            assert line.text not in [other.text for other in section.more]
    salary = next(section for section in overview(composer) if section.id == "salary")
    assert "salary-how_to" in [line.id for line in salary.more]
    assert "salary-who" in [line.id for line in salary.silent]
