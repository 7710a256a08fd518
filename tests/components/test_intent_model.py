from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from components.intent_model import IntentModel, Prediction, TrainingExample
from components.kernel_classifier import KernelSettings
from components.universal_sentence_encoder import UniversalSentenceEncoder
from tests.components.small_training_data import EXAMPLES

SETTINGS = KernelSettings(meaning_weight=4.0, meaning_sharpness=2.0, regularization=1.0)
QUESTIONS = [
    "what salary can i expect",
    "is edmonton a good place",
    "do i need python",
    "will my visa be refused",
    "who won the football game",
]


def fit(
    encoder: UniversalSentenceEncoder,
    examples: list[TrainingExample],
    keep_in_scope: float = 0.95,
    ask_in_scope: float = 0.1,
) -> IntentModel:
    vectors = encoder.encode([example.text for example in examples])
    return IntentModel.fit(examples, vectors, SETTINGS, keep_in_scope, ask_in_scope)


def predict(model: IntentModel, encoder: UniversalSentenceEncoder, *texts: str) -> list[Prediction]:
    return model.predict(texts, encoder.encode(texts))


@pytest.fixture(scope="module")
def model(encoder: UniversalSentenceEncoder) -> IntentModel:
    return fit(encoder, EXAMPLES)


def test_new_questions_get_their_intent(
    model: IntentModel, encoder: UniversalSentenceEncoder
) -> None:
    intents = [prediction.ranking[0][0] for prediction in predict(model, encoder, *QUESTIONS)]
    assert intents == ["ask_salary", "ask_cities", "ask_skills", "out_of_scope", "out_of_scope"]


def test_near_misses_say_their_kind_and_others_have_none(
    model: IntentModel, encoder: UniversalSentenceEncoder
) -> None:
    kinds = [prediction.kind for prediction in predict(model, encoder, *QUESTIONS)]
    assert kinds == [None, None, None, "immigration", "off_topic"]


def test_no_kind_is_given_for_what_is_outside_but_near_no_kind(
    model: IntentModel, encoder: UniversalSentenceEncoder
) -> None:
    [between] = predict(model, encoder, "will the football visa be won")
    assert between.ranking[0][0] == "out_of_scope"
    assert between.kind is None


def test_the_ranking_names_each_intent_once_and_confidences_sum_to_one(
    model: IntentModel, encoder: UniversalSentenceEncoder
) -> None:
    intents = sorted({example.intent for example in EXAMPLES})
    for prediction in predict(model, encoder, *QUESTIONS):
        names, confidences = zip(*prediction.ranking, strict=True)
        assert sorted(names) == intents
        assert sum(confidences) == pytest.approx(1.0)
        assert sorted(confidences[1:], reverse=True) == list(confidences[1:])


def test_a_saved_model_predicts_the_same(
    model: IntentModel, encoder: UniversalSentenceEncoder, tmp_path: Path
) -> None:
    model.save(tmp_path)
    expected = predict(model, encoder, *QUESTIONS)
    restored = predict(IntentModel.load(tmp_path), encoder, *QUESTIONS)
    for before, after in zip(expected, restored, strict=True):
        assert (after.kind, after.ambiguous) == (before.kind, before.ambiguous)
        assert [name for name, _ in after.ranking] == [name for name, _ in before.ranking]
        assert dict(after.ranking) == pytest.approx(dict(before.ranking), abs=1e-5)


def test_keeping_less_refuses_more(encoder: UniversalSentenceEncoder) -> None:
    texts = ["paycheque in pizza", "is there skating", "others know", "code weather", "ottawa song"]

    def refused(keep_in_scope: float) -> int:
        predictions = predict(fit(encoder, EXAMPLES, keep_in_scope), encoder, *texts)
        return sum(prediction.ranking[0][0] == "out_of_scope" for prediction in predictions)

    assert refused(0.99) < refused(0.1)


def test_a_question_between_two_intents_is_ambiguous(encoder: UniversalSentenceEncoder) -> None:
    model = fit(encoder, EXAMPLES, ask_in_scope=0.5)
    between, clear = predict(model, encoder, "which skills pay most", "which skills do i need")
    assert between.ambiguous
    assert {name for name, _ in between.ranking[:2]} == {"ask_salary", "ask_skills"}
    assert not clear.ambiguous


def test_what_is_likelier_in_scope_than_not_but_not_surely_is_asked_about(
    encoder: UniversalSentenceEncoder,
) -> None:
    strict = fit(encoder, EXAMPLES, keep_in_scope=0.05)
    doubtful, outside = predict(strict, encoder, "paycheque in ottawa", "will my visa be refused")
    assert [name for name, _ in doubtful.ranking[:2]] == ["out_of_scope", "ask_salary"]
    assert doubtful.ranking[0][1] < 0.5
    assert doubtful.ambiguous
    assert outside.ranking[0][0] == "out_of_scope"
    assert not outside.ambiguous


def test_whether_the_guide_has_an_answer_is_learned_where_it_may_have_none(
    encoder: UniversalSentenceEncoder, tmp_path: Path
) -> None:
    beyond = ["is python enough", "how much maths must i know", "which tools should i study"]
    examples = [replace(each, answerable=each.text not in beyond) for each in EXAMPLES]
    fit(encoder, examples).save(tmp_path)
    model = IntentModel.load(tmp_path)
    asked, named, pay = predict(
        model, encoder, "how much maths and python is enough", "which skills do i need", "salary"
    )
    assert asked.answerable is not None
    assert named.answerable is not None
    assert asked.answerable < 0.5 < named.answerable
    assert pay.answerable is None


def test_no_message_is_ambiguous_if_none_may_be_asked_about(
    encoder: UniversalSentenceEncoder,
) -> None:
    model = fit(encoder, EXAMPLES, ask_in_scope=0.0)
    texts = [example.text for example in EXAMPLES]
    assert not any(prediction.ambiguous for prediction in predict(model, encoder, *texts))


def test_scores_of_many_texts_are_those_that_predictions_are_made_of(
    model: IntentModel, encoder: UniversalSentenceEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("components.intent_model._AT_ONCE", 2)
    scores = [prediction.scores for prediction in predict(model, encoder, *QUESTIONS)]

    np.testing.assert_allclose(
        model.scores(QUESTIONS, encoder.encode(QUESTIONS)), np.array(scores), atol=1e-4
    )


def test_no_texts_give_no_predictions(model: IntentModel) -> None:
    assert model.predict([], np.empty((0, 512), dtype=np.float32)) == []


def test_without_examples_of_the_limits_nothing_is_out_of_scope(
    encoder: UniversalSentenceEncoder, tmp_path: Path
) -> None:
    in_scope = [example for example in EXAMPLES if example.intent != "out_of_scope"]
    fit(encoder, in_scope).save(tmp_path)
    predictions = predict(IntentModel.load(tmp_path), encoder, *QUESTIONS)
    first = [prediction.ranking[0][0] for prediction in predictions]
    assert first[:3] == ["ask_salary", "ask_cities", "ask_skills"]
    assert "out_of_scope" not in first
    for prediction in predictions:
        assert dict(prediction.ranking)["out_of_scope"] == 0.0
        assert sum(dict(prediction.ranking).values()) == pytest.approx(1.0)


def test_a_single_intent_cannot_be_learnt(encoder: UniversalSentenceEncoder) -> None:
    few = [e for e in EXAMPLES if e.intent in ("ask_salary", "out_of_scope")]
    with pytest.raises(ValueError, match="two intents"):
        fit(encoder, few)
