"""Rasa intent classifier: `components.intent_model` as a component of the NLU pipeline."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import asdict, replace
from statistics import median
from typing import Any

import numpy as np
import numpy.typing as npt
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers import LABEL_RANKING_LENGTH
from rasa.nlu.classifiers import classifier as rasa_classifier
from rasa.shared.exceptions import InvalidConfigException, RasaException
from rasa.shared.nlu.constants import (
    FEATURE_TYPE_SENTENCE,
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from threadpoolctl import threadpool_limits

from components.arrays import read_arrays
from components.block_metadata import block_metadata
from components.context_model import ContextModel, Features
from components.context_text import CONTEXT, together
from components.intent_model import IntentModel, Prediction, TrainingExample
from components.intent_names import FEW
from components.kernel_classifier import KernelSettings
from components.normalize import normalize
from components.pairs_training import pairs_fingerprint, pairs_to_learn
from components.question_splitter import ONLY_TELLS
from components.reading import (
    ACT,
    ANSWERABLE,
    ASPECT,
    ASPECTS,
    FALLBACK,
    KIND,
    OUT_OF_SCOPE,
)
from components.sentence_encoder import SentenceEncoder, shared_encoder
from components.spelling_corrector import text_to_understand
from components.trivial_messages import trivial_intent

logger = logging.getLogger(__name__)

# How many of the likeliest aspects go with a message; the first decides.
_ASPECTS_TOLD = 3
# Of the sentence vectors, where messages are read in context.
_COMPONENTS = 128
_CONTEXT_FILE = "context_model.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(rasa_classifier.IntentClassifier, GraphComponent):
    """Sets intent, ranking, `ASPECTS`, `ACT`, `ANSWERABLE` and, for ``out_of_scope``, the `KIND`.

    A message outside what was taught gets the intent ``out_of_scope``. A message between two
    intents gets ``nlu_fallback`` with the candidates behind it in the ranking, as Rasa's own
    ``FallbackClassifier`` would have it.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """Components that must come before this one."""
        return [SentenceEncoder]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's default configuration."""
        return {
            # Share of the in-scope training examples that are recognised as such without having
            # been seen. More of them kept means more out-of-scope messages answered wrongly.
            "keep_in_scope": 0.95,
            # Share of those whose two best intents count as too close to choose. People's own
            # questions are easier than our examples: about a third as many are asked back.
            "ask_in_scope": 0.08,
            # Intents that no "Did you mean ...?" can offer. If one of the two best is among them,
            # the best is taken.
            "never_offered": [
                "follow_up",
                "greet",
                "goodbye",
                "thank",
                "affirm",
                "deny",
                "bot_challenge",
            ],
            # What makes two messages alike: see there.
            **asdict(KernelSettings()),
            # The weight of meaning where intents typically have few examples: those hold only a
            # few of the words that people will use. Chosen on CLINC150's validation questions,
            # with 5 and 10 examples an intent.
            "meaning_weight_of_few": 8.0,
            # The file of labelled pairs, a question and the message that leans on it; with none,
            # no message is read in context.
            "in_context": None,
        }

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: IntentModel | None = None,
        in_context: ContextModel | None = None,
    ) -> None:
        """Create the component, untrained if there is no model.

        Args:
            config: See `get_default_config`.
            model_storage: Where it is stored.
            resource: As what.
            model: What reads a message by itself.
            in_context: What reads one that leans on the question before it.
        """
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model = model
        self._in_context = in_context

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentClassifier:
        """Create an untrained component.

        Raises:
            InvalidConfigException: If a share is not between 0 and 1.
        """
        for key in ("keep_in_scope", "ask_in_scope"):
            if not 0.0 <= config[key] <= 1.0:
                raise InvalidConfigException(
                    f"'{key}' of {cls.__name__} is a share: it must be between 0 and 1, "
                    f"not {config[key]}."
                )
        return cls(config, model_storage, resource)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Retrains when the labelled pairs change."""
        return pairs_fingerprint(config["in_context"])

    def train(self, training_data: TrainingData) -> Resource:
        """Train on all examples that have a text and an intent, and store the model.

        Raises:
            RasaException: If the examples cannot teach a model.
        """
        messages = [
            message
            for message in training_data.intent_examples
            if message.get(TEXT) and message.get(INTENT)
        ]
        examples = [training_example(message) for message in messages]
        try:
            self._model = IntentModel.fit(
                examples,
                sentence_vectors(messages),
                self._settings(examples),
                keep_in_scope=self._config["keep_in_scope"],
                ask_in_scope=self._config["ask_in_scope"],
            )
        except ValueError as error:
            raise RasaException(f"The intent classifier cannot be trained. {error}") from error
        if all(message.get(INTENT) != OUT_OF_SCOPE for message in messages):
            logger.warning(
                "There are no examples of '%s': the intent classifier will take every message for "
                "one that it was taught.",
                OUT_OF_SCOPE,
            )
        logger.info(
            "Intent classifier: in scope from probability %.2f, too close under a margin of %.2f.",
            self._model.scope.threshold,
            self._model.ambiguity_margin,
        )
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder)
            self._in_context = self._learn_context({each.intent for each in examples})
            if self._in_context is not None:
                np.savez(folder / _CONTEXT_FILE, **self._in_context.to_arrays())
        return self._resource

    def _learn_context(self, intents: set[str]) -> ContextModel | None:
        """Learns from the labelled pairs what a message asks, given the question before it.

        ``None`` where none of them asks about an intent that is taught.
        """
        model = self._model
        assert model is not None
        labelled = pairs_to_learn(self._config["in_context"])
        pairs = [pair for pair in labelled if pair.intent in intents]
        if all(pair.intent == OUT_OF_SCOPE for pair in pairs):
            return None

        def features(texts: list[str]) -> Features:
            vectors = shared_encoder().encode(texts)
            return Features(model.scores(texts, vectors), model.reduced(vectors, _COMPONENTS))

        own = features([normalize(pair.text) for pair in pairs])
        both = features([normalize(together(pair.before, pair.text)) for pair in pairs])
        return ContextModel.fit(own, both, pairs)

    def _settings(self, examples: list[TrainingExample]) -> KernelSettings:
        per_intent = Counter(e.intent for e in examples if e.intent != OUT_OF_SCOPE)
        few = bool(per_intent) and median(per_intent.values()) < FEW
        return KernelSettings(
            self._config["meaning_weight_of_few" if few else "meaning_weight"],
            self._config["meaning_sharpness"],
            self._config["regularization"],
            self._config["dimensions"],
        )

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentClassifier:
        """Load a trained component.

        Raises:
            ValueError: If the storage has no trained component.
        """
        # A message is too short to share out: threads that wait for each other's part would take
        # as much of the processors again as all the rest. (In training they earn their keep.)
        threadpool_limits(1, user_api="blas")
        with model_storage.read_from(resource) as folder:
            in_context = None
            if (folder / _CONTEXT_FILE).exists():
                in_context = ContextModel.from_arrays(read_arrays(folder / _CONTEXT_FILE))
            return cls(config, model_storage, resource, IntentModel.load(folder), in_context)

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent, ranking and kind of messages.

        Raises:
            RasaException: If the component is not trained.
        """
        if self._model is None:
            raise RasaException("The intent classifier has not been trained.")
        with_words = []
        for message in messages:
            if message.get(ONLY_TELLS):
                continue
            trivial = trivial_intent(message.get(TEXT) or "")
            if trivial is None:
                with_words.append(message)
            else:
                intent = trivial.intent or FALLBACK
                self._set(
                    message, Prediction([(intent, 1.0)], trivial.kind, False, [], trivial.act)
                )

        predictions = self._model.predict(
            [text_to_understand(message) for message in with_words],
            sentence_vectors(with_words),
        )
        for message, prediction in zip(with_words, predictions, strict=True):
            if self._must_ask(prediction):
                # As sure as its best candidate: the ranking stays in order.
                ranking = [(FALLBACK, prediction.ranking[0][1]), *prediction.ranking]
                prediction = replace(prediction, ranking=ranking)
            self._set(message, prediction)
        self._read_in_context(with_words, predictions)
        return messages

    def _read_in_context(self, messages: list[Message], predictions: list[Prediction]) -> None:
        """Reads those anew that are a message together with the question before it."""
        assert self._model is not None
        if self._in_context is None:
            return
        places = {id(message): place for place, message in enumerate(messages)}
        for place, message in enumerate(messages):
            both = message.get(CONTEXT)
            if both is None or id(both) not in places:
                continue
            own, together_ = (
                Features(
                    np.array([predictions[each].scores]),
                    self._model.reduced(sentence_vectors([messages[each]]), _COMPONENTS),
                )
                for each in (place, places[id(both)])
            )
            (read,) = self._in_context.predict(own, together_)
            entries = _entries(read.ranking, LABEL_RANKING_LENGTH)
            both.set(INTENT, entries[0])
            both.set(INTENT_RANKING_KEY, entries)
            both.set(ASPECTS, _entries(read.aspects, _ASPECTS_TOLD))
            both.set(KIND, read.kind)
            both.set(ACT, None)
            both.set(ANSWERABLE, read.answerable)

    def _must_ask(self, prediction: Prediction) -> bool:
        if not prediction.ambiguous:
            return False
        candidates = [name for name, _ in prediction.ranking if name != OUT_OF_SCOPE][:2]
        return not set(candidates) & set(self._config["never_offered"])

    def _set(self, message: Message, prediction: Prediction) -> None:
        entries = _entries(prediction.ranking, LABEL_RANKING_LENGTH)
        message.set(INTENT, entries[0], add_to_output=True)
        message.set(INTENT_RANKING_KEY, entries, add_to_output=True)
        if prediction.aspects:
            message.set(ASPECTS, _entries(prediction.aspects, _ASPECTS_TOLD), add_to_output=True)
        more = {KIND: prediction.kind, ACT: prediction.act, ANSWERABLE: prediction.answerable}
        for key, value in more.items():
            if value is not None:
                message.set(key, value, add_to_output=True)


