"""Soak test, ``make soak``: many messages at a steady load; no error, and no memory leak."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from evaluation.bench.serving.load import LoadResult, conversations, load_test
from evaluation.bench.serving.servers import Servers
from evaluation.bench.serving.sides import ours
from evaluation.bench.serving.training import train_once

QUESTIONS = (
    "How much do ML engineers earn?",
    "And with 8 years of experience?",
    "Which skills do I need?",
    "what about the soft ones",
    "Do I need a degree, and how long does it take?",
    "asdf qwer",
    "is google hiring",
    "thanks!",
)
PARTS = 10
"""The messages are sent in so many parts; memory is looked at after each."""
WARM = 3
"""After so many of them everything is loaded, and caches have what they hold."""
MOST_GROWTH_MB = 10.0
"""What a process may have more at the end than after the warm-up, in 10⁶ bytes; malloc's doing."""

Memory = Callable[[], dict[str, float]]
"""The memory of each process, in 10⁶ bytes."""


@dataclass
class Part:
    """What came of some of the messages, and the memory of each process after them (10⁶ bytes)."""

    load: LoadResult
    memory: dict[str, float]


def soak(url: str, memory: Memory, messages: int, turns: int, concurrency: int) -> Iterator[Part]:
    """Asks a running server in equal parts.

    Args:
        url: The server's address.
        memory: Tells the memory of its processes.
        messages: How many in all.
        turns: How many of them each person sends.
        concurrency: How many people ask at the same time, without a pause.
    """
    people = conversations(QUESTIONS, turns)
    for _ in range(PARTS):
        load = load_test(url, islice(people, messages // turns // PARTS), concurrency)
        yield Part(load, memory())


def growth(parts: list[Part]) -> dict[str, float]:
    """By how much each process has grown since the warm-up (10⁶ bytes)."""
    warm, last = parts[WARM - 1].memory, parts[-1].memory
    return {name: last[name] - warm[name] for name in last}


def main() -> int:
    """Starts the servers, asks, and prints a line for each part.

    Returns:
        0; 1 if a message went unanswered or a process grew by more than ``MOST_GROWTH_MB``.
    """
    parser = argparse.ArgumentParser(prog="make soak", description=__doc__)
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--turns", type=int, default=20, help="messages of each person")
    parser.add_argument("--concurrency", type=int, default=4, help="people at the same time")
    options = parser.parse_args()
    side = ours()
    train_once(side)
    parts: list[Part] = []
    with Servers(side, QUESTIONS[0]) as servers:

        def memory() -> dict[str, float]:
            return {name: used.uss for name, used in servers.memory().items()}

        for part in soak(servers.url, memory, options.messages, options.turns, options.concurrency):
            parts.append(part)
            print(_line(parts), flush=True)
    grown = growth(parts)
    errors = sum(len(part.load.errors) for part in parts)
    print(f"{errors} errors; grown since part {WARM}: {_listed(grown)}")
    return int(errors > 0 or max(grown.values()) > MOST_GROWTH_MB)


def _line(parts: list[Part]) -> str:
    load = parts[-1].load
    sent = sum(len(part.load.answers) for part in parts)
    times = ", ".join(f"p{100 * q:.0f} {load.latency_ms(q):.0f} ms" for q in (0.5, 0.95, 0.99))
    return (
        f"{sent} messages: {len(load.errors)} errors, {load.throughput:.0f} a second, {times}; "
        f"{_listed(parts[-1].memory)}"
    )


def _listed(megabytes: dict[str, float]) -> str:
    return ", ".join(f"{name} {size:.1f} MB" for name, size in megabytes.items())


if __name__ == "__main__":
    sys.exit(main())
