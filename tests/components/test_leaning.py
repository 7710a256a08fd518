"""Whether a message may lean on the question before it."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.block_metadata import block_metadata
from components.leaning import LeaningModel
from components.reading import ACT, ELLIPTIC, FOLLOW_UP


@pytest.fixture(scope="module")
def model(training_data: TrainingData) -> LeaningModel:
    examples = [each for each in training_data.intent_examples if each.get(TEXT)]
    leans = [
        each.get(INTENT) == FOLLOW_UP or block_metadata(each).get(ACT) == ELLIPTIC
        for each in examples
    ]
    return LeaningModel.fit([each.get(TEXT) for each in examples], leans)


@pytest.mark.parametrize(
    "text",
    [
        "would that be fine at a startup",
        "do they pay for it",
        "how many of them",
        "even without math?",
        "and in quebec",
        "what if I'm forty",
        "et pour un stage?",
        "est-ce que ça coûte cher",
    ],
)
def test_what_names_nothing_by_itself_leans(model: LeaningModel, text: str) -> None:
    assert model.leans(text)


@pytest.mark.parametrize(
    "text",
    [
        "How much do ML engineers earn?",
        "Which certifications are worth it?",
        "which programming languages should an ML engineer know",
        "How do I get practical experience?",
        "Do I need a degree?",
        "Quelles compétences faut-il?",
        "thanks",
        # A pronoun, in what tells all it asks about by itself.
        "I studied physics at a small university, they taught me R and some statistics, and now I"
        " wonder which machine learning jobs there are for physicists in Canada",
    ],
)
def test_what_stands_by_itself_does_not(model: LeaningModel, text: str) -> None:
    assert not model.leans(text)
