"""Sentence vectors from the loaded model."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
from rasa.core.agent import Agent

from channels.web.sentence_vectors import sentence_vector


def test_texts_of_one_meaning_are_close_in_both_languages(agent: Agent) -> None:
    texts = ("How much do they earn?", "Combien gagne-t-on?", "Which cities are best?")
    pay, paye, cities = (sentence_vector(agent, text) for text in texts)

    assert pay is not None and paye is not None and cities is not None
    assert np.isclose(np.linalg.norm(pay), 1, atol=1e-3)
    assert pay @ paye > pay @ cities


def test_a_text_of_several_parts_is_one_vector(agent: Agent) -> None:
    vector = sentence_vector(agent, "what is the pay, and which cities are best?")
    assert vector is not None and vector.ndim == 1


def test_without_a_model_there_is_none() -> None:
    assert sentence_vector(cast(Any, SimpleNamespace(processor=None)), "pay") is None
