"""The trained model, understanding messages in this process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from rasa.core.agent import Agent

from tests.conftest import MODEL

Parse = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="session")
def parse() -> Parse:
    """Gives intent, ranking and entities of a message, as the server would."""
    agent = Agent.load(MODEL)
    loop = asyncio.new_event_loop()

    def parse_message(text: str) -> dict[str, Any]:
        parsed: dict[str, Any] = loop.run_until_complete(agent.parse_message(text))
        return parsed

    return parse_message
