"""Rasa featurizer that adds an intent's name to its examples where there are few (few-shot)."""

from __future__ import annotations

from collections import Counter
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.reading import OUT_OF_SCOPE

FEW = 20
"""An intent with fewer examples than this has few. On CLINC150's validation questions, names were
worth 1.2 points of accuracy with 5 examples an intent, and 0.5 with 10; with more they change
nothing."""


# To Rasa, whatever sees the examples before they are learnt from is a featurizer.
@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class IntentNames(GraphComponent):
    """Adds "card arrival" to the few examples of ``card_arrival``."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentNames:
        """See ``GraphComponent.create``."""
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Returns the training data with the names."""
        intents = Counter(
            message.get(INTENT)
            for message in training_data.intent_examples
            if message.get(TEXT) and message.get(INTENT)
        )
        names = [
            Message.build(intent.replace("_", " "), intent)
            for intent, examples in intents.items()
            if examples < FEW and intent != OUT_OF_SCOPE
        ]
        return training_data.merge(TrainingData(names)) if names else training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Leaves messages as they are."""
        return messages
