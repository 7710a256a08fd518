"""Rasa classifier: multi-intent detection, from the segments of a message as they were read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_ROLE,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from components.clauses import Form
from components.context_text import BEGINS, CONTEXT
from components.intent_classifier import IntentClassifier
from components.question_finder import find_questions
from components.question_parts import Unit, is_story, points_back
from components.question_splitter import IS_PART, SEGMENTATION, QuestionSplitter, Segmentation
from components.reading import (
    ACT,
    ANSWERABLE,
    ASKED,
    ASPECTS,
    BACKGROUND,
    DETAIL,
    ELLIPTIC,
    EXCLUDED,
    FALLBACK,
    FOLLOW_UP,
    IN_CONTEXT,
    KIND,
    ORDINAL,
    OUT_OF_SCOPE,
    QUESTIONS,
    SEVERAL,
    TIED,
    Reading,
    topic_of,
)
from components.split_settings import SplitSettings
from components.told_parts import told_parts
from guide.follow_up import STARTS

# As sure as this in context, a message asks what it asks there …
_SURE = 0.5
# … less sure, if it was refused or not understood by itself; if it was understood as something
# else, nearly as sure as that. What about its topic it asks counts only if that is so much surer.
_LIKELY = 0.35
_NEARLY = 0.2
# Kinds of what is refused that, where it is this sure, ask nothing in any context: "haha".
_ASK_NOTHING = frozenset({"gibberish", "insult", "off_topic"})
_SURELY = 0.8
# As many meanings in context are kept.
_LIKELIEST = 3
# What a message means that is tied to the one before.
_MEANING = (INTENT, INTENT_RANKING_KEY, ASPECTS, KIND, ACT, ANSWERABLE)
_LISTS = frozenset({"skill", "skill_group", "practice_kind", "provider"})


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class QuestionJoiner(GraphComponent):
    """Gives a message of several questions the intent ``ask_several`` and its `QUESTIONS`.

    Each question is like a message of its own (see `components.reading`). A message that was not
    understood, but has one question in it that was, is read as that question. Every other stays as
    it was read. What was read with the question before it (``ContextReader``) is `IN_CONTEXT`.
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
            both = _beside_what_was_asked(message)
            if both is not None:
                message.set(IN_CONTEXT, _without_words(both).as_message(), add_to_output=True)
            segmentation = message.data.pop(SEGMENTATION, None)
            if segmentation is not None:
                _set_questions(message, segmentation)
            if both is not None:
                _tie(message)
        return whole


def _beside_what_was_asked(message: Message) -> Message | None:
    """The message together with what it leans on; that is the subject for a follow-up alone."""
    both: Message | None = message.data.pop(CONTEXT, None)
    if both is not None and both.get(BEGINS):
        return both if Reading.from_message(message.data).intent == FOLLOW_UP else None
    return both


def _tie(message: Message, nearly: float = _NEARLY) -> None:
    """Takes what a message asks in context for what it asks, where that is the surer reading.

    Not of an act on the last answer ("in short", "step 5"), nor of several questions. Of what means
    something only after the last answer, and of what asks about the same topic anyway, just what
    about it.
    """
    own = Reading.from_message(message.data)
    both = own.in_context
    acts = own.act not in (None, ELLIPTIC) or any(each.name == ORDINAL for each in own.entities)
    if both is None or acts or own.intent == SEVERAL or _asks_nothing(own):
        return
    keys: Sequence[str] = ()
    if own.intent in (FOLLOW_UP, both.intent):
        least = own.aspects[0].confidence + _NEARLY if own.aspects else 0.0
        if both.confidence >= _SURE and both.aspects and both.aspects[0].confidence >= least:
            keys = [ASPECTS]
    else:
        if topic_of(own.intent) is not None:
            # "How long does it take" leaves unsaid of what.
            least = _SURE if own.act == ELLIPTIC else max(_SURE, own.confidence - nearly)
        else:  # "no", or the wish for a language, has to be less sure than what it asks there
            refused = own.intent in (FALLBACK, OUT_OF_SCOPE)
            least = _LIKELY if refused else max(_LIKELY, own.confidence)
        if both.confidence >= least:
            keys = _MEANING
    _take(message, both, keys)


