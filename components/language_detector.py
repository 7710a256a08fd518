"""Rasa entity extractor: the language to answer in, detected in each message."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_ROLE,
    INTENT,
    INTENT_NAME_KEY,
    METADATA,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.block_metadata import block_metadata
from components.guide_training import guide_fingerprint, guide_to_learn
from components.language_identifier import LanguageIdentifier
from components.language_wishes import LanguageWishes, Wish
from components.mention_roles import MENTIONS, labelled_role
from components.normalize import normalize
from components.reading import (
    ASPECTS,
    CHOOSE_LANGUAGE,
    CHOSEN_LANGUAGE,
    LANGUAGE,
    LOCALE,
    QUESTIONS,
)
from guide import Guide
from guide.answers.names import named_things
from guide.text import DEFAULT_LANGUAGE

# The aspect of what something is like, and how sure it has to be.
_FORM, _LEAST_FORM = "format", 0.5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class LanguageDetector(GraphComponent, EntityExtractorMixin):
    """Gives a message the entity `LANGUAGE` where the conversation's language changes.

    The conversation's language so far is the prior, the channel's locale (`LOCALE` in the message's
    metadata) the first one: "ok" and "Python" change nothing. A language that a person has asked
    for (`CHOSEN_LANGUAGE`: "in English please") stays, whatever they write in. Slot mappings of the
    domain take both into slots. A message outside of any conversation (``rasa test``) has neither:
    a test story has no mark for an entity around another one.

    Training questions say their language in their metadata; others are in the default language.
    Job titles and skills say nothing of a message's language: people borrow the English ones.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's default configuration."""
        return {
            # Log-odds that another language must have to take the place of the conversation's,
            # of the channel's, and of the default. "ML engineer" has less than 1 for French,
            # "ok merci" 2.8, "et pour les juniors" 10.
            "prior_of_conversation": 3.3,
            "prior_of_locale": 2.0,
            "prior_of_default": 1.0,
        }

    def __init__(
        self,
        config: Mapping[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        identifier: LanguageIdentifier | None = None,
        wishes: LanguageWishes | None = None,
    ) -> None:
        """Makes a detector; without ``identifier`` and ``wishes`` it must be trained first."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._identifier = identifier
        self._wishes = wishes

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageDetector:
        """See ``GraphComponent.create``."""
        return cls(config, model_storage, resource)

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
    ) -> LanguageDetector:
        """See ``GraphComponent.load``."""
        with model_storage.read_from(resource) as folder:
            identifier, wishes = LanguageIdentifier.load(folder), LanguageWishes.load(folder)
            return cls(config, model_storage, resource, identifier, wishes)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the languages of the training questions, and what a wish for one is like.

        The languages' names stand in the guide.

        Raises:
            InvalidConfigException: the guide is not valid; says file, line and field.
        """
        examples = [each for each in training_data.intent_examples if each.get(TEXT)]
        languages = [language_of(example) for example in examples]
        guide = guide_to_learn()
        borrowed = _borrowed(guide)
        self._identifier = LanguageIdentifier.fit(
            [normalize(text) for text in (*(each.get(TEXT) for each in examples), *borrowed)],
            [*languages, *([{*chain(*languages)}] * len(borrowed))],
        )
        self._wishes = LanguageWishes.fit(
            {name: each.id for each in guide.phrases.languages for name in each.names},
            [_wish(each) for each in examples if each.get(INTENT) == CHOOSE_LANGUAGE],
        )
        with self._model_storage.write_to(self._resource) as folder:
            self._identifier.save(folder)
            self._wishes.save(folder)
        return self._resource

    def process(self, messages: list[Message], tracker: DialogueStateTracker) -> list[Message]:
        """Adds the entities.

        Args:
            messages: those to understand.
            tracker: of the conversation; for a message outside of any, Rasa has none, whatever its
                graph makes us say here, or one without even a conversation's start.
        """
        if tracker is None or not tracker.events:
            return messages
        for message in messages:
            text = message.get(TEXT)
            if not text:
                continue
            so_far = _last_set(tracker, LANGUAGE)
            chosen = self._asked_for(message, so_far) or _last_set(tracker, CHOSEN_LANGUAGE)
            if chosen:
                _add(message, CHOSEN_LANGUAGE, chosen, tracker)
            language = chosen or self._detected(text, so_far, _locale(message.get(METADATA)))
            _add(message, LANGUAGE, language, tracker)
        return messages

    def _asked_for(self, message: Message, so_far: str | None) -> str | None:
        """The language that a message asks to be answered in: one that it names, or its own.

        ``None`` where it asks whether something is in the language that is spoken.
        """
        parts = message.get(QUESTIONS) or [message.data]
        wishes = (
            part
            for part in parts
            if (part.get(INTENT) or {}).get(INTENT_NAME_KEY) == CHOOSE_LANGUAGE
        )
        part = next(wishes, None)
        if part is None:
            return None
        assert self._wishes is not None, "the detector is neither trained nor loaded"
        wish: str = part[TEXT]
        named = {code for _, code, _ in self._wishes.named(wish)}
        if named == {so_far} and _asks_the_form(part):
            return None
        return self._wishes.wanted(wish) or self._detected(wish, None, None)

    def _detected(self, text: str, so_far: str | None, locale: str | None) -> str:
        assert self._identifier is not None, "the detector is neither trained nor loaded"
        plain = normalize(text)
        odds = self._identifier.log_odds(plain)
        if so_far in odds and " " not in plain:  # "merci", "DEC": a word may be anybody's
            return so_far
        likeliest = max(odds, key=odds.__getitem__)
        if so_far in odds:
            before, least = so_far, self._config["prior_of_conversation"]
        elif locale in odds:
            before, least = locale, self._config["prior_of_locale"]
        else:
            before, least = DEFAULT_LANGUAGE, self._config["prior_of_default"]
        return before if odds[likeliest] < least else likeliest


def _asks_the_form(part: Mapping[str, Any]) -> bool:
    """Whether a wish sounds like a question about what something is like: "is it in French?"."""
    likeliest = next(iter(part.get(ASPECTS) or ()), None)
    return likeliest is not None and (
        likeliest["name"] == _FORM and likeliest["confidence"] >= _LEAST_FORM
    )


def language_of(example: Message) -> list[str]:
    """The languages that a training question is in: ``language: fr`` of its metadata."""
    return str(block_metadata(example).get(LANGUAGE) or DEFAULT_LANGUAGE).split()


def _wish(example: Message) -> Wish:
    """What a training question teaches of wishes, by its block and its own marks."""
    marks = {each["start"]: each.get(ENTITY_ATTRIBUTE_ROLE) for each in example.get(ENTITIES, [])}
    role_at = {place: labelled_role(LANGUAGE, own, None) for place, own in marks.items()}
    role = labelled_role(LANGUAGE, None, block_metadata(example).get(MENTIONS))
    return Wish(example.get(TEXT), role, role_at)


def _borrowed(guide: Guide) -> list[str]:
    """Code-switching: what people call job titles and skills in English, whatever they speak."""
    things = (*named_things(guide, "role"), *named_things(guide, "skill"))
    return [word for each in things for word in (each.name.en, *each.aliases.en)]


def language_context(
    tracker: DialogueStateTracker, metadata: Mapping[str, Any] | None
) -> tuple[str | None, ...]:
    """All that a message's languages depend on beside its text.

    Args:
        tracker: of the conversation.
        metadata: of the message.
    """
    slots = (LANGUAGE, CHOSEN_LANGUAGE)
    now = [tracker.get_slot(slot) for slot in slots]
    return (*now, *(_last_set(tracker, slot) for slot in slots), _locale(metadata))


def _last_set(tracker: DialogueStateTracker, slot: str) -> str | None:
    """A slot's value, also of an earlier session: a person's language stays theirs."""
    value: str | None = tracker.get_slot(slot)
    for event in () if value else reversed(tracker.events):
        if isinstance(event, SlotSet) and event.key == slot:
            return event.value if isinstance(event.value, str) else None
    return value


def _locale(metadata: Mapping[str, Any] | None) -> str | None:
    """The language of the channel's locale: ``fr`` of ``fr-CA``."""
    locale = (metadata or {}).get(LOCALE)
    return locale[:2].lower() if isinstance(locale, str) else None


def _add(message: Message, name: str, value: str, tracker: DialogueStateTracker) -> None:
    """Adds an entity of the whole message, where it changes its slot."""
    if tracker.get_slot(name) == value:
        return
    entity = {"entity": name, "value": value, "start": 0, "end": len(message.get(TEXT))}
    entities = [*message.get(ENTITIES, []), {**entity, "extractor": LanguageDetector.__name__}]
    message.set(ENTITIES, entities, add_to_output=True)
