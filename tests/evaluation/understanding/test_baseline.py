from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evaluation.understanding.baseline import load_baseline, update_baseline
from evaluation.understanding.examples import DataError
from evaluation.understanding.measure import Measurement, SetResult
from evaluation.understanding.metrics import Scored, metrics_of
from evaluation.understanding.sets import HeldOutSet
from guide.text import bilingual

from .messages import scored

GOOD = scored("pay", "ask_salary", "ask_salary")
BAD = scored("wage", "ask_salary", "ask_cities")
WORSE = scored("money", "ask_salary", "ask_skills")


def measured(*messages: Scored, name: str = "questions") -> Measurement:
    questions = tuple(message.question for message in messages)
    held_out = HeldOutSet(name, bilingual("questions", "questions"), questions)
    return Measurement([SetResult(held_out, messages, metrics_of(messages))])


def committed(path: Path, **metrics: dict[str, float]) -> Path:
    content = {"questions": {"metrics": metrics, "wrong": ["wage"]}}
    path.write_text(json.dumps(content))
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "baseline.json"


def test_a_reached_gate_is_passed(path: Path) -> None:
    committed(path, intent_accuracy={"measured": 0.8, "at_least": 0.5})

    (gate,) = load_baseline(path).gates(measured(GOOD, BAD))

    assert gate.passed


def test_a_missed_gate_names_the_examples_new_ones_first(path: Path) -> None:
    committed(path, intent_accuracy={"measured": 0.8, "at_least": 0.5})
    baseline = load_baseline(path)

    (gate,) = baseline.gates(measured(GOOD, BAD, WORSE))

    assert not gate.passed
    assert gate.complaint(baseline.wrong["questions"]).splitlines() == [
        "questions, intent_accuracy: 0.333, should be at least 0.500 "
        "(committed: 0.800; questions given their intent)",
        "  new: set.yml:1: “money” is ask_salary, taken for ask_skills",
        "  set.yml:1: “wage” is ask_salary, taken for ask_cities",
    ]


def test_of_wrong_answers_less_is_better(path: Path) -> None:
    committed(path, answered_wrongly={"measured": 0.1, "at_most": 0.4})

    assert load_baseline(path).gates(measured(GOOD, BAD, GOOD))[0].passed
    assert not load_baseline(path).gates(measured(GOOD, BAD))[0].passed


def test_a_gate_without_its_set_is_missed(path: Path) -> None:
    committed(path, intent_accuracy={"measured": 0.8, "at_least": 0.5})

    (gate,) = load_baseline(path).gates(measured(GOOD, name="noisy"))

    assert not gate.passed
    assert "was not measured" in gate.complaint()


def test_updating_replaces_metrics_and_keeps_gates(path: Path) -> None:
    committed(path, intent_accuracy={"measured": 0.8, "at_least": 0.25})

    update_baseline(measured(GOOD, BAD), path)

    baseline = load_baseline(path)
    accuracy = baseline.metrics["questions"]["intent_accuracy"]
    assert (accuracy.measured, accuracy.gate) == (0.5, 0.25)
    assert baseline.wrong["questions"] == {"wage"}
    assert baseline.intents["questions"]["ask_salary"] == pytest.approx(0.667)


def test_a_new_metric_gets_a_gate_with_room_for_noise(path: Path) -> None:
    messages = [GOOD] * 96 + [BAD] * 4

    update_baseline(measured(*messages), path)

    metrics = load_baseline(path).metrics["questions"]
    # Two standard errors of 0.96 among 100 are 0.039.
    assert metrics["intent_accuracy"].gate == 0.92
    assert metrics["answered_wrongly"].gate == 0.08
    assert all(gate.passed for gate in load_baseline(path).gates(measured(*messages)))


def test_outside_files_are_not_committed(path: Path) -> None:
    measurement = measured(GOOD, BAD)
    outside = HeldOutSet(
        "real.jsonl", bilingual("from outside", "from outside"), (GOOD.question,), outside=True
    )
    measurement.sets.append(SetResult(outside, (GOOD,), metrics_of([GOOD])))

    update_baseline(measurement, path)

    assert list(load_baseline(path).metrics) == ["questions"]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("{", "is not JSON"),
        ("[]", "expected an object for each set"),
        ({"questions": {"metrics": {"speed": {}}}}, "questions, speed: there is no such metric"),
        (
            {"questions": {"metrics": {"asked_back": {"measured": 0.1, "at_least": 0.1}}}},
            "questions, asked_back: expected the numbers 'measured' and 'at_most'",
        ),
    ],
)
def test_a_mistake_in_the_file_is_named(path: Path, content: Any, complaint: str) -> None:
    path.write_text(content if isinstance(content, str) else json.dumps(content))

    with pytest.raises(DataError) as raised:
        load_baseline(path)

    assert str(path) in str(raised.value)
    assert complaint in str(raised.value)


def test_a_missing_file_says_what_makes_it(path: Path) -> None:
    with pytest.raises(DataError, match="'make evaluate BASELINE=update' makes it"):
        load_baseline(path)
