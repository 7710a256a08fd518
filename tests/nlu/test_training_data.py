"""The training questions: tidy, enough of them, and none that the model is measured with."""

from __future__ import annotations

from components.universal_sentence_encoder import UniversalSentenceEncoder
from evaluation.training_data.__main__ import check
from evaluation.training_data.check import load_rules
from evaluation.understanding.examples import training_examples
from guide.edition import current_edition
from guide.model import ASPECTS


def test_nothing_is_wrong_with_the_training_questions() -> None:
    topics = [f"ask_{topic.topic}" for topic in current_edition().guide.topics]
    found = check(topics, UniversalSentenceEncoder())

    assert not found.errors, "\n".join(str(finding) for finding in found.errors)


def test_every_near_miss_kind_has_an_answer() -> None:
    kinds = {example.kind for example in training_examples() if example.intent == "out_of_scope"}

    assert kinds == {miss.id for miss in current_edition().guide.near_misses}


def test_every_aspect_that_is_taught_has_answers_and_the_other_way_round() -> None:
    taught = {aspect for example in training_examples() for aspect in example.aspects}

    assert taught == set(ASPECTS) == set(load_rules((), ()).aspects)