def _entries(ranking: list[tuple[str, float]], most: int) -> list[dict[str, Any]]:
    return [
        {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: confidence}
        for name, confidence in ranking[:most]
    ]


def training_example(message: Message) -> TrainingExample:
    """Return what a message of the training data teaches."""
    intent = message.get(INTENT)
    metadata = block_metadata(message)
    kind = metadata.get(KIND) if intent == OUT_OF_SCOPE else None
    aspect, act = metadata.get(ASPECT), metadata.get(ACT)
    answerable = metadata.get(ANSWERABLE, True)
    return TrainingExample(text_to_understand(message), intent, kind, aspect, act, answerable)


def sentence_vectors(messages: list[Message]) -> npt.NDArray[np.float32]:
    """The vectors that `SentenceEncoder` left on messages, shape (messages, dimension)."""
    return np.array([_sentence_vector(message) for message in messages], dtype=np.float32)


def _sentence_vector(message: Message) -> npt.NDArray[np.float32]:
    # Rasa's own `get_dense_features` makes a deep copy of them.
    for each in message.features:
        if each.attribute == TEXT and each.type == FEATURE_TYPE_SENTENCE and each.is_dense():
            vector: npt.NDArray[np.float32] = each.features[0]
            return vector
    raise RasaException(f"The message '{message.get(TEXT)}' has no sentence features.")
