from __future__ import annotations

import pytest

from components.kernel_classifier import KernelSettings
from components.universal_sentence_encoder import UniversalSentenceEncoder
from evaluation.understanding.examples import Example
from evaluation.understanding.nearest import TrainingIndex

EXAMPLES = [
    Example("how much does the job pay", "ask_salary", None, "a.yml:1"),
    Example("which city has the most jobs", "ask_cities", None, "a.yml:2"),
    Example("what does a senior earn", "ask_salary", None, "a.yml:3"),
]


@pytest.fixture(scope="module")
def index() -> TrainingIndex:
    return TrainingIndex(EXAMPLES, UniversalSentenceEncoder(), KernelSettings())


def test_the_nearest_neighbours_come_first(index: TrainingIndex) -> None:
    (found,) = index.nearest(["what do seniors earn"], 2)

    assert [neighbour.example for neighbour in found] == [EXAMPLES[2], EXAMPLES[0]]
    assert 0 < found[1].likeness < found[0].likeness < 1


def test_the_same_words_are_as_alike_as_can_be(index: TrainingIndex) -> None:
    ((found,),) = index.nearest([index.texts[1]], 1)

    assert found.example is EXAMPLES[1]
    assert found.likeness == pytest.approx(1)


def test_no_message_has_no_neighbours(index: TrainingIndex) -> None:
    assert index.nearest([], 3) == []


def test_what_is_less_alike_is_not_looked_for(index: TrainingIndex) -> None:
    far, same = index.nearest(["is it hard to learn", index.texts[2]], 3, least=0.85)

    assert far == []
    assert [neighbour.example for neighbour in same] == [EXAMPLES[2]]


def test_nothing_is_alike_enough(index: TrainingIndex) -> None:
    assert index.nearest(["is it hard to learn"], 3, least=0.85) == [[]]
