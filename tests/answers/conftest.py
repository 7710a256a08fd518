"""The assistant in this process, for all cases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from evaluation.answers.player import Player


@pytest.fixture(scope="session")
def player() -> Iterator[Player]:
    """The trained model with its actions, loaded once."""
    with Player() as player:
        yield player
