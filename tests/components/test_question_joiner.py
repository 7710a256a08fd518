"""What the parts of a message were read as decides what the message is."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from components.context_text import CONTEXT
from components.question_joiner import QuestionJoiner
from components.question_splitter import IS_PART, QuestionSplitter
from components.reading import Candidate, Reading
from tests.components.trained import trained

READ_AS = {
    "what pay": ("ask_salary", 0.9, None),
    "which skills": ("ask_skills", 0.95, None),
    "do i need a visa": ("out_of_scope", 0.95, "immigration"),
}


def read(message: Message, intent: str, confidence: float, kind: str | None = None) -> None:
    """Does what the components between the two do."""
    reading = Reading("", intent, confidence, (Candidate(intent, confidence),), kind)
    for key, value in reading.as_message().items():
        if key != TEXT:
            message.set(key, value, add_to_output=True)


def parse(
    storage: ModelStorage,
    context: ExecutionContext,
    text: str,
    whole: tuple[str, float, str | None] = ("ask_demand", 0.9, None),
) -> dict[str, Any]:
    resource = Resource("component")
    messages = trained(QuestionSplitter).process([Message({TEXT: text})])
    read(messages[0], *whole)
    for part in messages[1:]:
        read(part, *READ_AS.get(part.get(TEXT).lower(), ("nlu_fallback", 0.2, None)))
    (message,) = QuestionJoiner.create({}, storage, resource, context).process(messages)
    output: dict[str, Any] = message.as_dict(only_output_properties=True)
    return output


def test_two_questions_make_one_message_of_several(
    model_storage: ModelStorage, execution_context: ExecutionContext
) -> None:
    parsed = parse(model_storage, execution_context, "What pay? Do I need a visa?")

    reading = Reading.from_message(parsed)
    assert (reading.intent, reading.confidence) == ("ask_several", 0.9)
    assert [candidate.intent for candidate in reading.ranking] == ["ask_several", "ask_demand"]
    assert [(each.text, each.intent, each.kind) for each in reading.questions] == [
        ("What pay", "ask_salary", None),
        ("Do I need a visa", "out_of_scope", "immigration"),
    ]


def test_the_one_plain_question_of_a_message_that_was_refused_is_the_message(
    model_storage: ModelStorage, execution_context: ExecutionContext
) -> None:
    whole = ("out_of_scope", 0.5, "off_topic")
    parsed = parse(model_storage, execution_context, "which skills? wibble", whole)

    assert parsed["intent"]["name"] == "ask_skills"
    assert "questions" not in parsed and "kind" not in parsed


def test_every_other_message_stays_as_it_was_read(
    model_storage: ModelStorage, execution_context: ExecutionContext
) -> None:
    parsed = parse(model_storage, execution_context, "which skills do I need")

    assert parsed["intent"] == {"name": "ask_demand", "confidence": 0.9}
    assert "questions" not in parsed


def test_how_a_message_reads_in_context_stays_with_it_without_the_words(
    model_storage: ModelStorage, execution_context: ExecutionContext
) -> None:
    both = Message({TEXT: "What is MLOps and for juniors", IS_PART: True})
    message = Message({TEXT: "and for juniors", CONTEXT: both})
    read(message, "follow_up", 0.9)
    read(both, "ask_skills", 0.8)
    joiner = QuestionJoiner.create({}, model_storage, Resource("component"), execution_context)
    (joined,) = joiner.process([message, both])

    parsed = joined.as_dict(only_output_properties=True)
    in_context = Reading.from_message(parsed).in_context
    assert in_context is not None
    assert (in_context.intent, in_context.confidence) == ("ask_skills", 0.8)
    assert "MLOps" not in str(parsed)


@pytest.mark.parametrize(
    ("own", "in_context", "meant"),
    [
        # A no that is less sure than what is asked there: "nor the time".
        (("deny", 0.4), ("ask_time_to_become", 0.5), "ask_time_to_become"),
        # The wish for a language, of what employers want: "and English?", after skills.
        (("choose_language", 0.9), ("out_of_scope", 0.97), "out_of_scope"),
        (("deny", 0.99), ("ask_time_to_become", 0.9), "deny"),
        (("goodbye", 0.2), ("ask_career_path", 0.3), "goodbye"),
    ],
)
def test_what_asks_nothing_by_itself_may_ask_something_in_context(
    model_storage: ModelStorage,
    execution_context: ExecutionContext,
    own: tuple[str, float],
    in_context: tuple[str, float],
    meant: str,
) -> None:
    both = Message({TEXT: "How do I start nor the time", IS_PART: True})
    message = Message({TEXT: "nor the time", CONTEXT: both})
    read(message, *own)
    read(both, *in_context)
    joiner = QuestionJoiner.create({}, model_storage, Resource("component"), execution_context)
    (joined,) = joiner.process([message, both])
    assert joined.get("intent")["name"] == meant
