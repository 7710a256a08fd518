"""Rasa classifier: out-of-scope detection of questions about other jobs."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
)
from rasa.shared.nlu.training_data.message import Message

from components.background_reader import OUR_FIELD, BackgroundReader
from components.reading import (
    ASKED,
    BACKGROUND,
    FALLBACK,
    JOB,
    KIND,
    NOTIONS,
    OTHER_JOB,
    OUT_OF_SCOPE,
    Reading,
    intent_of,
    topic_of,
)

_TITLE, _LEVEL = "role", "level"
_LADDER = intent_of("career_path")
_CHANGE = intent_of("from_scratch")
# Where our field isn't named, a refusal as sure as this stands although the job is the asker's own:
# "my sister is a pharmacist, which exams must she pass" asks about pharmacists.
_SURE = 0.95
# Somebody says what they are, and what they ask is less clear than this: then the way from there.
_UNCLEAR = 0.5
# The career ladder, or a start from another job, is asked about rather than anything else.
_LIKELY = 0.5
# What a question about one of the guide's titles may be refused for.
_OF_TITLES = NOTIONS | {OTHER_JOB}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class OtherJobDetector(GraphComponent):
    """Sets ``out_of_scope`` and the kind `OTHER_JOB` where a question asks about another job.

    It also takes back what the intent classifier has refused for a job that the person has ("I'm a
    pharmacist looking into AI"), or where a start from one is likelier; for one that is only asked
    to be on a list; or for a title that the guide has; and what it would ask back although the
    person says what they are and want to become.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """Components that must come before this one."""
        return [BackgroundReader]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> OtherJobDetector:
        """See ``GraphComponent.create``."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Refuses what is asked about another job, and only that."""
        for message in messages:
            reading = Reading.from_message(message.data)
            named = {(entity.name, entity.role) for entity in reading.entities}
            ours = bool(message.get(OUR_FIELD))
            other_job = (JOB, ASKED) in named and not ours
            own = bool({(JOB, BACKGROUND), (_TITLE, BACKGROUND)} & named)
            if other_job and _is_of_ladder(reading):
                _take(message, _LADDER)
            elif reading.asks_of_list and (other_job or reading.kind == OTHER_JOB):
                _accept(message)  # "is bookkeeping one of the skills"
            elif other_job and (topic_of(reading.intent) or reading.intent == FALLBACK):
                _refuse(message)
            elif (
                not other_job
                and (
                    (own and reading.kind == OTHER_JOB and (ours or reading.confidence < _SURE))
                    or (reading.kind == OTHER_JOB and reading.share(_CHANGE) > _LIKELY)
                    or ((_TITLE, ASKED) in named and reading.kind in _OF_TITLES)
                )
            ) or (
                own
                and reading.intent == FALLBACK
                and _CHANGE in {each.intent for each in reading.ranking[1:3]}
            ):
                _accept(message)
            elif (
                own
                and topic_of(reading.intent)
                and reading.confidence < _UNCLEAR
                and reading.share(_CHANGE)
            ):
                _take(message, _CHANGE)
        return messages


def _is_of_ladder(reading: Reading) -> bool:
    """Whether it asks for a job's place on the career ladder, which tells that it isn't on it."""
    has_level = any(entity.name == _LEVEL for entity in reading.entities)
    return (has_level or reading.aspect == "counts") and reading.share(_LADDER) > _LIKELY


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
    names = (entry[INTENT_NAME_KEY] for entry in ranking)
    topic = next(filter(topic_of, names), None)
    if topic is not None:
        _take(message, topic)


def _take(message: Message, intent: str) -> None:
    ranking = message.get(INTENT_RANKING_KEY)
    taken = next(entry for entry in ranking if entry[INTENT_NAME_KEY] == intent)
    rest = [entry for entry in ranking if entry is not taken]
    message.set(INTENT, taken, add_to_output=True)
    message.set(INTENT_RANKING_KEY, [taken, *rest], add_to_output=True)
    message.set(KIND, None, add_to_output=True)
