"""Rasa entity extractor: jobs that the guide doesn't have, and the roles of what is named."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_ROLE,
    INTENT,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.arrays import read_arrays
from components.block_metadata import block_metadata
from components.correction import meant_from
from components.entity_extractor import GuideEntityExtractor, build_pipeline
from components.fold import fold
from components.guide_training import guide_fingerprint, guide_to_learn
from components.job_titles import JobTitles
from components.mention_roles import (
    COUNTRY,
    FIELD,
    LEVEL,
    MENTIONS,
    ROLES_OF,
    YEARS,
    Mention,
    OurField,
    RoleModel,
    labelled_role,
)
from components.reading import (
    ASKED,
    BACKGROUND,
    BESIDE,
    CLAUSES,
    EXCLUDED,
    JOB,
    KIND,
    LACKING,
    LISTED,
    OTHER_COUNTRY,
    Reading,
    intent_of,
    only_tells,
    topic_of,
)
from components.words import Words
from guide import Guide

OUR_FIELD = "our_field"
"""The key on a message that speaks of our own field."""

# What ties the complement to the head of a title.
_OF = re.compile(r"\s+(?:d(?:['’]|[eu]s?\s)|en\s|[io][fn]\s)\s*", re.IGNORECASE)

_FROM_SCRATCH = intent_of("from_scratch")
_MOSTLY = 0.5
_FILE, _ROLES_FILE = "background.json", "roles.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class BackgroundReader(GraphComponent, EntityExtractorMixin):
    """Adds entities `JOB`, and a role to jobs, titles, fields, countries and years: see `ROLES_OF`.

    It follows the ``GuideEntityExtractor``. What the role is taught by stands in ``data/nlu``: the
    block's ``mentions``, or the annotation of a single mention.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> BackgroundReader:
        """See ``GraphComponent.create``."""
        return cls(model_storage, resource)

    def __init__(
        self,
        model_storage: ModelStorage,
        resource: Resource,
        field: OurField | None = None,
        jobs: JobTitles | None = None,
        roles: RoleModel | None = None,
    ) -> None:
        """Makes a reader; without its parts it must be trained first."""
        self._model_storage = model_storage
        self._resource = resource
        self._field, self._jobs, self._roles = field, jobs, roles

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Retrains when the guide changes."""
        return guide_fingerprint()

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> BackgroundReader:
        """See ``GraphComponent.load``."""
        with model_storage.read_from(resource) as directory:
            stored = json.loads((directory / _FILE).read_text(encoding="utf-8"))
            roles = RoleModel.from_arrays(read_arrays(directory / _ROLES_FILE))
        return cls(
            model_storage,
            resource,
            OurField(stored["field"]),
            JobTitles.from_json(stored["jobs"]),
            roles,
        )

    def train(self, training_data: TrainingData) -> Resource:
        """Learns what makes a job title, and what its role is.

        Raises:
            InvalidConfigException: the guide is not valid, or the training questions name nothing
                that has a role.
        """
        guide = guide_to_learn()
        examples = [e for e in training_data.intent_examples if e.get(TEXT) and e.get(INTENT)]
        self._field = OurField(guide.our_field.all)
        self._jobs = JobTitles.learn(
            guide,
            [
                example.get(TEXT)
                for example in examples
                if topic_of(example.get(INTENT)) and _block(example) != BACKGROUND
            ],
        )
        mentions, roles = self._labelled(guide, examples)
        try:
            self._roles = RoleModel.fit(mentions, roles)
        except ValueError as error:
            raise InvalidConfigException(
                f"{type(self).__name__} can't be trained: the questions name no jobs. {error}"
            ) from error
        stored = {"field": self._field.names, "jobs": self._jobs.to_json()}
        with self._model_storage.write_to(self._resource) as directory:
            (directory / _FILE).write_text(json.dumps(stored), encoding="utf-8")
            np.savez(directory / _ROLES_FILE, **self._roles.to_arrays())
        return self._resource

    def _labelled(
        self, guide: Guide, examples: Iterable[Message]
    ) -> tuple[list[Mention], list[str]]:
        extractor = GuideEntityExtractor(self._model_storage, self._resource, build_pipeline(guide))
        mentions, roles = [], []
        for example in examples:
            annotated = example.get(ENTITIES) or []
            of_block = _block(example)
            topic = topic_of(example.get(INTENT))
            abroad = block_metadata(example).get(KIND) == OTHER_COUNTRY
            if topic is None and of_block is None and not abroad:
                continue
            text = example.get(TEXT)
            words = Words.of(text)
            ours = extractor.extract(text) if topic or abroad or of_block == EXCLUDED else ()
            jobs = _with_subjects(text, self._other_jobs(words), ours)
            entities = _distinct([*jobs, *ours])
            has_job = any(entity["entity"] in (JOB, "role") for entity in entities)
            asks_years = topic in guide.topic_ids and YEARS in guide.topic(topic).particulars
            for entity, mention in self._mentions(words, entities):
                role = next(
                    (
                        each.get(ENTITY_ATTRIBUTE_ROLE)
                        for each in annotated
                        if each["start"] < entity["end"] and each["end"] > entity["start"]
                    ),
                    None,
                )
                is_years = entity["entity"] == YEARS
                # A block tells of years only beside a job; else their topic must make use of them.
                told = of_block if has_job or not is_years else None
                if entity["entity"] == COUNTRY:
                    # Whoever asks about our topics and names another country comes from there.
                    told = ASKED if abroad else BACKGROUND
                elif abroad:
                    continue
                if is_years and not (role or told or asks_years):
                    continue
                if entity["entity"] == FIELD and told == LACKING and not role:
                    continue  # the skill of that name is what is lacked
                mentions.append(mention)
                roles.append(labelled_role(entity["entity"], role, told))
        return mentions, roles

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds jobs and roles to the entities of each message."""
        assert self._field is not None, "the reader is neither trained nor loaded"
        for message in messages:
            text = message.get(TEXT)
            if not text:
                continue
            words = Words.of(text)
            before = message.get(ENTITIES, [])
            meant = meant_from(text)
            jobs = [
                {**job, "value": _as_written(text[job["start"] : job["end"]], job["value"])}
                for job in _with_subjects(text, self._other_jobs(words), before)
                if job["start"] >= meant
            ]
            entities = _distinct([*before, *self.add_extractor_name(jobs)])
            for entity, mention in self._mentions(words, entities):
                assert self._roles is not None
                role = self._roles.role_of(mention)
                # Who only tells of a job, and asks nothing, tells of their own.
                of_job = role == BESIDE or (role == ASKED and entity["entity"] == JOB)
                is_told = of_job and (
                    only_tells(message.get(CLAUSES, ())) or _is_all_of_a_start(message, mention)
                )
                entity[ENTITY_ATTRIBUTE_ROLE] = BACKGROUND if is_told else role
            _set_skills_of_others(entities)
            message.set(ENTITIES, sorted(entities, key=lambda e: e["start"]), add_to_output=True)
            message.set(OUR_FIELD, self._field.is_named(words.words))
        return messages

    def _other_jobs(self, words: Words) -> Iterator[dict[str, Any]]:
        assert self._jobs is not None
        for job in self._jobs.find(words.words):
            start, end = words.starts[job.start], words.ends[job.end - 1]
            yield {"entity": JOB, "value": job.name, "start": start, "end": end}

    def _mentions(
        self, words: Words, entities: Iterable[dict[str, Any]]
    ) -> Iterator[tuple[dict[str, Any], Mention]]:
        assert self._field is not None
        marked: list[str] | None = None
        for entity in entities:
            if entity["entity"] not in ROLES_OF:
                continue
            span = words.span(entity["start"], entity["end"])
            if span is not None:
                marked = marked or self._field.marked(words.words)
                yield entity, Mention(marked, *span, entity["entity"])


