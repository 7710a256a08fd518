"""Load test: concurrent users ask a running server; latency percentiles, throughput, errors.

The people are Locust's users, in a process of their own (``users.py``).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle, islice
from typing import Any, Literal, NamedTuple

import numpy as np


class Conversation(NamedTuple):
    """What one person asks, one question after the other."""

    sender: str
    questions: Sequence[str]


class Answer(NamedTuple):
    """One question's round trip.

    Attributes:
        seconds: From sending the question to having the whole answer.
        error: Why it doesn't count as answered; empty if it does.
        messages: The answer's messages, as the channel gave them.
    """

    seconds: float
    error: str
    messages: list[dict[str, Any]]


@dataclass
class LoadResult:
    """What came of a load test.

    Attributes:
        answers: In the order in which they came.
        seconds: From the first question to the last answer.
    """

    answers: list[Answer] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def errors(self) -> list[str]:
        """Why questions went unanswered, one for each."""
        return [answer.error for answer in self.answers if answer.error]

    @property
    def throughput(self) -> float:
        """Throughput: questions answered in a second."""
        return (len(self.answers) - len(self.errors)) / self.seconds

    def latency_ms(self, quantile: float) -> float:
        """A latency percentile: the round trip that this share of the answers took at most.

        Raises:
            ValueError: If nothing was answered.
        """
        answered = [answer.seconds for answer in self.answers if not answer.error]
        if not answered:
            raise ValueError(f"nothing was answered: {self.errors[:1]}")
        return float(np.quantile(answered, quantile)) * 1000


PIPE_BYTES = 4096
"""How much the users may be ahead of people who come one by one, where the system can be told."""

Channel = Literal["rest", "web"]
"""Whose requests to send: Rasa's ``rest``, or the page's, where senders must be UUIDs."""


def conversations(questions: Sequence[str], length: int) -> Iterator[Conversation]:
    """People without end, each new, who ask the questions in turn, so many each."""
    endless = cycle(questions)
    while True:
        yield Conversation(str(uuid.uuid4()), list(islice(endless, length)))


def load_test(
    url: str,
    people: Iterable[Conversation],
    concurrency: int = 1,
    seconds: float = 1e9,
    channel: Channel = "rest",
) -> LoadResult:
    """Lets people ask; whoever has finished makes room for the next.

    Args:
        url: The server's address.
        people: Who asks what; may be endless.
        concurrency: How many ask at the same time, each without a pause.
        seconds: When to begin nothing new any more.
        channel: Whose requests to send.

    Raises:
        RuntimeError: If the users' program fails.
    """
    settings = {"url": url, "concurrency": concurrency, "seconds": seconds, "channel": channel}
    with (
        tempfile.TemporaryFile() as said,
        tempfile.TemporaryFile("w+", errors="replace") as complaints,
        subprocess.Popen(
            [sys.executable, "-m", "evaluation.bench.serving.users"],
            env=os.environ | {"LOAD": json.dumps(settings)},
            stdin=subprocess.PIPE,
            pipesize=PIPE_BYTES,
            stdout=said,
            stderr=complaints,  # gevent says there, too, that it is being finalized
        ) as users,
    ):
        assert users.stdin is not None
        # A pipe takes no more than is read soon, so that people may be endless.
        with suppress(BrokenPipeError), users.stdin as pipe:
            for person in people:
                pipe.write(json.dumps(person).encode() + b"\n")
        if users.wait():
            complaints.seek(0)
            raise RuntimeError(f"the load test's users failed:\n{complaints.read()}")
        said.seek(0)
        return _read(said.read().splitlines())


def _read(lines: Iterable[bytes]) -> LoadResult:
    turns = sorted((json.loads(line) for line in lines), key=lambda turn: turn["ended"])
    if not turns:
        return LoadResult()
    answers = [
        Answer(turn["ended"] - turn["begun"], turn["error"], turn["messages"]) for turn in turns
    ]
    return LoadResult(answers, turns[-1]["ended"] - min(turn["begun"] for turn in turns))
