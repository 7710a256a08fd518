"""Asks a running server questions, as many people at once as wanted, and times the answers."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from typing import Any, NamedTuple

import aiohttp
import numpy as np

ANSWER_SECONDS = 60
FAILED = "something went wrong"
"""Part of what our channels say where there is no answer."""


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
class Load:
    """What came of it.

    Attributes:
        answers: In the order in which they came.
        seconds: From the first question to the last answer.
    """

    answers: list[Answer] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def errors(self) -> list[str]:
        """Why questions went unanswered."""
        return [answer.error for answer in self.answers if answer.error]

    @property
    def per_second(self) -> float:
        """Questions answered in a second."""
        return (len(self.answers) - len(self.errors)) / self.seconds

    def milliseconds(self, quantile: float) -> float:
        """The round trip that this share of the answered questions didn't exceed.

        Raises:
            ValueError: If nothing was answered.
        """
        answered = [answer.seconds for answer in self.answers if not answer.error]
        if not answered:
            raise ValueError(f"nothing was answered: {self.errors[:1]}")
        return float(np.quantile(answered, quantile)) * 1000


class Rest:
    """Rasa's ``rest`` channel."""

    path = "/webhooks/rest/webhook"

    @staticmethod
    def body(sender: str, question: str) -> dict[str, str]:
        """The request for a question."""
        return {"sender": sender, "message": question}

    @staticmethod
    def messages(content: Any) -> list[dict[str, Any]]:
        """The messages of an answer."""
        return list(content)


class Web:
    """The channel of the chat page; senders must be UUIDs."""

    path = "/chat/messages"

    @staticmethod
    def body(sender: str, question: str) -> dict[str, str]:
        """The request for a question."""
        return {"conversation": sender, "id": str(uuid.uuid4()), "message": question}

    @staticmethod
    def messages(content: Any) -> list[dict[str, Any]]:
        """The messages of an answer."""
        return list(content["messages"])


Channel = type[Rest] | type[Web]


def conversations(questions: Sequence[str], length: int) -> Iterator[Conversation]:
    """People without end, each new, who ask the questions in turn, so many each."""
    endless = cycle(questions)
    while True:
        yield Conversation(str(uuid.uuid4()), list(islice(endless, length)))


def ask(
    url: str,
    people: Iterable[Conversation],
    at_once: int = 1,
    seconds: float = float("inf"),
    channel: Channel = Rest,
) -> Load:
    """Lets people ask; whoever has finished makes room for the next.

    Args:
        url: The server's address.
        people: Who asks what.
        at_once: How many ask at the same time.
        seconds: When to begin nothing new any more.
        channel: Whose requests to send.
    """
    return asyncio.run(_ask(url, iter(people), at_once, seconds, channel))


async def _ask(
    url: str, people: Iterator[Conversation], at_once: int, seconds: float, channel: Channel
) -> Load:
    load = Load()
    start = time.monotonic()

    async def serve(session: aiohttp.ClientSession) -> None:
        for person in people:
            for question in person.questions:
                if time.monotonic() - start > seconds:
                    return
                load.answers.append(await _answer(session, url, person.sender, question, channel))

    timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
    connector = aiohttp.TCPConnector(limit=at_once)
    async with aiohttp.ClientSession(timeout=timeout, connector=connector) as session:
        await asyncio.gather(*(serve(session) for _ in range(at_once)))
    load.seconds = time.monotonic() - start
    return load


async def _answer(
    session: aiohttp.ClientSession, url: str, sender: str, question: str, channel: Channel
) -> Answer:
    error, messages = "", []
    start = time.monotonic()
    try:
        body = channel.body(sender, question)
        affinity = {"X-Affinity": sender}  # as the page does, for a load balancer
        async with session.post(url + channel.path, json=body, headers=affinity) as response:
            content = await response.json(content_type=None)
            if response.status == 200:
                messages = channel.messages(content)
            else:
                error = f"HTTP {response.status}"
    except (aiohttp.ClientError, asyncio.TimeoutError, ValueError) as reason:
        error = f"{type(reason).__name__}: {reason}"
    seconds = time.monotonic() - start
    if not error and not any(message.get("text") for message in messages):
        error = "an empty answer"
    elif any(FAILED in message.get("text", "") for message in messages):
        error = "an apology"
    return Answer(seconds, error, messages)