def _set_skills_of_others(entities: list[dict[str, Any]]) -> None:
    """What others have studied isn't asked about as a skill either: "up against maths grads"."""
    fields = [each for each in entities if each["entity"] == "degree_field"]
    others = {each["start"] for each in fields if each.get(ENTITY_ATTRIBUTE_ROLE) == BESIDE}
    for entity in entities:
        if entity["entity"] in LISTED and entity["start"] in others:
            entity[ENTITY_ATTRIBUTE_ROLE] = BESIDE


def _with_subjects(
    text: str, jobs: Iterable[dict[str, Any]], entities: Iterable[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """The jobs, each with the field that is its complement: "prof de maths", "teacher of art"."""
    fields = [entity for entity in entities if entity["entity"] == FIELD]
    for job in jobs:
        end = job["end"]
        behind = (each["end"] for each in fields if _OF.fullmatch(text[end : each["start"]]))
        whole = next(behind, end)
        yield {**job, "value": job["value"] + text[end:whole], "end": whole}


def _as_written(written: str, name: str) -> str:
    """A job's name with the person's capitals and accents; in the singular, as the name is."""
    singular = written[: len(name)]
    return singular if fold(singular).lower() == name else name


def _block(example: Message) -> str | None:
    role: str | None = block_metadata(example).get(MENTIONS)
    return role


def _distinct(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without what is part of something else: a job in one of our titles, a field in a title.

    Or a job in a field of study: "a bachelor in nursing". The level that a title names stays: it is
    the title's.
    """
    fields = [entity for entity in entities if entity["entity"] == FIELD]
    entities = [
        entity
        for entity in entities
        if entity["entity"] != JOB or not any(_is_within(entity, field) for field in fields)
    ]
    titles = [entity for entity in entities if entity["entity"] in (JOB, "role")]
    return [
        entity
        for entity in entities
        if entity["entity"] == LEVEL
        or entity["entity"] not in ROLES_OF
        or not any(_is_part(entity, of) for of in titles if of is not entity)
    ]


def _is_all_of_a_start(message: Message, mention: Mention) -> bool:
    """Whether a message is nothing but a job, and reads mostly as where somebody starts."""
    alone = (mention.start, mention.end) == (0, len(mention.words))
    return alone and Reading.from_message(message.data).share(_FROM_SCRATCH) > _MOSTLY


def _is_within(entity: dict[str, Any], of: dict[str, Any]) -> bool:
    within = of["start"] <= entity["start"] and entity["end"] <= of["end"]
    return within and (entity["start"], entity["end"]) != (of["start"], of["end"])


def _is_part(entity: dict[str, Any], of: dict[str, Any]) -> bool:
    if entity["start"] < of["start"] or entity["end"] > of["end"]:
        return False
    same = (entity["start"], entity["end"]) == (of["start"], of["end"])
    # "Business analyst" is a title near to ours and another job: then it is another job.
    return not same or entity["entity"] != JOB
