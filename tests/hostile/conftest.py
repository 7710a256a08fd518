"""The assistant under attack."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings

from evaluation.assistant import Assistant

VARIABLE = "HOSTILE_EXAMPLES"
FEW = 500
"""How many requests CI sends; ``HOSTILE_EXAMPLES=10000 pytest tests/hostile`` sends more."""


def examples(share: float = 1) -> settings:
    """So many examples, the same ones each time: a failure can be repeated.

    Args:
        share: of all examples.
    """
    return settings(
        max_examples=max(1, int(share * int(os.environ.get(VARIABLE, FEW)))),
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture(scope="package")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Both servers, without rate limits and believing one proxy, for these tests alone."""
    settings = {"RATE_LIMIT_CONVERSATION": "off", "SANIC_PROXIES_COUNT": "1"}
    folder = tmp_path_factory.mktemp("hostile")
    with Assistant(folder, settings=settings, has_action_server=True) as running:
        yield running
