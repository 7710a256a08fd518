from __future__ import annotations

from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.exceptions import InvalidConfigException, RasaException
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.intent_classifier import IntentClassifier
from components.sentence_encoder import SentenceEncoder
from tests.components.small_training_data import EXAMPLES

RESOURCE = Resource("intent_classifier")


class Pipeline:
    """The encoder and the classifier, as Rasa would run them."""

    def __init__(self, storage: ModelStorage, context: ExecutionContext) -> None:
        self.storage = storage
        self.context = context
        self.encoder = SentenceEncoder.create(
            SentenceEncoder.get_default_config(), storage, Resource("encoder"), context
        )

    def config(self, **changes: Any) -> dict[str, Any]:
        return {**IntentClassifier.get_default_config(), **changes}

    def train(self, **changes: Any) -> IntentClassifier:
        messages = [
            Message.build(
                example.text,
                example.intent,
                intent_metadata={"kind": example.kind} if example.kind else None,
            )
            for example in EXAMPLES
        ]
        data = self.encoder.process_training_data(TrainingData(messages))
        classifier = IntentClassifier.create(
            self.config(**changes), self.storage, RESOURCE, self.context
        )
        classifier.train(data)
        return classifier

    def load(self, **changes: Any) -> IntentClassifier:
        return IntentClassifier.load(self.config(**changes), self.storage, RESOURCE, self.context)

    def parse(self, classifier: IntentClassifier, text: str) -> dict[str, Any]:
        messages = self.encoder.process([Message({TEXT: text})])
        output: dict[str, Any] = classifier.process(messages)[0].as_dict(
            only_output_properties=True
        )
        return output


def confidences(output: dict[str, Any]) -> dict[str, float]:
    return {entry["name"]: entry["confidence"] for entry in output["intent_ranking"]}


@pytest.fixture
def pipeline(model_storage: ModelStorage, execution_context: ExecutionContext) -> Pipeline:
    return Pipeline(model_storage, execution_context)


def test_a_loaded_classifier_predicts_what_the_trained_one_did(pipeline: Pipeline) -> None:
    trained = pipeline.train()
    loaded = pipeline.load()
    for text in ("what salary can i expect", "is edmonton a good place", "visa rules"):
        expected, restored = pipeline.parse(trained, text), pipeline.parse(loaded, text)
        assert restored.get("kind") == expected.get("kind")
        assert confidences(restored) == pytest.approx(confidences(expected), abs=1e-5)


def test_the_output_has_intent_ranking_and_kind(pipeline: Pipeline) -> None:
    output = pipeline.parse(pipeline.train(), "What salary can I expect?")
    assert output["intent"]["name"] == "ask_salary"
    assert output["intent_ranking"][0] == output["intent"]
    assert len(output["intent_ranking"]) == len({example.intent for example in EXAMPLES})
    assert "kind" not in output


def test_an_out_of_scope_message_has_its_kind(pipeline: Pipeline) -> None:
    output = pipeline.parse(pipeline.train(), "will my visa be refused")
    assert output["intent"]["name"] == "out_of_scope"
    assert output["kind"] == "immigration"
    assert not any("/" in entry["name"] for entry in output["intent_ranking"])


def test_an_ambiguous_message_is_a_fallback_with_the_candidates_behind_it(
    pipeline: Pipeline,
) -> None:
    output = pipeline.parse(pipeline.train(ask_in_scope=0.5), "which skills pay most")
    assert output["intent"]["name"] == "nlu_fallback"
    fallback, *candidates = output["intent_ranking"]
    assert fallback == output["intent"]
    assert {entry["name"] for entry in candidates[:2]} == {"ask_salary", "ask_skills"}
    in_order = [entry["confidence"] for entry in output["intent_ranking"]]
    assert in_order == sorted(in_order, reverse=True)


def test_an_intent_that_cannot_be_offered_is_not_asked_about(pipeline: Pipeline) -> None:
    pipeline.train(ask_in_scope=0.5)
    classifier = pipeline.load(never_offered=["ask_skills"])
    output = pipeline.parse(classifier, "which skills pay most")
    assert output["intent"]["name"] in ("ask_salary", "ask_skills")


@pytest.mark.parametrize(
    ("text", "intent", "kind"),
    [
        ("", "nlu_fallback", None),
        (" ", "nlu_fallback", None),
        ("?", "nlu_fallback", None),
        ("👍", "affirm", None),
        ("🍕", "out_of_scope", "gibberish"),
        ("5", "follow_up", None),
    ],
)
def test_messages_without_words_are_settled(
    pipeline: Pipeline, text: str, intent: str, kind: str | None
) -> None:
    output = pipeline.parse(pipeline.train(), text)
    assert output["intent"] == {"name": intent, "confidence": 1.0}
    assert output["intent_ranking"] == [output["intent"]]
    assert output.get("kind") == kind


def test_a_batch_is_answered_in_order(pipeline: Pipeline) -> None:
    texts = ["👍", "what salary can i expect", "?", "is edmonton a good place"]
    messages = pipeline.encoder.process([Message({TEXT: text}) for text in texts])
    processed = pipeline.train().process(messages)
    assert [message.get("intent")["name"] for message in processed] == [
        "affirm",
        "ask_salary",
        "nlu_fallback",
        "ask_cities",
    ]


def test_training_without_out_of_scope_examples_says_so_and_refuses_nothing(
    pipeline: Pipeline, caplog: pytest.LogCaptureFixture
) -> None:
    messages = [Message.build(e.text, e.intent) for e in EXAMPLES if e.kind is None]
    data = pipeline.encoder.process_training_data(TrainingData(messages))
    classifier = IntentClassifier.create(
        pipeline.config(), pipeline.storage, RESOURCE, pipeline.context
    )
    classifier.train(data)
    assert "no examples of 'out_of_scope'" in caplog.text
    assert pipeline.parse(classifier, "who won the game")["intent"]["name"] != "out_of_scope"


def test_an_untrained_classifier_refuses_to_guess(pipeline: Pipeline) -> None:
    classifier = IntentClassifier.create(
        pipeline.config(), pipeline.storage, RESOURCE, pipeline.context
    )
    with pytest.raises(RasaException, match="not been trained"):
        pipeline.parse(classifier, "salary")


def test_a_share_must_be_between_zero_and_one(pipeline: Pipeline) -> None:
    with pytest.raises(InvalidConfigException, match="keep_in_scope"):
        pipeline.train(keep_in_scope=95)
