"""Fields of a request; whole requests are in the channels' own tests."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from channels.message_request import (
    BadMessageRequest,
    read_id,
    read_message,
    read_random_id,
    read_text,
)


def test_a_message_is_words() -> None:
    assert read_message({"message": "/restart"}) == "\u2060/restart"


@pytest.mark.parametrize("text", ["a", " a ", "é" * 5])
def test_text_is_taken_as_it_is(text: str) -> None:
    assert read_text({"comment": text}, "comment", 5) == text


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, "is a string"), (5, "is a string"), (" ", "is empty"), ("a" * 6, "than 5 characters")],
)
def test_other_text_is_refused_in_a_sentence(value: Any, words: str) -> None:
    with pytest.raises(BadMessageRequest, match=f"'comment'.*{words}"):
        read_text({"comment": value}, "comment", 5)


def test_an_id_is_taken_as_it_is() -> None:
    assert read_id({"answer": "a" * 255}, "answer") == "a" * 255


@pytest.mark.parametrize("value", [None, 5, ["a"], "", "a" * 256, "a\tb"])
def test_an_id_that_cannot_be_stored_is_refused_in_a_sentence(value: Any) -> None:
    with pytest.raises(BadMessageRequest, match=r"an? 'answer' of 1 to 255 characters"):
        read_id({"answer": value}, "answer")


def test_an_id_may_have_to_be_shorter() -> None:
    with pytest.raises(BadMessageRequest, match=r"an? 'answer' of 1 to 5 characters"):
        read_id({"answer": "a" * 6}, "answer", longest=5)


def test_a_random_id_is_a_uuid_in_its_usual_form() -> None:
    value = str(uuid.uuid4())
    assert read_random_id({"id": value}, "id") == value
    for other in (value.upper(), value.replace("-", ""), f"{{{value}}}", str(uuid.uuid1()), None):
        with pytest.raises(BadMessageRequest, match="'id' that is a random UUID"):
            read_random_id({"id": other}, "id")
