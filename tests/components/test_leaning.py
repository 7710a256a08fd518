"""Whether a message may lean on the question before it."""

from __future__ import annotations

import pytest

from components.leaning import LeaningModel
from components.reading import ELLIPTIC, FOLLOW_UP
from evaluation.understanding.examples import training_examples


@pytest.fixture(scope="module")
def model() -> LeaningModel:
    examples = training_examples()
    leans = [each.intent == FOLLOW_UP or each.act == ELLIPTIC for each in examples]
    return LeaningModel.fit([each.text for each in examples], leans)


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
