from __future__ import annotations

import shutil
import sys
from itertools import islice

import pytest

from evaluation.bench.serving.load import (
    Answer,
    Conversation,
    LoadResult,
    conversations,
    load_test,
)

from .conftest import Server


def test_people_ask_one_after_the_other_and_so_many_at_once(server: Server, url: str) -> None:
    people = [Conversation(f"p{n}", ["one", "two", "three"]) for n in range(6)]
    load = load_test(url, people, concurrency=3)
    assert len(load.answers) == 18 and not load.errors
    assert server.most == 3
    for person in people:
        assert [text for sender, text in server.asked if sender == person.sender] == [
            "one",
            "two",
            "three",
        ]
    assert load.latency_ms(0.5) >= 20
    assert load.throughput == pytest.approx(18 / load.seconds)


def test_nobody_begins_anew_when_time_is_up(url: str) -> None:
    load = load_test(url, conversations(["endless"], 5), concurrency=2, seconds=0.2)
    assert load.answers and not load.errors


def test_people_share_out_the_questions() -> None:
    first, second = islice(conversations(["a", "b", "c"], 2), 2)
    assert (first.questions, second.questions) == (["a", "b"], ["c", "a"])
    assert first.sender != second.sender


def test_quantiles_leave_out_errors() -> None:
    answers = [Answer(n / 100, "", []) for n in range(101)] + [Answer(60, "HTTP 500", [])]
    load = LoadResult(answers, 10)
    assert load.latency_ms(0.95) == pytest.approx(950)
    with pytest.raises(ValueError, match="nothing was answered"):
        LoadResult([Answer(1, "HTTP 500", [])], 1).latency_ms(0.5)


def test_users_that_fail_are_no_result(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = shutil.which("false")
    assert failing is not None
    monkeypatch.setattr(sys, "executable", failing)
    with pytest.raises(RuntimeError, match="users failed"):
        load_test(url, [Conversation("p", ["hello"])])
