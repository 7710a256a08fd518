"""Rasa component: conversational query rewriting, a follow-up read with the question before it.

"do I need it for a first job" alone names nothing; "What is MLOps? do I need it for a first job",
read as one text, asks whether MLOps is needed.
"""

from __future__ import annotations

import json
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.events import Restarted, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.block_metadata import block_metadata
from components.leaning import LeaningModel
from components.question_splitter import IS_PART
from components.reading import (
    ACT,
    ASIDES,
    ELLIPTIC,
    FALLBACK,
    FOLLOW_UP,
    LAST_TOPIC,
    LEANS,
    OUT_OF_SCOPE,
    Reading,
    topic_of,
)

CONTEXT = "context"
"""On a message: the one that is made of the question before it and itself."""

# What a story asks stands mostly at its end.
_MOST_WORDS = 25
_FILE = "leaning.json"


# As a classifier it teaches nothing of its examples to others.
@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ContextReader(GraphComponent):
    """Adds, for a message that may lean on the question before it, one of both together.

    The components after it read it in the same batch; a ``QuestionJoiner`` takes it out again, and
    leaves its reading with the message (`IN_CONTEXT`). What surely stands by itself costs nothing
    more.
    """

    def __init__(
        self, model_storage: ModelStorage, resource: Resource, model: LeaningModel | None = None
    ) -> None:
        """Makes a component; without ``model`` it must be trained first."""
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ContextReader:
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
    ) -> ContextReader:
        """See ``GraphComponent.load``."""
        with model_storage.read_from(resource) as folder:
            stored = json.loads((folder / _FILE).read_text(encoding="utf-8"))
            return cls(model_storage, resource, LeaningModel(stored["weights"], stored["bias"]))

    def train(self, training_data: TrainingData) -> Resource:
        """Learns what follow-ups look like, and stores it."""
        examples = [each for each in training_data.intent_examples if each.get(TEXT)]
        model = LeaningModel.fit(
            [each.get(TEXT) for each in examples],
            [
                each.get(INTENT) == FOLLOW_UP or block_metadata(each).get(ACT) == ELLIPTIC
                for each in examples
            ],
        )
        with self._model_storage.write_to(self._resource) as folder:
            stored = json.dumps({"weights": model.weights, "bias": model.bias})
            (folder / _FILE).write_text(stored, encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message], tracker: DialogueStateTracker) -> list[Message]:
        """Returns the messages and, behind them, those in context.

        Args:
            messages: those to understand.
            tracker: of the conversation; ``None`` for a message outside of any, whatever Rasa's
                graph makes us say here.
        """
        assert self._model is not None, "the reader is neither trained nor loaded"
        if tracker is None:
            return messages
        in_context: list[Message] = []
        for message in messages:
            text = message.get(TEXT)
            if not text or message.get(IS_PART) or not self._model.leans(text):
                continue
            message.set(LEANS, True, add_to_output=True)
            before = question_before(tracker)
            if before is not None:
                both = Message({TEXT: f"{before} {text}", IS_PART: True})
                message.set(CONTEXT, both)
                in_context.append(both)
        return [*messages, *in_context]


def question_before(tracker: DialogueStateTracker) -> str | None:
    """The question that a message may lean on; ``None`` if none was asked in this session.

    The last one that stands by itself, or that by itself asks about what was answered last: so a
    row of follow-ups keeps its subject, and one that changed it takes its place.
    """
    topic = tracker.get_slot(LAST_TOPIC)
    latest = None
    for event in reversed(tracker.events):
        if isinstance(event, SessionStarted | Restarted):
            break
        if not isinstance(event, UserUttered) or not event.text:
            continue
        reading = Reading.from_message(event.parse_data)
        reading = reading.questions[-1] if reading.questions else reading
        if not _asks(reading):
            continue
        words = " ".join(reading.text.split()[-_MOST_WORDS:]).rstrip(" ?.!")
        if not reading.leans or topic_of(reading.intent) == topic:
            return words
        latest = latest or words
    return latest


def _asks(reading: Reading) -> bool:
    if reading.intent == OUT_OF_SCOPE:
        return reading.kind not in ASIDES
    return reading.intent == FALLBACK or topic_of(reading.intent) is not None
