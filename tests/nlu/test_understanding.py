"""The trained model on questions that nobody taught it."""

from __future__ import annotations

from typing import Any

import pytest

from actions.focus import read_focus
from components.reading import Reading
from evaluation.understanding.baseline import load_baseline
from evaluation.understanding.measure import Measurement
from guide.edition import current_edition
from guide.model import Focus
from guide.text import LANGUAGES

from .conftest import Parse

BASELINE = load_baseline()


def gates() -> list[Any]:
    """Every gate of the baseline."""
    return [
        pytest.param(set_name, metric_name, id=f"{set_name}: {metric_name}")
        for set_name, metrics in BASELINE.metrics.items()
        for metric_name in metrics
    ]


@pytest.mark.parametrize(("set_name", "metric_name"), gates())
def test_gate(measurement: Measurement, set_name: str, metric_name: str) -> None:
    (gate,) = (
        gate
        for gate in BASELINE.gates(measurement)
        if (gate.set_name, gate.metric_name) == (set_name, metric_name)
    )

    assert gate.passed, gate.complaint(BASELINE.wrong.get(set_name, frozenset()))


def test_every_metric_has_a_gate(measurement: Measurement) -> None:
    measured = {(name, metric) for name, found in measurement.metrics().items() for metric in found}
    committed = {(name, metric) for name, found in BASELINE.metrics.items() for metric in found}

    assert measured <= committed, "'make evaluate BASELINE=update' gives new metrics a gate"


def suggestions() -> list[Any]:
    """Every question that a button can ask, in each language, with its topic and focus."""
    return [
        pytest.param(text, topic.topic, question.focus, id=text)
        for topic in current_edition().guide.topics
        for question in topic.all_questions()
        for text in (question.text.in_language(language) for language in LANGUAGES)
    ]


@pytest.mark.parametrize(("text", "topic", "focus"), suggestions())
def test_a_button_is_understood_as_what_it_says(
    parse: Parse, text: str, topic: str, focus: Focus
) -> None:
    parsed = parse(text)

    assert parsed["intent"]["name"] == f"ask_{topic}"
    found = read_focus(Reading.from_message(parsed))
    for name, value in focus.dict(exclude_defaults=True).items():
        assert getattr(found, name) == value


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("", "nlu_fallback"),
        ("   ", "nlu_fallback"),
        ("?!...", "nlu_fallback"),
        ("👍", "affirm"),
        ("🍕🍕", "out_of_scope"),
    ],
)
def test_messages_without_words(parse: Parse, text: str, intent: str) -> None:
    assert parse(text)["intent"]["name"] == intent


def test_a_near_miss_has_its_kind(parse: Parse) -> None:
    parsed = parse("how do I get a study permit for my brother")

    assert parsed["intent"]["name"] == "out_of_scope"
    assert parsed["kind"] == "immigration"
