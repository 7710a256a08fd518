from __future__ import annotations

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ACTION_NAME, FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.sentence_encoder import SentenceEncoder


@pytest.fixture
def component(model_storage: ModelStorage, execution_context: ExecutionContext) -> SentenceEncoder:
    return SentenceEncoder.create(
        SentenceEncoder.get_default_config(), model_storage, Resource("encoder"), execution_context
    )


def test_a_message_gets_one_sentence_feature(component: SentenceEncoder) -> None:
    [message] = component.process([Message({TEXT: "is python enough"})])
    [features] = message.features
    assert features.type == FEATURE_TYPE_SENTENCE
    assert features.attribute == TEXT
    assert features.is_dense()
    assert features.features.shape == (1, 512)


def test_how_it_is_typed_does_not_change_the_features(component: SentenceEncoder) -> None:
    # Each by itself: in one product of matrices, two rows may be rounded in different ways.
    messages = [
        *component.process([Message({TEXT: "is python enough"})]),
        *component.process([Message({TEXT: " IS PYTHON  ENOUGH??\u200b"})]),
    ]
    first, second = (message.get_dense_features(TEXT)[1].features for message in messages)
    np.testing.assert_array_equal(first, second)


def test_training_examples_get_the_features_of_messages(component: SentenceEncoder) -> None:
    texts = ["is python enough", "which city", "pay"]
    data = component.process_training_data(
        TrainingData([Message({TEXT: text, "intent": "any"}) for text in texts])
    )
    for example in data.training_examples:
        [message] = component.process([Message({TEXT: example.get(TEXT)})])
        np.testing.assert_allclose(
            example.get_dense_features(TEXT)[1].features,
            message.get_dense_features(TEXT)[1].features,
            atol=1e-5,
        )


def test_messages_without_a_text_are_left_alone(component: SentenceEncoder) -> None:
    messages = component.process([Message({ACTION_NAME: "action_listen"}), Message({TEXT: ""})])
    assert [message.features for message in messages] == [[], []]
