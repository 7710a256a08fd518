from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.understanding.examples import DataError
from evaluation.understanding.trained_model import TrainedModel


@pytest.fixture(scope="module")
def model() -> TrainedModel:
    return TrainedModel()


def test_a_question_has_its_intent_and_entities(model: TrainedModel) -> None:
    (reading,) = model.read(["how much do they earn with 8 years of experience"])

    assert (reading.intent, reading.questions) == ("ask_salary", ("ask_salary",))
    assert ("experience_years", "8") in reading.entities
    assert reading.best_guess == "ask_salary"
    assert 0.5 < reading.confidence <= 1


def test_several_questions_have_an_intent_each(model: TrainedModel) -> None:
    (reading,) = model.read(["which skills do I need, and which cities have the most jobs?"])

    assert reading.intent == "ask_several"
    assert reading.questions == ("ask_skills", "ask_cities")


def test_in_scope_is_likelier_for_a_question_than_for_what_is_refused(model: TrainedModel) -> None:
    question, other = model.read(["which skills do I need", "how do I bake a pizza"])

    assert other.intent == "out_of_scope"
    assert other.best_guess != "out_of_scope"
    assert other.in_scope < question.in_scope


def test_messages_are_understood_with_their_spelling_corrected(model: TrainedModel) -> None:
    assert model.as_understood(["What salery do they get"]) == ["what salary do they get"]


def test_a_missing_model_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"gone\.tar\.gz: there is no trained model"):
        TrainedModel(tmp_path / "gone.tar.gz")
