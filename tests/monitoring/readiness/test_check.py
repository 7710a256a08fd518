from __future__ import annotations

import asyncio

from monitoring.readiness.check import OK, Check, NotWorking


def test_what_is_wrong_is_one_line_of_plain_words() -> None:
    async def not_there() -> None:
        raise NotWorking("it can't be reached")

    async def bug() -> None:
        raise ValueError("two\nlines")

    async def works() -> None:
        pass

    assert asyncio.run(Check(not_there, 1).result()) == "it can't be reached"
    assert asyncio.run(Check(bug, 1).result()) == "ValueError: two lines"
    assert asyncio.run(Check(works, 1).result()) == OK


def test_a_part_that_hangs_has_one_look_waiting_for_it() -> None:
    looks = 0

    async def hang() -> None:
        nonlocal looks
        looks += 1
        await asyncio.sleep(0.1)

    async def ask() -> list[str]:
        check = Check(hang, 0.01)
        results = [await check.result() for _ in range(3)]
        await asyncio.sleep(0.1)
        return [*results, await check.result()]

    assert asyncio.run(ask()) == ["no answer within 0.01 seconds"] * 3 + [OK]
    assert looks == 1
