"""Rasa featurizer: one dense vector for each message."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.question_splitter import ONLY_TELLS
from components.spelling_corrector import text_to_understand
from components.text_encoder import TextEncoder
from components.universal_sentence_encoder import UniversalSentenceEncoder


@lru_cache(maxsize=1)
def shared_encoder() -> TextEncoder:
    """The encoder, checked and read once a process however often Rasa builds the component."""
    encoder = UniversalSentenceEncoder()
    # It reads its weights with the first text: now, so that the first person needn't wait for it.
    encoder.encode(["Hello"])
    return encoder


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(DenseFeaturizer, GraphComponent):
    """Gives every message with a text a sentence feature of shape (1, dimension)."""

    def __init__(self, config: dict[str, Any], name: str, encoder: TextEncoder) -> None:
        """Create the component.

        Args:
            config: See `get_default_config`.
            name: Identifies the features if the configuration has no alias.
            encoder: What turns texts into vectors.
        """
        super().__init__(name, config)
        self._encoder = encoder

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        """Create the component with the encoder this project uses.

        Raises:
            RasaException: If the encoder's weights are not the expected ones.
        """
        return cls(config, execution_context.node_name or cls.__name__, shared_encoder())

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the features to messages, all in one batch; to none that only tell."""
        with_text = [each for each in messages if each.get(TEXT) and not each.get(ONLY_TELLS)]
        vectors = self._encoder.encode([text_to_understand(message) for message in with_text])
        for message, vector in zip(with_text, vectors, strict=True):
            features = Features(
                vector.reshape(1, -1), FEATURE_TYPE_SENTENCE, TEXT, self._identifier
            )
            message.add_features(features)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the features to training examples, in place."""
        self.process(training_data.training_examples)
        return training_data

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to check: there are no options."""
