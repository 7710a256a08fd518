from __future__ import annotations

from collections.abc import Sequence

import pytest

from evaluation.understanding.measure import Measurement, measure
from evaluation.understanding.sets import Dialogue, HeldOutSet, Question, Turn
from evaluation.understanding.trained_model import Reading
from guide.text import bilingual

READINGS = {
    "pay": Reading("ask_salary", 0.9, ("ask_salary",), (), 0.9, "ask_salary"),
    "wage": Reading("ask_cities", 0.6, ("ask_cities",), (), 0.4, "ask_cities"),
    "pizza": Reading("out_of_scope", 0.8, ("out_of_scope",), (), 0.2, "ask_salary"),
    "rent": Reading("ask_salary", 0.7, ("ask_salary",), (), 0.6, "ask_salary"),
}
IN_SCOPE = HeldOutSet(
    "questions",
    bilingual("questions", "questions"),
    (Question("pay", "q:1", ("ask_salary",)), Question("wage", "q:2", ("ask_salary",))),
)
OUT_OF_SCOPE = HeldOutSet(
    "out_of_scope",
    bilingual("to refuse", "to refuse"),
    (Question("pizza", "o:1", ("out_of_scope",)), Question("rent", "o:2", ("out_of_scope",))),
)
OUTSIDE = HeldOutSet(
    "more", bilingual("others", "others"), (Question("pay", "m:1", ("ask_cities",)),), outside=True
)


def read(texts: Sequence[str]) -> list[Reading]:
    return [READINGS[text] for text in texts]


@pytest.fixture
def measurement() -> Measurement:
    return measure([IN_SCOPE, OUT_OF_SCOPE, OUTSIDE], read)


def test_each_set_has_the_metrics_of_its_own_messages(measurement: Measurement) -> None:
    metrics = measurement.metrics()

    assert metrics["questions"]["intent_accuracy"].value == 0.5
    assert metrics["out_of_scope"]["refused"].value == 0.5
    assert metrics["more"]["intent_accuracy"].value == 0.0


def test_auroc_is_of_the_project_s_own_sets_together(measurement: Measurement) -> None:
    # Of the four pairs of in and out of scope, "wage" (0.4) and "rent" (0.6) are the wrong way.
    together = measurement.metrics()["together"]["scope_auroc"]

    assert (together.value, together.count) == (3 / 4, 4)


def test_f1_of_each_intent_where_a_set_has_questions_in_scope(measurement: Measurement) -> None:
    assert measurement.f1_of_intents("questions") == {"ask_salary": pytest.approx(2 / 3)}
    assert measurement.f1_of_intents("out_of_scope") == {}
    assert measurement.f1_of_intents("unknown") == {}


def test_dialogues_are_measured_where_a_conversation_can_be_started() -> None:
    dialogue = Dialogue("f.yml:1", (Turn("pay?", (("CAD",),), ()),))

    assert "follow_ups" not in measure([IN_SCOPE], read, [dialogue]).metrics()
    found = measure([IN_SCOPE], read, [dialogue], lambda: lambda _: [{"text": "CAD 1"}])
    assert found.metrics()["follow_ups"]["turns_right"].value == 1.0
