"""What a request must have in it, and the sentence for what is wrong with it."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from sanic.request import Request

from channels.message_request import (
    MAX_BODY_BYTES,
    BadMessageRequest,
    RequestTooLarge,
    read_id,
    read_message,
    read_object,
    read_random_id,
    read_text,
)


def request(body: bytes) -> Request:
    made: Any = Request(b"/", {}, "1.1", "POST", None, None)  # type: ignore[arg-type]
    made.body = body
    return made  # type: ignore[no-any-return]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_an_object_is_read_with_or_without_a_byte_order_mark(mark: bytes) -> None:
    body = {"message": "Où?"}

    assert read_object(request(mark + json.dumps(body, ensure_ascii=False).encode())) == body


@pytest.mark.parametrize(
    ("body", "said"),
    [(b"", "must be a JSON object"), (b"[1]", "must be a JSON object"), (b"{", "not valid JSON")],
)
def test_anything_else_is_refused(body: bytes, said: str) -> None:
    with pytest.raises(BadMessageRequest, match=said):
        read_object(request(body))


def test_a_long_body_is_refused_unread() -> None:
    with pytest.raises(RequestTooLarge, match="larger than 32 KiB") as refusal:
        read_object(request(b"x" * (MAX_BODY_BYTES + 1)))
    assert refusal.value.status_code == 413


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
