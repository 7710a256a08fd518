"""Hostile texts through the trained pipeline alone."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given
from rasa.shared.core.domain import Domain

from channels.plain_text import plain_text
from components.question_parts import MOST_UNITS, candidates
from evaluation.understanding.trained_model import TrainedModel
from tests.components.splitter import SETTINGS, units_of
from tests.hostile.conftest import examples
from tests.hostile.texts import PIECES, valid_texts


@pytest.fixture(scope="module")
def model() -> TrainedModel:
    """The trained model, in this process."""
    return TrainedModel()


def test_any_text_is_read(model: TrainedModel) -> None:
    intents = {*Domain.load("domain.yml").intents, "nlu_fallback"}

    @examples(0.3)
    @given(valid_texts)
    @example("")
    @example("(" * 2000)
    @example("5" + " " * 1990 + "years")
    @example("\ufdfa" * 2000)
    def read(text: str) -> None:
        parsed = model.parse(plain_text(text))
        intent = parsed["intent"]
        assert intent["name"] in intents or intent["name"] is None
        assert 0 <= intent["confidence"] <= 1 and not math.isnan(intent["confidence"])
        for entity in parsed["entities"]:
            assert 0 <= entity["start"] < entity["end"] <= len(parsed["text"])

    read()


@pytest.mark.parametrize("piece", [*PIECES, "a\n", "a? ", "pay, skills, ", "which one? ", "and "])
def test_a_long_text_is_not_cut_into_many(piece: str) -> None:
    text = (piece * 2000)[:2000]
    parts = units_of(text)
    assert len(parts) <= MOST_UNITS
    # Each unit, each pair of neighbours, and each pair with its noun filled in.
    assert len(candidates(text, parts, SETTINGS)) <= 3 * MOST_UNITS
