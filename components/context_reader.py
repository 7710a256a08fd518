"""Rasa component: conversational query rewriting, a follow-up read with the question before it.

"do I need it for a first job" alone names nothing; "What is MLOps? do I need it for a first job",
read as one text, asks whether MLOps is needed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.events import Event, Restarted, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.block_metadata import block_metadata
from components.clauses import Form
from components.context_text import BEGINS, CONTEXT, shortened, together
from components.leaning import LeaningModel
from components.pairs_training import pairs_fingerprint, pairs_to_learn
from components.question_splitter import IS_PART, SEGMENTATION
from components.reading import (
    ACT,
    ASIDES,
    ELLIPTIC,
    FALLBACK,
    FOLLOW_UP,
    LAST_TOPIC,
    LEANS,
    NEAR_MISS,
    OUT_OF_SCOPE,
    Reading,
    topic_of,
)
from guide.edition import Edition, current_edition
from guide.text import LANGUAGES

_FILE = "leaning.json"
_SUBJECT = "how_to_become"


# As a classifier it teaches nothing of its examples to others.
@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ContextReader(GraphComponent):
    """Adds, for a message that may lean on the question before it, one of both together.

    Where nothing was asked before, it may lean on the assistant's subject: "what do I need?", of
    becoming an ML engineer.

    The components after it read it in the same batch; a ``QuestionJoiner`` takes it out again, and
    leaves its reading with the message (`IN_CONTEXT`). What surely stands by itself costs nothing
    more.
    """

    def __init__(
        self,
        model_storage: ModelStorage,
        resource: Resource,
        model: LeaningModel | None = None,
        pairs: str | None = None,
    ) -> None:
        """Makes a component; without ``model`` it must be trained first, with ``pairs``, too."""
        self._pairs = pairs
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
    ) -> ContextReader:
        """See ``GraphComponent.create``."""
        return cls(model_storage, resource, pairs=config["in_context"])

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ContextReader:
        """See ``GraphComponent.load``."""
        with model_storage.read_from(resource) as folder:
            stored = json.loads((folder / _FILE).read_text(encoding="utf-8"))
            return cls(model_storage, resource, LeaningModel(stored["weights"], stored["bias"]))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Retrains when the labelled pairs change."""
        return pairs_fingerprint(config["in_context"])

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's default configuration."""
        # The file of labelled pairs, whose messages lean as well.
        return {"in_context": None}

    def train(self, training_data: TrainingData) -> Resource:
        """Learns what follow-ups look like, and stores it.

        Raises:
            InvalidConfigException: the labelled pairs are not valid; says which.
        """
        examples = [each for each in training_data.intent_examples if each.get(TEXT)]
        pairs = pairs_to_learn(self._pairs)
        model = LeaningModel.fit(
            [*(each.get(TEXT) for each in examples), *(pair.text for pair in pairs)],
            [
                *(
                    each.get(INTENT) == FOLLOW_UP or block_metadata(each).get(ACT) == ELLIPTIC
                    for each in examples
                ),
                *(True for _ in pairs),
            ],
        )
        with self._model_storage.write_to(self._resource) as folder:
            stored = json.dumps({"weights": model.weights, "bias": model.bias})
            (folder / _FILE).write_text(stored, encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message], tracker: DialogueStateTracker) -> list[Message]:
        """Returns the messages and, behind them, those in context.

        Args:
            messages: those to understand.
            tracker: of the conversation; ``None`` for a message outside of any, whatever Rasa's
                graph makes us say here.
        """
        assert self._model is not None, "the reader is neither trained nor loaded"
        in_context = [both for message in messages for both in self._beside_each_other(message)]
        if tracker is None:
            return [*messages, *in_context]
        for message in messages:
            text = message.get(TEXT)
            if not text or message.get(IS_PART) or text in _suggestions(current_edition()):
                continue
            if not self._model.leans(text):
                continue
            message.set(LEANS, True, add_to_output=True)
            before = question_before(tracker)
            both = _in_context(before or _subject(), text, begins=before is None)
            message.set(CONTEXT, both)
            in_context.append(both)
        return [*messages, *in_context]

    def _beside_each_other(self, message: Message) -> Iterator[Message]:
        """Puts the questions of one message in context: "where do I get one, when do I apply"."""
        assert self._model is not None, "the reader is neither trained nor loaded"
        segmentation = message.get(SEGMENTATION)
        if segmentation is None:
            return
        parts = {part.get(TEXT): part for part in segmentation.parts}
        before, begins = _subject(), True
        for unit in segmentation.units:
            if unit.form is not Form.QUESTION:
                continue
            leans = self._model.leans(unit.text)
            if leans and unit.text in parts:
                both = _in_context(before, unit.text, begins)
                parts[unit.text].set(CONTEXT, both)
                yield both
            if begins or not leans:
                before, begins = unit.text, False


