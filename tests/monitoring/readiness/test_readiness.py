from __future__ import annotations

import asyncio

from rasa.core.agent import Agent

from monitoring.readiness.readiness import PARTS, Readiness


def test_every_part_has_a_result_that_is_kept_for_a_second() -> None:
    async def ask() -> tuple[object, object]:
        readiness = Readiness(Agent)
        return await readiness.results(), await readiness.results()

    first, second = asyncio.run(ask())
    assert first is second
    assert isinstance(first, dict) and tuple(first) == PARTS
    assert first["model"] == "no model is loaded"
