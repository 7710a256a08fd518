"""Which of the guide's questions are found for what somebody types."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from channels.web.question_index import QuestionIndex
from guide.edition import current_edition
from guide.text import LANGUAGES


@pytest.fixture(scope="module")
def index() -> QuestionIndex:
    return QuestionIndex(current_edition().guide)


def test_it_has_every_question_of_the_guide_in_every_language(index: QuestionIndex) -> None:
    ids = [
        question.id
        for topic in current_edition().guide.topics
        for question in topic.all_questions()
    ]
    found = [(each.id, each.language) for each in index.candidates]
    assert sorted(found) == sorted(product(ids, LANGUAGES))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("How much do ML", "How much do ML engineers earn?"),
        ("HOW LONG", "How long does it take?"),
        ("which cities", "Which cities are best for ML?"),
        ("cities best", "Which cities are best for ML?"),
        ("pay 8", "What is the pay with 8 years of experience?"),
        ("quel diplo", "Quel diplôme faut-il?"),
        ("DIPLÔME STATISTIQUE", "Un diplôme en statistique convient-il?"),
    ],
)
def test_it_finds_by_prefix_and_words_whatever_the_accents_and_capitals(
    index: QuestionIndex, typed: str, first: str
) -> None:
    assert index.best(typed, "en", 5)[0] == first


def test_a_prefix_comes_before_the_same_words_elsewhere(index: QuestionIndex) -> None:
    found = index.best("do i need", "en", 5)
    begin = [text.startswith("Do I need") for text in found]
    assert True in begin and begin == sorted(begin, reverse=True)


@pytest.mark.parametrize("typed", ["", " ", "?!", "🙂", "weather tomorrow", "xyzzy"])
def test_it_finds_nothing_where_nothing_matches(index: QuestionIndex, typed: str) -> None:
    assert index.best(typed, "en", 5) == []


def test_there_are_never_more_than_asked_for_and_none_twice(index: QuestionIndex) -> None:
    ids = {each.text: each.id for each in index.candidates}
    for typed in ("d", "w", "what", "do"):
        found = index.best(typed, "en", 3)
        assert 0 < len(found) <= 3
        assert len({ids[text] for text in found}) == len(found)


def test_a_question_close_in_meaning_is_found_in_the_pages_language() -> None:
    index = QuestionIndex(current_edition().guide)
    places = {(each.id, each.language): place for place, each in enumerate(index.candidates)}
    index.vectors = np.eye(len(index.candidates), dtype=np.float32)
    meaning = np.zeros(len(index.candidates), np.float32)
    meaning[[places["salary", "en"], places["salary", "fr"]]] = np.sqrt(0.5)

    assert index.best("dough", "en", 5, meaning) == ["How much do ML engineers earn?"]
    assert index.best("dough", "fr", 5, meaning) == ["Combien gagne-t-on dans ce métier?"]
    assert index.best("dough", "en", 5, 0.5 * meaning) == []