def _in_context(before: str, text: str, begins: bool) -> Message:
    return Message({TEXT: together(before, text), IS_PART: True, BEGINS: begins})


def _subject() -> str:
    """The guide's own question about what all of it is about."""
    return _questions_of_topics(current_edition())[_SUBJECT]


def question_before(tracker: DialogueStateTracker) -> str | None:
    """The question that a message may lean on; ``None`` if none was asked in this session.

    The last one that stands by itself, with the last that leant on it: so a row of follow-ups keeps
    its subject. A follow-up that began the talk ("is it dull") stands for one. Where another topic
    than theirs was answered since ("step 2"), the guide's own question about that.
    """
    latest = whole = None
    for event in _said(tracker):
        reading = _asking(event) if isinstance(event, UserUttered) else None
        if reading is None:
            continue
        latest = latest or reading
        if not (reading.tied or reading.act == ELLIPTIC):
            whole = reading
            break
    led = _led_elsewhere(tracker)
    if latest is None and len(led) == 1 and led[0].intent == FOLLOW_UP:
        return shortened(led[0].text)
    answered = _questions_of_topics(current_edition()).get(tracker.get_slot(LAST_TOPIC))
    if answered is not None and _is_left(latest, tracker.get_slot(LAST_TOPIC), led):
        return shortened(answered)
    if latest is None:
        return None
    if whole is None or whole is latest:
        return shortened(latest.text)
    return shortened(together(whole.text, latest.text))


def _is_left(latest: Reading | None, answered: str, led: Sequence[Reading]) -> bool:
    """Whether what was answered last is no longer what was asked last.

    What is only told beside it ("I'm 40") doesn't leave it; a refusal is left for any answer.
    """
    asked = None if latest is None else topic_of(latest.intent)
    asks_on = any(not each.only_tells for each in led)
    if asked not in _questions_of_topics(current_edition()):
        return asks_on
    return asked != answered and (asks_on or not led)


def _led_elsewhere(tracker: DialogueStateTracker) -> list[Reading]:
    """What was said since the last question and was answered of another topic than before."""
    led = []
    changed: set[str] = set()
    for event in _said(tracker):
        if isinstance(event, SlotSet):
            changed.add(event.key)
        elif isinstance(event, UserUttered) and event.text:
            if _asking(event) is not None:
                break
            reading = Reading.from_message(event.parse_data)
            left_refusal = reading.intent == FOLLOW_UP and NEAR_MISS in changed
            if LAST_TOPIC in changed or left_refusal:
                led.append(reading)
            changed.clear()
    return led


def _said(tracker: DialogueStateTracker) -> Iterator[Event]:
    """The events of this session, the latest first."""
    for event in reversed(tracker.events):
        if isinstance(event, SessionStarted | Restarted):
            return
        yield event


def _asking(event: UserUttered) -> Reading | None:
    """How a message is read that asks something by itself, of several questions the last."""
    if not event.text:
        return None
    reading = Reading.from_message(event.parse_data)
    reading = reading.questions[-1] if reading.questions else reading
    return reading if _asks(reading) else None


@lru_cache(maxsize=1)
def _suggestions(edition: Edition) -> frozenset[str]:
    """The texts of the guide's buttons, which mean what they say: "Do I need math?"."""
    asked = [each for topic in edition.guide.topics for each in topic.all_questions()]
    return frozenset(each.text.in_language(language) for each in asked for language in LANGUAGES)


@lru_cache(maxsize=1)
def _questions_of_topics(edition: Edition) -> Mapping[str, str]:
    """The guide's own question about each of its topics, by the topic's id."""
    return {topic.topic: topic.question.en for topic in edition.guide.topics}


def _asks(reading: Reading) -> bool:
    if reading.intent == OUT_OF_SCOPE:
        return reading.kind not in ASIDES
    return reading.intent == FALLBACK or topic_of(reading.intent) is not None
