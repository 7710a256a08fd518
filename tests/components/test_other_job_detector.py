"""What is asked about another job is refused; what was refused for one's own is taken back."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from components.background_reader import OUR_FIELD
from components.other_job_detector import OtherJobDetector
from components.reading import Candidate, Entity, Reading

NURSE_ASKED = Entity("job", "nurse", 12, 17, role="asked")
PHARMACIST = Entity("job", "pharmacist", 6, 16, role="background")


@pytest.fixture
def detector(model_storage: ModelStorage, execution_context: ExecutionContext) -> OtherJobDetector:
    return OtherJobDetector.create({}, model_storage, Resource("detector"), execution_context)


def parse(detector: OtherJobDetector, reading: Reading, our_field: bool = False) -> Reading:
    message = Message({TEXT: reading.text, OUR_FIELD: our_field})
    for key, value in reading.as_message().items():
        if key != TEXT:
            message.set(key, value, add_to_output=True)
    (processed,) = detector.process([message])
    output: dict[str, Any] = processed.as_dict(only_output_properties=True)
    return Reading.from_message({TEXT: reading.text} | output)


def test_a_question_about_another_job_is_refused(detector: OtherJobDetector) -> None:
    ranking = (Candidate("ask_salary", 0.8), Candidate("out_of_scope", 0.2))
    reading = Reading("what does a nurse earn", "ask_salary", 0.8, ranking, entities=(NURSE_ASKED,))

    read = parse(detector, reading)

    assert (read.intent, read.confidence, read.kind) == ("out_of_scope", 1.0, "other_job")
    assert read.ranking == (Candidate("out_of_scope", 1.0), Candidate("ask_salary", 0.0))


def test_another_job_beside_ours_is_not(detector: OtherJobDetector) -> None:
    ranking = (Candidate("ask_salary", 0.8), Candidate("out_of_scope", 0.2))
    text = "does a nurse earn more than an ML engineer"
    reading = Reading(text, "ask_salary", 0.8, ranking, entities=(NURSE_ASKED,))

    assert parse(detector, reading, our_field=True) == reading


def test_the_level_of_another_job_is_asked_of_the_career_ladder(
    detector: OtherJobDetector,
) -> None:
    level = Entity("level", "senior", 20, 26)
    ranking = (Candidate("out_of_scope", 0.2), Candidate("ask_career_path", 0.7))
    reading = Reading(
        "would a head nurse be senior",
        "out_of_scope",
        0.2,
        ranking,
        entities=(NURSE_ASKED, level),
        kind="other_job",
    )

    assert parse(detector, reading).intent == "ask_career_path"
    ranking = (Candidate("ask_salary", 0.7), Candidate("ask_career_path", 0.2))
    reading = Reading(
        "what does a head nurse earn", "ask_salary", 0.7, ranking, entities=(NURSE_ASKED, level)
    )
    assert parse(detector, reading).intent == "out_of_scope"


def test_a_question_about_ours_is_left_alone(detector: OtherJobDetector) -> None:
    reading = Reading("what do they earn", "ask_salary", 0.8, (Candidate("ask_salary", 0.8),))

    assert parse(detector, reading) == reading


def test_what_asks_nothing_is_not_looked_at(detector: OtherJobDetector) -> None:
    ranking = (Candidate("thank", 0.8),)
    reading = Reading("thanks, from a nurse", "thank", 0.8, ranking, entities=(NURSE_ASKED,))

    assert parse(detector, reading) == reading


def test_a_refusal_for_the_person_s_own_job_is_taken_back(detector: OtherJobDetector) -> None:
    ranking = (
        Candidate("out_of_scope", 0.7),
        Candidate("greet", 0.2),
        Candidate("ask_demand", 0.1),
    )
    text = "I'm a pharmacist looking into DS"
    reading = Reading(text, "out_of_scope", 0.7, ranking, "other_job", entities=(PHARMACIST,))

    read = parse(detector, reading, our_field=True)

    assert (read.intent, read.kind) == ("ask_demand", None)
    assert read.ranking[0] == Candidate("ask_demand", 0.1)


def test_a_refusal_for_a_title_of_the_guide_is_taken_back(detector: OtherJobDetector) -> None:
    ranking = (Candidate("out_of_scope", 0.7), Candidate("ask_certifications", 0.3))
    analyst = Entity("role", "data_analyst", 10, 22, role="asked")
    reading = Reading(
        "certs of a data analyst", "out_of_scope", 0.7, ranking, "other_job", entities=(analyst,)
    )

    assert parse(detector, reading, our_field=True).intent == "ask_certifications"


def test_what_another_title_does_is_no_technical_question(detector: OtherJobDetector) -> None:
    ranking = (Candidate("out_of_scope", 0.7), Candidate("ask_responsibilities", 0.3))
    scientist = Entity("role", "data_scientist", 10, 24, role="asked")
    reading = Reading(
        "what is a data scientist", "out_of_scope", 0.7, ranking, "concepts", entities=(scientist,)
    )

    assert parse(detector, reading, our_field=True).intent == "ask_responsibilities"


def test_what_somebody_wants_to_become_is_not_asked_back(detector: OtherJobDetector) -> None:
    ranking = (
        Candidate("nlu_fallback", 0.5),
        Candidate("ask_how_to_become", 0.5),
        Candidate("ask_from_scratch", 0.4),
    )
    text = "I'm a pharmacist going for ML engineer"
    reading = Reading(text, "nlu_fallback", 0.5, ranking, entities=(PHARMACIST,))

    assert parse(detector, reading, our_field=True).intent == "ask_how_to_become"


@pytest.mark.parametrize(("confidence", "read"), [(0.4, "ask_from_scratch"), (0.6, "ask_cities")])
def test_whoever_says_what_they_are_and_asks_nothing_clear_asks_for_the_way_from_there(
    detector: OtherJobDetector, confidence: float, read: str
) -> None:
    ranking = (Candidate("ask_cities", confidence), Candidate("ask_from_scratch", 0.1))
    reading = Reading("pharmacist here", "ask_cities", confidence, ranking, entities=(PHARMACIST,))

    assert parse(detector, reading).intent == read


def test_without_a_topic_in_the_ranking_it_stays_refused(detector: OtherJobDetector) -> None:
    reading = Reading(
        "I'm a pharmacist looking into DS",
        "out_of_scope",
        0.7,
        (Candidate("out_of_scope", 0.7),),
        "other_job",
        entities=(PHARMACIST,),
    )

    assert parse(detector, reading, our_field=True) == reading
