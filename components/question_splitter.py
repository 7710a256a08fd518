"""Rasa component: sentence segmentation; segments are read beside the message itself."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from components.question_parts import candidates, units

# On a message: the messages made of its parts. On those: that they are such.
PARTS = "parts"
IS_PART = "is_part"


# As a classifier it has no say in training; parts are only of use when a message is understood.
@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class QuestionSplitter(GraphComponent):
    """Adds a message for each part that might be a question by itself.

    The components after it read all of them, in one batch. A ``QuestionJoiner`` must come last: it
    decides what the parts mean for the message, and takes them out again.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> QuestionSplitter:
        """See ``GraphComponent.create``."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Returns the messages and, behind them, their parts."""
        parts: list[Message] = []
        for message in messages:
            text = message.get(TEXT) or ""
            own = [
                Message({TEXT: candidate, IS_PART: True})
                for candidate in candidates(text, units(text))
            ]
            if own:
                message.set(PARTS, own)
                parts += own
        return [*messages, *parts]
