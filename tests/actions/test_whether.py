from __future__ import annotations

import pytest

from actions.whether import asks_whether


@pytest.mark.parametrize(
    "text",
    [
        "Is Kaggle any use?",
        "do i need maths",
        "Toronto?",
        "does a co-op count if i want to be an ML engineer",
        "what about computer science",
        "how about IBM?",
        "est-ce que Kaggle compte ?",
    ],
)
def test_yes_is_an_answer(text: str) -> None:
    assert asks_whether(text)


@pytest.mark.parametrize(
    "text",
    [
        "is kaggle useless",
        "How much maths do I need?",
        "tell me about Toronto",
        "maths or statistics?",
        "isn't computer science enough",
        "is a CS degree a waste of time",
        "is maths hard",
        "pourquoi Toronto ?",
        "est-ce que Kaggle est inutile ?",
    ],
)
def test_yes_is_none(text: str) -> None:
    assert not asks_whether(text)
