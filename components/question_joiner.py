"""Rasa component that says whether a message is several questions, from its parts as read."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import (
    ENTITIES,
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from components.intent_classifier import KIND, IntentClassifier
from components.question_finder import find_questions
from components.question_parts import Question, Reading, units
from components.question_splitter import IS_PART, PARTS, QuestionSplitter

ASK_SEVERAL = "ask_several"
QUESTIONS = "questions"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class QuestionJoiner(GraphComponent):
    """Gives a message of several questions the intent ``ask_several`` and its `QUESTIONS`.

    Each question is like a message of its own: ``text``, ``intent``, ``intent_ranking``,
    ``entities`` and, for ``out_of_scope``, ``kind``. A message that was not understood, but has
    one question in it that was, is read as that question. Every other stays as it was read.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """Components that must come before this one."""
        return [QuestionSplitter, IntentClassifier]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> QuestionJoiner:
        """See ``GraphComponent.create``."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Returns the messages without their parts."""
        whole = [message for message in messages if not message.get(IS_PART)]
        for message in whole:
            parts = message.data.pop(PARTS, None)
            if parts:
                _set_questions(message, parts)
        return whole


def _set_questions(message: Message, parts: list[Message]) -> None:
    text = message.get(TEXT)
    readings = {part.get(TEXT): reading_of(part) for part in parts}
    questions = find_questions(text, units(text), readings, reading_of(message))
    if not questions:
        return
    if len(questions) == 1:
        read = _as_message(questions[0])
        for key in (INTENT, INTENT_RANKING_KEY):
            message.set(key, read[key], add_to_output=True)
        message.data.pop(KIND, None)
        return
    confidence = min(question.reading.confidence for question in questions)
    several = {INTENT_NAME_KEY: ASK_SEVERAL, PREDICTED_CONFIDENCE_KEY: confidence}
    message.set(INTENT, several, add_to_output=True)
    ranking = [several, *(message.get(INTENT_RANKING_KEY) or [])]
    message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
    message.set(QUESTIONS, [_as_message(question) for question in questions], add_to_output=True)


def reading_of(message: Message) -> Reading:
    """What the components before this one made of a message or a part."""
    intent = message.get(INTENT)
    return Reading(
        intent[INTENT_NAME_KEY],
        intent[PREDICTED_CONFIDENCE_KEY],
        tuple(
            (entry[INTENT_NAME_KEY], entry[PREDICTED_CONFIDENCE_KEY])
            for entry in message.get(INTENT_RANKING_KEY) or ()
        ),
        message.get(KIND),
        tuple(message.get(ENTITIES) or ()),
    )


def _as_message(question: Question) -> dict[str, Any]:
    reading = question.reading
    ranking = [
        {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: confidence}
        for name, confidence in reading.ranking
    ]
    read = {
        TEXT: question.text,
        INTENT: {INTENT_NAME_KEY: reading.intent, PREDICTED_CONFIDENCE_KEY: reading.confidence},
        INTENT_RANKING_KEY: ranking,
        ENTITIES: list(reading.entities),
    }
    return read if reading.kind is None else {**read, KIND: reading.kind}
