"""Rasa classifier: out-of-scope detection of questions about other jobs."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.other_job import OtherJobs
from components.reading import FALLBACK, KIND, OTHER_JOB, OUT_OF_SCOPE, topic_of
from guide import GUIDE_DIRECTORY, GuideError, load_guide

_FILE = "other_jobs.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class OtherJobDetector(GraphComponent):
    """Sets ``out_of_scope`` and the kind `OTHER_JOB` where a question asks about another job.

    It follows the intent classifier, and also takes back what that has refused for a job that the
    person has ("I'm a pharmacist looking into AI"). The jobs come from
    ``data/guide/near_misses.yml`` and are kept in the model.
    """

    def __init__(
        self, model_storage: ModelStorage, resource: Resource, jobs: OtherJobs | None = None
    ) -> None:
        """Makes a detector; without ``jobs`` it must be trained first."""
        self._model_storage = model_storage
        self._resource = resource
        self._jobs = jobs

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> OtherJobDetector:
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
    ) -> OtherJobDetector:
        """See ``GraphComponent.load``."""
        with model_storage.read_from(resource) as directory:
            names = json.loads((directory / _FILE).read_text(encoding="utf-8"))
        return cls(model_storage, resource, OtherJobs(names))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Retrains when the jobs change."""
        return hashlib.sha256((GUIDE_DIRECTORY / "near_misses.yml").read_bytes()).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Reads the jobs and stores them.

        Raises:
            InvalidConfigException: the guide is not valid; says file, line and field.
        """
        try:
            names = load_guide().other_jobs.all
        except GuideError as error:
            raise InvalidConfigException(f"The guide is not valid.\n  {error}") from error
        self._jobs = OtherJobs(names)
        with self._model_storage.write_to(self._resource) as directory:
            (directory / _FILE).write_text(json.dumps(names), encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Refuses what is asked about another job, and only that."""
        assert self._jobs is not None, "the detector is neither trained nor loaded"
        for message in messages:
            text = message.get(TEXT) or ""
            if _would_be_answered(message) and self._jobs.asked_about(text):
                _refuse(message)
            elif message.get(KIND) == OTHER_JOB and self._jobs.is_own(text):
                _accept(message)
        return messages


def _would_be_answered(message: Message) -> bool:
    intent: str = message.get(INTENT)[INTENT_NAME_KEY]
    return topic_of(intent) is not None or intent == FALLBACK


def _refuse(message: Message) -> None:
    others = [
        entry
        for entry in message.get(INTENT_RANKING_KEY)
        if entry[INTENT_NAME_KEY] not in (OUT_OF_SCOPE, FALLBACK)
    ]
    refused = {INTENT_NAME_KEY: OUT_OF_SCOPE, PREDICTED_CONFIDENCE_KEY: 1.0}
    rest = [{**entry, PREDICTED_CONFIDENCE_KEY: 0.0} for entry in others]
    message.set(INTENT, refused, add_to_output=True)
    message.set(INTENT_RANKING_KEY, [refused, *rest], add_to_output=True)
    message.set(KIND, OTHER_JOB, add_to_output=True)


def _accept(message: Message) -> None:
    """Takes the likeliest topic instead, if the ranking has one."""
    ranking = message.get(INTENT_RANKING_KEY)
    topics = (entry for entry in ranking if topic_of(entry[INTENT_NAME_KEY]))
    taken = next(topics, None)
    if taken is None:
        return
    rest = [entry for entry in ranking if entry is not taken]
    message.set(INTENT, taken, add_to_output=True)
    message.set(INTENT_RANKING_KEY, [taken, *rest], add_to_output=True)
    message.set(KIND, None, add_to_output=True)
