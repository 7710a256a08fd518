"""Rasa featurizer: spelling correction before a message is understood."""

from __future__ import annotations

import json
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.correction import meant_from
from components.normalize import normalize
from components.reading import CORRECTIONS, OUT_OF_SCOPE
from components.spelling import Spelling, dictionary, replace_words, without_accents

CORRECTED_TEXT = "corrected_text"
_FILE = "uses.json"


def text_to_understand(message: Message) -> str:
    """What a message means to say, in plain form.

    Its corrected text if it has one, else its text, from where the person stops correcting
    themselves.
    """
    text = message.get(CORRECTED_TEXT) or message.get(TEXT) or ""
    return normalize(text[meant_from(text) :])


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SpellingCorrector(GraphComponent):
    """Leaves a corrected text on each message, beside the text that the person wrote.

    What was corrected is part of the message's reading.

    The vocabulary is that of the training questions in scope. Training examples themselves stay as
    they are: their mistakes teach the classifier too.
    """

    def __init__(
        self, model_storage: ModelStorage, resource: Resource, spelling: Spelling | None = None
    ) -> None:
        """Makes a component; without ``spelling`` it must be trained first."""
        self._model_storage = model_storage
        self._resource = resource
        self._spelling = spelling

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SpellingCorrector:
        """See ``GraphComponent.create``."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SpellingCorrector:
        """See ``GraphComponent.load``."""
        with model_storage.read_from(resource) as directory:
            uses = json.loads((directory / _FILE).read_text(encoding="utf-8"))
        dictionary(), without_accents()  # now, so that the first to mistype needn't wait for them
        return cls(model_storage, resource, Spelling(uses))

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the vocabulary and stores it."""
        self._spelling = Spelling.from_texts(
            normalize(example.get(TEXT))
            for example in training_data.intent_examples
            if example.get(TEXT) and example.get(INTENT) != OUT_OF_SCOPE
        )
        with self._model_storage.write_to(self._resource) as directory:
            (directory / _FILE).write_text(json.dumps(self._spelling.uses), encoding="utf-8")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leaves the examples as people wrote them."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Corrects messages."""
        assert self._spelling is not None, "the corrector is neither trained nor loaded"
        for message in messages:
            text = message.get(TEXT)
            if text:
                plain = normalize(text)
                corrections = self._spelling.corrections(plain)
                message.set(CORRECTED_TEXT, replace_words(plain, corrections))
                if corrections:
                    message.set(CORRECTIONS, corrections, add_to_output=True)
        return messages
