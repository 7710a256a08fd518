"""Waiting for what servers do beside answering."""

from __future__ import annotations

from collections.abc import Callable

from server.supervision.servers import wait_for

SECONDS = 120


def wait_until(
    condition: Callable[[], bool], otherwise: str = "it never came", seconds: float = SECONDS
) -> None:
    """Waits until a condition has come true.

    Raises:
        AssertionError: if it doesn't in time; it says ``otherwise``.
    """
    assert wait_for(condition, seconds), otherwise
