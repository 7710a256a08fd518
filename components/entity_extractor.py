"""Rasa entity extractor on spaCy: years of experience, cities, skills, degrees and the like."""

from __future__ import annotations

from typing import Any

import spacy
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.lang.punctuation import TOKENIZER_PREFIXES
from spacy.language import Language
from spacy.util import compile_prefix_regex, filter_spans

from components.amounts import SPANS_KEY as AMOUNT_SPANS
from components.correction import meant_from, negates
from components.entity_patterns import exact_patterns, fuzzy_patterns, homographs
from components.experience_years import SPANS_KEY as EXPERIENCE_SPANS
from components.fold import ELISION, fold, shorten_marks
from components.guide_training import guide_fingerprint, guide_to_learn
from components.homographs import FACTORY as HOMOGRAPHS
from components.misspellings import FACTORY as MISSPELLINGS
from components.misspellings import SPANS_KEY as MISSPELT_SPANS
from guide import Guide

_VOCABULARY_SPANS = "vocabulary"
# What stands behind is not read. A message has seldom more: 2,000 characters of ordinary words are
# 400.
_MOST_TOKENS = 400


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class GuideEntityExtractor(GraphComponent, EntityExtractorMixin):
    """Matches the guide's vocabulary with a spaCy pipeline that is kept in the model.

    Training compiles ``data/guide`` into patterns, so that editing the guide teaches the bot new
    words; the trained model no longer needs those files. Every entity is a dictionary as other
    Rasa extractors give it (``entity``, ``value``, ``start``, ``end``, ``extractor``); ``value``
    is an id of the guide, a number of years (``"5"``, ``"3-4"``), whole dollars a year
    (``"75000"``) or a place in a list (``"2"``);
    a skill named by one of its parts has ``part`` too (``"Python"``).
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GuideEntityExtractor:
        """See ``GraphComponent.create``."""
        return cls(model_storage, resource)

    def __init__(
        self, model_storage: ModelStorage, resource: Resource, nlp: Language | None = None
    ) -> None:
        """Makes an extractor; without ``nlp`` it must be trained first."""
        self._model_storage = model_storage
        self._resource = resource
        self._nlp = nlp

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
    ) -> GuideEntityExtractor:
        """See ``GraphComponent.load``."""
        with model_storage.read_from(resource) as directory:
            return cls(model_storage, resource, spacy.load(directory / "spacy"))

    def train(self, training_data: TrainingData) -> Resource:
        """Compiles the guide's vocabulary and stores the spaCy pipeline.

        Raises:
            InvalidConfigException: the guide is not valid; says file, line and field.
        """
        guide = guide_to_learn()
        self._nlp = build_pipeline(guide)
        with self._model_storage.write_to(self._resource) as directory:
            self._nlp.to_disk(directory / "spacy")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the entities of each message."""
        for message in messages:
            text = message.get(TEXT)
            if text:
                found = self.add_extractor_name(self.extract(text))
                message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages

    def extract(self, text: str) -> list[dict[str, Any]]:
        """The entities of ``text``, in order; of overlapping ones of a kind, the longest.

        What a person takes back ("not Toronto, Vancouver", "8 years, not 5") is left out.
        """
        assert self._nlp is not None, "the extractor is neither trained nor loaded"
        # The tokenizer parts "java/python", but not "c++/python".
        plain = shorten_marks(fold(text)).replace("+/", "+ ")
        tokens = self._nlp.make_doc(plain)
        for token in tokens:
            token.norm_ = text[token.idx : token.idx + len(token)].lower()
        if len(tokens) > _MOST_TOKENS:
            tokens = tokens[:_MOST_TOKENS].as_doc()
        doc = self._nlp(tokens)
        spans = [
            *doc.spans[_VOCABULARY_SPANS],
            *doc.spans[MISSPELT_SPANS],
            *doc.spans[EXPERIENCE_SPANS],
            *doc.spans[AMOUNT_SPANS],
        ]
        # Two gaps of different topics may share a word: the topic asked about picks its own.
        kinds = [(s.label_, s.id_ if s.label_ == "detail" else "") for s in spans]
        kept = [
            span
            for kind in dict.fromkeys(kinds)
            for span in filter_spans(
                [s for s, its_kind in zip(spans, kinds, strict=True) if its_kind == kind]
            )
        ]
        start = meant_from(text)
        meant = [span for span in kept if span.start_char >= start]
        meant = [
            span
            for span in meant
            if not negates(text, span.start_char)
            or all(other.label_ != span.label_ for other in meant if other is not span)
        ]
        entities = []
        for span in sorted(meant, key=lambda span: span.start):
            value, _, part = span.id_.partition("/")
            entity = {
                "entity": span.label_,
                "value": value,
                "start": span.start_char,
                "end": span.end_char,
            }
            entities.append({**entity, "part": part} if part else entity)
        return entities


def build_pipeline(guide: Guide) -> Language:
    """A spaCy pipeline that marks the guide's vocabulary, years of experience and amounts."""
    nlp = spacy.blank("en")
    tokenizer: Any = nlp.tokenizer
    tokenizer.prefix_search = compile_prefix_regex([*TOKENIZER_PREFIXES, ELISION]).search
    config = {
        "spans_key": _VOCABULARY_SPANS,
        "spans_filter": None,
        "phrase_matcher_attr": "LOWER",
    }
    ruler: Any = nlp.add_pipe("span_ruler", config=config)
    ruler.add_patterns(exact_patterns(guide))
    others = {"spans_key": _VOCABULARY_SPANS, "others": homographs(guide)}
    nlp.add_pipe(HOMOGRAPHS, config=others)
    misspellings: Any = nlp.add_pipe(MISSPELLINGS)
    misspellings.set_patterns(fuzzy_patterns(nlp, guide))
    nlp.add_pipe(EXPERIENCE_SPANS)
    nlp.add_pipe(AMOUNT_SPANS)
    return nlp
