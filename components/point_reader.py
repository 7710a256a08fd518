"""Rasa component: fine-grained classification, which point of a topic a question asks for.

"what happens once the model is built" asks for deployment, though it doesn't call it so; "what
could I build", for ideas for projects, a gap of the guide's. A logistic regression for each topic
over sentence vectors; ``data/points.yml`` teaches it, the training questions that call a point by
its name, and those that call none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.linear_model import LogisticRegression

from components.arrays import FloatArray
from components.block_metadata import block_metadata
from components.entity_extractor import GuideEntityExtractor, build_pipeline
from components.guide_training import guide_fingerprint, guide_to_learn
from components.intent_classifier import sentence_vectors
from components.labelled_points import LABELLED_POINTS, NO_POINT, read_labelled_points
from components.normalize import normalize
from components.question_splitter import ONLY_TELLS
from components.reading import ANSWERABLE, ASPECT, FOLLOW_UP, POINTS, intent_of
from components.sentence_encoder import shared_encoder
from components.softmax import softmax
from guide.model import Gap

_FILE = "points.json"
# Of the training questions that it says a point of (cross-validation), nine in ten ask for it.
_LEAST = 0.45
_FLEXIBILITY = 10.0
# What asks for no point weighs at most so many times as much as what asks for one.
_MOST_NONE = 5.0
# One in so many follow-ups is enough to learn what asks for no point.
_ONE_IN = 5


class PointModel:
    """Says which point of one topic's list a question asks for."""

    def __init__(self, points: Sequence[str], weights: FloatArray, bias: FloatArray) -> None:
        """Puts together what was learnt.

        Args:
            points: their ids, `NO_POINT` among them.
            weights: shape (points, dimension).
            bias: shape (points,).
        """
        self._points = tuple(points)
        self._weights, self._bias = weights, bias

    @classmethod
    def fit(cls, vectors: FloatArray, points: Sequence[str]) -> PointModel:
        """Learns from sentence vectors, shape (questions, dimension), and the point of each."""
        regression = LogisticRegression(C=_FLEXIBILITY, max_iter=1000, multi_class="multinomial")
        none = sum(point == NO_POINT for point in points)
        heavier = max(1.0, none / (_MOST_NONE * (len(points) - none)))
        regression.fit(vectors, points, [1.0 if each == NO_POINT else heavier for each in points])
        weights, bias = regression.coef_, regression.intercept_
        if len(weights) == 1:  # of two labels, it keeps the second alone
            weights, bias = np.concatenate([-weights, weights]), np.concatenate([-bias, bias])
        return cls(regression.classes_.tolist(), weights, bias)

    def point(self, vector: FloatArray) -> str | None:
        """The point that a question asks for; ``None`` if none, or not surely one."""
        likely = softmax(self._weights @ vector + self._bias)
        best = int(likely.argmax())
        sure = likely[best] >= _LEAST and self._points[best] != NO_POINT
        return self._points[best] if sure else None

    def to_json(self) -> dict[str, object]:
        """What `from_json` needs."""
        weights, bias = self._weights.round(4).tolist(), self._bias.round(4).tolist()
        return {"points": self._points, "weights": weights, "bias": bias}

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> PointModel:
        """Restores what `to_json` gave."""
        return cls(content["points"], np.array(content["weights"]), np.array(content["bias"]))


def _may_ask_for(gaps: Sequence[Gap], metadata: Mapping[str, Any]) -> bool:
    """Whether a training question that names none of some gaps may ask for one all the same.

    The guide has no answer to it, and it has an aspect that the gap is asked with.
    """
    if metadata.get(ANSWERABLE) is not False:
        return False
    return any(not gap.asked or metadata.get(ASPECT) in gap.asked for gap in gaps)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class PointReader(GraphComponent):
    """Sets `POINTS`: of each topic that is taught, the point that a message would ask for there."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PointReader:
        """See ``GraphComponent.create``."""
        return cls(model_storage, resource)

    def __init__(
        self,
        model_storage: ModelStorage,
        resource: Resource,
        models: Mapping[str, PointModel] | None = None,
    ) -> None:
        """Makes a reader; without ``models``, by topic, it must be trained first."""
        self._model_storage = model_storage
        self._resource = resource
        self._models = models

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> PointReader:
        """See ``GraphComponent.load``."""
        with model_storage.read_from(resource) as directory:
            stored = json.loads((directory / _FILE).read_text(encoding="utf-8"))
        models = {topic: PointModel.from_json(content) for topic, content in stored.items()}
        return cls(model_storage, resource, models)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Retrains when the labelled questions or the guide change."""
        return guide_fingerprint() + hashlib.sha256(LABELLED_POINTS.read_bytes()).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the points of each topic that has labelled questions.

        Raises:
            InvalidConfigException: the guide or the labelled questions are not valid; says which.
        """
        guide = guide_to_learn()
        extractor = GuideEntityExtractor(self._model_storage, self._resource, build_pipeline(guide))
        examples = [each for each in training_data.intent_examples if each.get(TEXT)]
        follow_ups = [each for each in examples if each.get(INTENT) == FOLLOW_UP][::_ONE_IN]
        try:
            labelled = read_labelled_points()
        except ValueError as error:
            raise InvalidConfigException(str(error)) from error
        stored = {}
        for topic, lines in labelled.items():
            ids = {label for _, label in lines}
            gaps = [gap for gap in guide.topic(topic).gaps if gap.id in ids]
            of_topic = [each for each in examples if each.get(INTENT) == intent_of(topic)]
            others, points = list(follow_ups), [NO_POINT] * len(follow_ups)
            for example in of_topic:
                values = {each["value"] for each in extractor.extract(example.get(TEXT))}
                named = values & ids or {NO_POINT}
                if named == {NO_POINT} and _may_ask_for(gaps, block_metadata(example)):
                    continue
                if len(named) == 1:
                    others.append(example)
                    points += named
            own = shared_encoder().encode([normalize(line) for line, _ in lines])
            vectors = np.concatenate([own, sentence_vectors(others)])
            model = PointModel.fit(vectors, [*(label for _, label in lines), *points])
            stored[topic] = model.to_json()
        with self._model_storage.write_to(self._resource) as directory:
            (directory / _FILE).write_text(json.dumps(stored), encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the points that each message would ask for, by topic, if there are any."""
        assert self._models is not None, "the reader is neither trained nor loaded"
        with_text = [each for each in messages if each.get(TEXT) and not each.get(ONLY_TELLS)]
        for message, vector in zip(with_text, sentence_vectors(with_text), strict=True):
            found = {topic: model.point(vector) for topic, model in self._models.items()}
            points = {topic: point for topic, point in found.items() if point is not None}
            if points:
                message.set(POINTS, points, add_to_output=True)
        return messages