def _take(message: Message, both: Reading, keys: Sequence[str]) -> None:
    """Takes over what a message means in context."""
    read = both.as_message()
    if INTENT in keys:
        message.set(TIED, True, add_to_output=True)
    for key in keys:
        message.data.pop(key, None)
        if key in read:
            message.set(key, read[key], add_to_output=True)


def _tie_parts(segmentation: Segmentation) -> None:
    """Ties the questions of one message that stay with the one before: "when do I apply"."""
    parts = {part.get(TEXT): part for part in segmentation.parts}
    before: Reading | None = None
    for unit in segmentation.units:
        part = parts.get(unit.text)
        if unit.form is not Form.QUESTION or part is None:
            continue
        both = _beside_what_was_asked(part)
        if both is None:
            before = Reading.from_message(part.data)
            continue
        read, own = _without_words(both), Reading.from_message(part.data)
        if before is None:
            part.set(IN_CONTEXT, read.as_message(), add_to_output=True)
            continue
        leads_on = own.intent == FOLLOW_UP and read.confidence >= _SURE
        if _is_of(before, read):
            part.set(IN_CONTEXT, read.as_message(), add_to_output=True)
            _tie(part, nearly=0.0)
        elif leads_on and topic_of(read.intent) is not None and before.intent != OUT_OF_SCOPE:
            # "Do I need a degree, and in which field?"
            part.set(IN_CONTEXT, read.as_message(), add_to_output=True)
            _take(part, read, _MEANING)


def _is_of(before: Reading, in_context: Reading) -> bool:
    """Whether a question stays with the one before it: with its topic, or what a term names."""
    if before.asks_a_notion:
        return topic_of(in_context.intent) is not None
    return in_context.intent == before.intent


def _asks_nothing(own: Reading) -> bool:
    """Whether a message that is refused is no more than a sound or a sign of one: "lol"."""
    if own.intent not in (FALLBACK, OUT_OF_SCOPE) or own.entities:
        return False
    aside = own.kind in _ASK_NOTHING and own.confidence >= _SURELY
    return aside or len(own.text.split()) < 2


def _without_words(both: Message) -> Reading:
    """How a message reads in context, its likeliest meanings alone."""
    reading = Reading.from_message(both.data)
    ranking, aspects = reading.ranking[:_LIKELIEST], reading.aspects[:_LIKELIEST]
    return replace(reading, text="", ranking=ranking, aspects=aspects, corrections=())


def _set_questions(message: Message, segmentation: Segmentation) -> None:
    text, cut, settings = message.get(TEXT), segmentation.units, segmentation.settings
    _tie_parts(segmentation)
    readings = {part.get(TEXT): Reading.from_message(part.data) for part in segmentation.parts}
    found = find_questions(text, cut, readings, Reading.from_message(message.data), settings)
    questions = [question.reading for question in found]
    told = told_parts(cut, readings, settings) if len(questions) < 2 else []
    if told:
        first = next(unit for unit in cut if unit.form is Form.QUESTION)
        _set_told(message, told, readings[first.text])
    if not questions:
        asking = [readings[unit.text] for unit in cut if unit.form is Form.QUESTION]
        # A story tells much beside what it asks, mostly at its end.
        story = is_story(text, settings)
        if story and _decides(asking, settings):
            _set_meaning(message, asking[0].as_message())
        elif story and asking and asking[-1].aspects:
            _set_point(message, asking[-1].as_message())
        elif asking and told:
            _set_act(message, asking[-1], settings)
        elif (counted := _counted(message, asking)) is not None:
            _set_point(message, counted.as_message())
        elif (only := _its_only(message, asking, settings)) is not None:
            _set_point(message, only.as_message())
        return
    if len(questions) == 1:
        _set_meaning(message, questions[0].as_message())
        return
    confidence = min(question.confidence for question in questions)
    several = {INTENT_NAME_KEY: SEVERAL, PREDICTED_CONFIDENCE_KEY: confidence}
    message.set(INTENT, several, add_to_output=True)
    ranking = [several, *(message.get(INTENT_RANKING_KEY) or [])]
    message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
    read_as = [question.as_message() for question in questions]
    message.set(QUESTIONS, read_as, add_to_output=True)


