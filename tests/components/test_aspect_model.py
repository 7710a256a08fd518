"""Aspects: learned beside the intents, with what is usual of a topic."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from components.aspect_model import AspectModel
from components.intent_model import IntentModel, TrainingExample
from components.kernel_classifier import KernelSettings
from components.universal_sentence_encoder import UniversalSentenceEncoder

ASKED = {
    ("ask_certificates", "cost"): [
        "what do certificates cost",
        "is there a free certificate",
        "price of the exam",
        "how expensive is it to get certified",
    ],
    ("ask_certificates", "time"): [
        "how long does a certificate take",
        "how many weeks to get certified",
        "time needed for the exam",
        "does a certificate expire after some years",
    ],
    ("ask_meetups", "where"): [
        "where are the meetups",
        "in which city can i find events",
        "where do people of the field meet",
        "is there a meetup in my town",
    ],
    ("ask_meetups", "cost"): [
        "do meetups cost money",
        "is the conference free",
        "price of a conference ticket",
        "how expensive are workshops",
    ],
}
NO_TOPIC = [TrainingExample(text, "greet") for text in ("hello", "hi there", "good morning")]
EXAMPLES = [
    *(
        TrainingExample(text, intent, aspect=aspect)
        for (intent, aspect), texts in ASKED.items()
        for text in texts
    ),
    *NO_TOPIC,
]


def fit(encoder: UniversalSentenceEncoder, examples: list[TrainingExample]) -> IntentModel:
    vectors = encoder.encode([example.text for example in examples])
    return IntentModel.fit(examples, vectors, KernelSettings(), 0.95, 0.1)


@pytest.fixture(scope="module")
def model(encoder: UniversalSentenceEncoder) -> IntentModel:
    return fit(encoder, EXAMPLES)


@pytest.mark.parametrize(
    ("text", "intent", "aspect"),
    [
        ("what's the fee for a certificate", "ask_certificates", "cost"),
        ("are events free of charge", "ask_meetups", "cost"),
        ("certificate: how many months", "ask_certificates", "time"),
        ("which places have meetups", "ask_meetups", "where"),
    ],
)
def test_topic_and_aspect_are_read_beside_each_other(
    model: IntentModel, encoder: UniversalSentenceEncoder, text: str, intent: str, aspect: str
) -> None:
    [prediction] = model.predict([text], encoder.encode([text]))

    assert prediction.ranking[0][0] == intent
    assert prediction.aspects[0][0] == aspect
    assert sum(confidence for _, confidence in prediction.aspects) == pytest.approx(1.0)
    assert {name for name, _ in prediction.aspects} == {"cost", "time", "where"}


def test_a_saved_model_reads_the_same_aspects(
    model: IntentModel, encoder: UniversalSentenceEncoder, tmp_path: Path
) -> None:
    texts = ["what's the fee for a certificate", "which places have meetups", "hello"]
    model.save(tmp_path)
    restored = IntentModel.load(tmp_path)
    for before, after in zip(
        model.predict(texts, encoder.encode(texts)),
        restored.predict(texts, encoder.encode(texts)),
        strict=True,
    ):
        assert dict(after.aspects) == pytest.approx(dict(before.aspects), abs=1e-5)


def test_without_aspects_in_the_examples_none_is_read(
    encoder: UniversalSentenceEncoder, tmp_path: Path
) -> None:
    plain = [TrainingExample(example.text, example.intent) for example in EXAMPLES]
    fit(encoder, plain).save(tmp_path)
    [prediction] = IntentModel.load(tmp_path).predict(["any fee"], encoder.encode(["any fee"]))

    assert prediction.aspects == []


def test_between_two_aspects_the_one_usual_of_the_topic_counts() -> None:
    unseen = np.array([[1.0, -1.0]] * 9 + [[-1.0, 1.0]] * 11)
    truth = ["cost"] * 9 + ["time"] + ["time"] * 9 + ["cost"]
    intents = ["ask_a"] * 10 + ["ask_b"] * 10
    model = AspectModel.fit(unseen, np.array(["cost", "time"]), intents, truth)
    undecided = np.array([0.0, 0.0])

    assert model.ranking(undecided, "ask_a")[0][0] == "cost"
    assert model.ranking(undecided, "ask_b")[0][0] == "time"
    assert dict(model.ranking(undecided, "greet")) == pytest.approx({"cost": 0.5, "time": 0.5})
