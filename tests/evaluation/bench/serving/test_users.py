"""What Locust's users send, and what counts as an answer."""

from __future__ import annotations

import uuid

import pytest

from evaluation.bench.serving.load import Conversation, load_test


def test_what_is_no_answer_is_an_error(url: str) -> None:
    load = load_test(url, [Conversation("p", ["fail", "nothing", "sorry", "no list", "fine"])])
    assert load.errors == ["HTTP 500", "an empty answer", "an apology", "KeyError: 'messages'"]
    assert load.throughput == pytest.approx(1 / load.seconds)
    (error,) = load_test("http://127.0.0.1:9", [Conversation("p", ["x"])]).errors
    assert "refused" in error


def test_the_page_s_channel(url: str) -> None:
    load = load_test(url, [Conversation(str(uuid.uuid4()), ["hello"])], channel="web")
    assert load.answers[0].messages == [{"text": "hello"}]