def _decides(asking: Sequence[Reading], settings: SplitSettings) -> bool:
    """Whether the only question of a story says what all of it asks: "what pay is realistic?".

    Not one that asks for the way, which goes by where somebody starts.
    """
    if len(asking) != 1 or asking[0].confidence < settings.one_question:
        return False
    [question] = asking
    return topic_of(question.intent) not in (None, *STARTS) and not points_back(question.text)


def _set_meaning(message: Message, read: dict[str, Any]) -> None:
    """Takes the meaning of one of its questions for what a message means."""
    for key in (INTENT, INTENT_RANKING_KEY):
        message.set(key, read[key], add_to_output=True)
    message.data.pop(KIND, None)
    _set_point(message, read)


def _counted(message: Message, asking: Sequence[Reading]) -> Reading | None:
    """The question how many there are, ahead of which: "how many are there, and what are they"."""
    whole = Reading.from_message(message.data)
    if len(asking) < 2 or whole.intent != asking[0].intent:
        return None
    return asking[0] if asking[0].aspect == "how_much" and whole.aspect != "how_much" else None


def _its_only(
    message: Message, asking: Sequence[Reading], settings: SplitSettings
) -> Reading | None:
    """The only question, where it is surer what that asks: "14 years a cook, am I junior?"."""
    whole = Reading.from_message(message.data)
    if len(asking) != 1 or whole.aspect_confidence >= settings.sure:
        return None
    [question] = asking
    topics = {topic_of(question.intent), topic_of(whole.intent)}
    # "A baker for ten years. Where do I start?" asks for the way, from where somebody is.
    same = len(topics) == 1 or topics == STARTS
    return question if same and question.aspect_confidence >= settings.sure else None


def _set_told(message: Message, told: Sequence[Unit], question: Reading) -> None:
    """Marks the details that are only told as the asker's, not the question's.

    Of a question that wants to know which there are ("some say Spark. What do I really need?"), or
    that names its own, the skills and the like as well: left out, where another of them is, else
    not what it is about.
    """
    entities = message.get(ENTITIES) or []
    left_out = {
        each[ENTITY_ATTRIBUTE_TYPE]
        for each in entities
        if each.get(ENTITY_ATTRIBUTE_ROLE) == EXCLUDED
    }
    its_own = {each.name for each in question.entities}
    marked = []
    for entity in entities:
        kind = entity[ENTITY_ATTRIBUTE_TYPE]
        listed = kind in _LISTS and entity.get(ENTITY_ATTRIBUTE_ROLE) == ASKED
        is_told = any(part.start <= entity[ENTITY_ATTRIBUTE_START] < part.end for part in told)
        names_else = question.aspect == "what" or kind in its_own
        if is_told and (kind == DETAIL or (listed and names_else)):
            role = EXCLUDED if kind in left_out else BACKGROUND
            entity = entity | {ENTITY_ATTRIBUTE_ROLE: role}
        marked.append(entity)
    message.set(ENTITIES, marked, add_to_output=True)


def _set_act(message: Message, question: Reading, settings: SplitSettings) -> None:
    """Takes over from a question what it does to what was told, and what it surely asks."""
    if question.aspects and question.aspects[0].confidence >= settings.sure:
        _set_point(message, question.as_message())
    elif question.act is not None:
        message.set(ACT, question.act, add_to_output=True)


def _set_point(message: Message, read: dict[str, Any]) -> None:
    """Takes over from a part's reading what about its topic is asked, and how."""
    if ASPECTS in read:
        message.set(ASPECTS, read[ASPECTS], add_to_output=True)
    for key in (ACT, ANSWERABLE):
        message.set(key, read.get(key), add_to_output=True)
