"""Rasa component: sequence labelling of what a question asks to be on a list.

"Is patience one of the soft skills" asks of patience, whether the guide has it or not. A
conditional random field like that of the clauses finds it by the words around it; it is taught by
``data/members.yml``, and by the training questions that ask something else.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.block_metadata import block_metadata
from components.clause_model import ClauseModel
from components.labelled_members import LABELLED_MEMBERS, read_labelled_members
from components.question_splitter import ONLY_TELLS
from components.reading import ASPECT, COUNTS, MEMBER, topic_of

_FILE = "members.crf"
# One in so many training questions that ask something else is enough to learn from.
_ONE_IN = 5
# French leaves out the vowel of an article or "de" before another.
_ELIDED = re.compile(r"^[ld]['’]", re.IGNORECASE)
# It is said again, so it has to be a name: no marks that a channel takes for formatting or a link.
_NAME = re.compile(r"[\w'’&+#., -]{1,60}")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class MemberReader(GraphComponent):
    """Sets `MEMBER`: what a message asks to be on a list, in its own words."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MemberReader:
        """See ``GraphComponent.create``."""
        return cls(model_storage, resource)

    def __init__(
        self,
        model_storage: ModelStorage,
        resource: Resource,
        model: ClauseModel | None = None,
    ) -> None:
        """Makes a reader; without ``model`` it must be trained first."""
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> MemberReader:
        """See ``GraphComponent.load``."""
        with model_storage.read_from(resource) as directory:
            return cls(model_storage, resource, ClauseModel(directory / _FILE))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Retrains when the labelled questions change."""
        return hashlib.sha256(LABELLED_MEMBERS.read_bytes()).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Learns which words name a member.

        Raises:
            InvalidConfigException: the labelled questions are not valid; says which.
        """
        try:
            examples = read_labelled_members()
        except ValueError as error:
            raise InvalidConfigException(str(error)) from error
        others = [
            example.get(TEXT)
            for example in training_data.intent_examples
            if topic_of(example.get(INTENT)) and block_metadata(example).get(ASPECT) != COUNTS
        ]
        examples += [(text, []) for text in others[::_ONE_IN]]
        with self._model_storage.write_to(self._resource) as directory:
            ClauseModel.train(examples, directory / _FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the first member that each message names, if it names one."""
        assert self._model is not None, "the reader is neither trained nor loaded"
        for message in messages:
            text = "" if message.get(ONLY_TELLS) else message.get(TEXT) or ""
            found = next(iter(self._model.clauses(text)), None)
            name = "" if found is None else _ELIDED.sub("", text[found.start : found.end])
            if _NAME.fullmatch(name) and any(char.isalpha() for char in name):
                message.set(MEMBER, name, add_to_output=True)
        return messages
