"""What is asked about another job is refused; what was refused for one's own is taken back."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.other_job_detector import OtherJobDetector
from components.reading import Candidate, Reading


@pytest.fixture
def detector(model_storage: ModelStorage, execution_context: ExecutionContext) -> OtherJobDetector:
    """Trained on the guide's jobs, and loaded again."""
    resource = Resource("detector")
    OtherJobDetector.create({}, model_storage, resource, execution_context).train(TrainingData())
    return OtherJobDetector.load({}, model_storage, resource, execution_context)


def parse(detector: OtherJobDetector, reading: Reading) -> Reading:
    message = Message({TEXT: reading.text})
    for key, value in reading.as_message().items():
        if key != TEXT:
            message.set(key, value, add_to_output=True)
    (processed,) = detector.process([message])
    output: dict[str, Any] = processed.as_dict(only_output_properties=True)
    return Reading.from_message({TEXT: reading.text} | output)


def test_a_question_about_another_job_is_refused(detector: OtherJobDetector) -> None:
    ranking = (Candidate("ask_salary", 0.8), Candidate("out_of_scope", 0.2))

    read = parse(detector, Reading("what does a nurse earn", "ask_salary", 0.8, ranking))

    assert (read.intent, read.confidence, read.kind) == ("out_of_scope", 1.0, "other_job")
    assert read.ranking == (Candidate("out_of_scope", 1.0), Candidate("ask_salary", 0.0))


def test_a_question_about_ours_is_left_alone(detector: OtherJobDetector) -> None:
    reading = Reading("what do they earn", "ask_salary", 0.8, (Candidate("ask_salary", 0.8),))

    assert parse(detector, reading) == reading


def test_what_asks_nothing_is_not_looked_at(detector: OtherJobDetector) -> None:
    reading = Reading("thanks, from a nurse", "thank", 0.8, (Candidate("thank", 0.8),))

    assert parse(detector, reading) == reading


def test_a_refusal_for_the_person_s_own_job_is_taken_back(detector: OtherJobDetector) -> None:
    ranking = (
        Candidate("out_of_scope", 0.7),
        Candidate("greet", 0.2),
        Candidate("ask_demand", 0.1),
    )
    text = "I'm a pharmacist looking into DS"

    read = parse(detector, Reading(text, "out_of_scope", 0.7, ranking, "other_job"))

    assert (read.intent, read.kind) == ("ask_demand", None)
    assert read.ranking[0] == Candidate("ask_demand", 0.1)


def test_without_a_topic_in_the_ranking_it_stays_refused(detector: OtherJobDetector) -> None:
    reading = Reading(
        "I'm a pharmacist looking into DS",
        "out_of_scope",
        0.7,
        (Candidate("out_of_scope", 0.7),),
        "other_job",
    )

    assert parse(detector, reading) == reading
