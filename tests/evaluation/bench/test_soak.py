"""A short soak of the running assistant; ``make soak`` is the long one."""

from __future__ import annotations

import psutil

from evaluation.assistant import Assistant
from evaluation.bench.soak import PARTS, growth, soak

MESSAGES, TURNS = 400, 8
MOST_GROWTH_MB = 25  # so early, caches are still filling


def test_nobody_goes_unanswered_and_memory_stays_flat(assistant: Assistant) -> None:
    def memory() -> dict[str, float]:
        return {"server": psutil.Process(assistant.pid("server")).memory_info().rss / 1e6}

    parts = list(soak(assistant.url, memory, MESSAGES, TURNS, concurrency=3))
    assert [error for part in parts for error in part.load.errors] == []
    assert (
        sum(len(part.load.answers) for part in parts) == MESSAGES // TURNS // PARTS * PARTS * TURNS
    )
    assert max(growth(parts).values()) < MOST_GROWTH_MB
