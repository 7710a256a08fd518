"""A message that leans is read with the question before it; others cost nothing more."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.events import Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.clauses import Form
from components.context_reader import ContextReader, question_before
from components.context_text import CONTEXT
from components.leaning import LeaningModel
from components.question_parts import Unit
from components.question_splitter import IS_PART, SEGMENTATION, Segmentation
from components.reading import LEANS
from tests.components.splitter import SETTINGS


@pytest.fixture
def reader(model_storage: ModelStorage) -> ContextReader:
    return ContextReader(model_storage, Resource("reader"), LeaningModel({"and": 6.0}, -3.0))


def said(text: str, intent: str = "ask_skills", **more: Any) -> UserUttered:
    parsed = {"text": text, "intent": {"name": intent}, "entities": [], **more}
    return UserUttered(text, parse_data=parsed)


def conversation(*events: Event) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("ann", [SessionStarted(), *events])


def read(reader: ContextReader, text: str, tracker: DialogueStateTracker | None) -> list[str]:
    """The texts to read for a message."""
    return [each.get(TEXT) for each in reader.process([Message({TEXT: text})], tracker)]


def test_a_message_that_leans_is_read_with_the_question_before_it(reader: ContextReader) -> None:
    tracker = conversation(said("What is MLOps?"))
    message, both = reader.process([Message({TEXT: "and for juniors"})], tracker)
    assert message.get(LEANS)
    assert message.get(CONTEXT) is both
    assert both.get(IS_PART) and both.get(TEXT) == "What is MLOps and for juniors"


def test_a_whole_question_costs_nothing_more(reader: ContextReader) -> None:
    tracker = conversation(said("What is MLOps?"))
    (message,) = reader.process([Message({TEXT: "what do engineers earn"})], tracker)
    assert LEANS not in message.data


def test_neither_does_a_button_of_the_guide(model_storage: ModelStorage) -> None:
    leaning = LeaningModel({}, 9.0)
    reader = ContextReader(model_storage, Resource("reader"), leaning)
    tracker = conversation(said("What is MLOps?"))
    assert len(read(reader, "Do I need math?", tracker)) == 1
    assert len(read(reader, "do I need math then", tracker)) == 2


def test_the_first_message_stands_beside_the_subject(reader: ContextReader) -> None:
    assert read(reader, "and for juniors", conversation()) == [
        "and for juniors",
        "How do I become an ML engineer and for juniors",
    ]


def test_a_message_outside_of_conversations_stands_alone(reader: ContextReader) -> None:
    assert read(reader, "and for juniors", None) == ["and for juniors"]


def test_what_was_learnt_is_stored(
    model_storage: ModelStorage, execution_context: ExecutionContext
) -> None:
    learnt = {"and for juniors": "follow_up", "which skills do I need": "ask_skills"}
    more = {"and for seniors": "follow_up", "which degree do I need": "ask_degree_requirements"}
    examples = [
        Message({TEXT: text, INTENT: intent}) for text, intent in {**learnt, **more}.items()
    ]
    resource = Resource("reader")
    untrained = ContextReader.create(
        {"in_context": None}, model_storage, resource, execution_context
    )
    untrained.train(TrainingData(examples))
    reader = ContextReader.load({}, model_storage, resource, execution_context)
    tracker = conversation(said("What is MLOps?"))
    assert [len(read(reader, text, tracker)) for text in learnt] == [2, 1]


def test_parts_of_a_message_are_not_read_in_context(reader: ContextReader) -> None:
    tracker = conversation(said("What is MLOps?"))
    part = Message({TEXT: "and for juniors", IS_PART: True})
    assert reader.process([part], tracker) == [part]


@pytest.mark.parametrize(
    ("events", "before"),
    [
        ([said("how do I start?"), said("thanks", "thank")], "how do I start"),
        # A row of follow-ups keeps its subject.
        ([said("which skills"), said("and soft ones", "follow_up", leans=True)], "which skills"),
        # One that stands by itself takes its place …
        ([said("which skills"), said("pay?", "ask_salary", leans=True)], "pay"),
        # … and one that was understood in context comes to it: the last, of several.
        (
            [
                said("interviews?", "ask_job_search"),
                said("how many?", "ask_job_search", leans=True, tied=True),
                said("how long?", "ask_job_search", leans=True, tied=True),
            ],
            "interviews how long",
        ),
        # What was refused is followed up on, but for what means nothing.
        ([said("What is MLOps?", "out_of_scope", kind="terms")], "What is MLOps"),
        ([said("asdf", "out_of_scope", kind="gibberish")], None),
        # Of several questions, the last; of a story, its end.
        (
            [
                said(
                    "pay? skills?",
                    "ask_several",
                    questions=[
                        {"text": "pay", "intent": {"name": "ask_salary"}},
                        {"text": "skills", "intent": {"name": "ask_skills"}},
                    ],
                )
            ],
            "skills",
        ),
        ([said("well " * 60 + "which skills?")], "well " * 23 + "which skills"),
        ([said("which skills"), SessionStarted()], None),
    ],
)
def test_the_question_before(events: list[Event], before: str | None) -> None:
    assert question_before(conversation(*events)) == before


def answered(topic: str) -> SlotSet:
    return SlotSet("last_topic", topic)


REFUSED = [said("rent?", "out_of_scope", kind="living"), SlotSet("near_miss", "living")]
AGE = said("I'm 40", "follow_up", clauses=["STATEMENT"])


@pytest.mark.parametrize(
    ("events", "before"),
    [
        # A refused question is left once a follow-up on something else has been answered …
        ([*REFUSED, said("step 2", "follow_up"), answered("skills")], "What skills do I need"),
        (
            [
                answered("skills"),
                *REFUSED,
                said("step 2", "follow_up"),
                SlotSet("near_miss", None),
            ],
            "What skills do I need",
        ),
        # … not by thanks, nor by a follow-up on the refusal.
        ([answered("skills"), *REFUSED, said("thanks", "thank"), SlotSet("near_miss")], "rent"),
        ([answered("skills"), *REFUSED, said("why", "follow_up")], "rent"),
        # A follow-up that began the talk stands for a question, until another answer.
        ([said("is it dull", "follow_up"), answered("demand")], "is it dull"),
        (
            [
                said("is it dull", "follow_up"),
                answered("demand"),
                said("and pay", "follow_up"),
                answered("skills"),
            ],
            "What skills do I need",
        ),
        ([said("yes", "affirm"), answered("skills")], "What skills do I need"),
        ([said("who?", "follow_up")], None),
        # What is only told leaves no question.
        ([said("pay?", "ask_salary"), answered("salary"), AGE, answered("skills")], "pay"),
    ],
)
def test_the_question_before_goes_by_what_was_answered(
    events: list[Event], before: str | None
) -> None:
    assert question_before(conversation(*events)) == before


def test_questions_of_one_message_are_read_beside_each_other(reader: ContextReader) -> None:
    first, second = "where do I get one", "and when do I apply"
    units = [Unit(first, 0, 18, Form.QUESTION, 0), Unit(second, 20, 39, Form.QUESTION, 0)]
    parts = [Message({TEXT: text, IS_PART: True}) for text in (first, second)]
    whole = Message({TEXT: f"{first}, {second}"})
    whole.set(SEGMENTATION, Segmentation(units, parts, SETTINGS))

    *_, both = reader.process([whole, *parts], None)
    assert parts[1].get(CONTEXT) is both and CONTEXT not in parts[0].data
    assert both.get(TEXT) == f"{first} {second}"
