"""A readiness check of one part: whether it works just now, within a timeout."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

OK = "ok"


class NotWorking(Exception):  # noqa: N818 (what it says, not how it failed)
    """A part doesn't work; the text says why in plain words."""


class Check:
    """Looks whether a part works, once at a time.

    A look that takes too long goes on, and the next one waits for it: however often somebody
    asks, a part that hangs has one look waiting for it.

    Args:
        look: raises an exception if the part doesn't work.
        seconds: how long to wait for it.
    """

    def __init__(self, look: Callable[[], Awaitable[None]], seconds: float) -> None:
        self._look = look
        self._seconds = seconds
        self._looking: asyncio.Future[None] | None = None

    async def result(self) -> str:
        """``ok``, or what is wrong."""
        if self._looking is None:
            self._looking = asyncio.ensure_future(self._look())
        done, _ = await asyncio.wait({self._looking}, timeout=self._seconds)
        if not done:
            return f"no answer within {self._seconds:g} seconds"
        error, self._looking = self._looking.exception(), None
        return OK if error is None else in_plain_words(error)


def in_plain_words(error: BaseException) -> str:
    """What an error says, in one line."""
    # The text of a database's error has the statement and an address of documentation in it.
    error = getattr(error, "orig", None) or error
    text = " ".join(str(error).split())
    return text if isinstance(error, NotWorking) else f"{type(error).__name__}: {text}".rstrip(": ")
