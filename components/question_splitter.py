"""Rasa component: sentence segmentation; segments are read beside the message itself."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.clause_model import ClauseModel
from components.clauses import Form, split_clauses
from components.labelled_clauses import LABELLED_CLAUSES, read_labelled_clauses
from components.question_parts import Unit, candidates, units
from components.reading import CLAUSES
from components.split_settings import SplitSettings

# On a message: what it was cut into. On the messages made of its parts: that they are such.
SEGMENTATION = "segmentation"
IS_PART = "is_part"
# On those that only tell: of them, no more is read than what they name.
ONLY_TELLS = "only_tells"
_FILE = "clauses.crfsuite"


@dataclass(frozen=True)
class Segmentation:
    """What a message was cut into.

    Attributes:
        units: in order.
        parts: the messages made of its `candidates`; the components in between read them.
        settings: by which they are scored.
    """

    units: list[Unit]
    parts: list[Message]
    settings: SplitSettings


# As a classifier it teaches nothing of its examples to others; it learns from clauses of its own.
@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class QuestionSplitter(GraphComponent):
    """Adds a message for each part that might be a question by itself.

    The components after it read all of them, in one batch. A ``QuestionJoiner`` must come last: it
    decides what the parts mean for the message, and takes them out again.
    """

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: ClauseModel | None = None,
    ) -> None:
        """Makes a component; without ``model`` it must be trained first.

        Raises:
            InvalidConfigException: a setting of `SplitSettings` is missing, or there is another.
        """
        try:
            self._settings = SplitSettings(**config)
        except TypeError as error:
            raise InvalidConfigException(f"{type(self).__name__} in config.yml: {error}") from error
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
    ) -> QuestionSplitter:
        """See ``GraphComponent.create``."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> QuestionSplitter:
        """See ``GraphComponent.load``."""
        with model_storage.read_from(resource) as directory:
            return cls(config, model_storage, resource, ClauseModel(directory / _FILE))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Retrains when the labelled clauses change."""
        return hashlib.sha256(LABELLED_CLAUSES.read_bytes()).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Learns where clauses begin and what they are, and stores it.

        Raises:
            InvalidConfigException: the labelled clauses are not valid; says which.
        """
        try:
            examples = read_labelled_clauses()
        except ValueError as error:
            raise InvalidConfigException(str(error)) from error
        with self._model_storage.write_to(self._resource) as directory:
            ClauseModel.train(examples, directory / _FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Returns the messages and, behind them, their parts."""
        assert self._model is not None, "the splitter is neither trained nor loaded"
        parts: list[Message] = []
        for message in messages:
            text = message.get(TEXT) or ""
            clauses = split_clauses(text, self._model)
            message.set(CLAUSES, [clause.form.name for clause in clauses], add_to_output=True)
            cut = units(text, clauses)
            told = {unit.text for unit in cut if unit.form is Form.STATEMENT}
            told -= {unit.text for unit in cut if unit.form is not Form.STATEMENT}
            own = [
                Message({TEXT: candidate, IS_PART: True, ONLY_TELLS: candidate in told})
                for candidate in candidates(text, cut, self._settings)
            ]
            if own:
                message.set(SEGMENTATION, Segmentation(cut, own, self._settings))
                parts += own
        return [*messages, *parts]
