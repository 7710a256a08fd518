"""The agent has the stores of endpoints.yml and runs the actions itself."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from server.in_process_actions import InProcessActions
from server.shell.agent import loaded_agent
from stores.conversations import tracker_store
from stores.tracker_store import ErasingTrackerStore
from tests.models import that_is_cut_off
from tests.server.shell.conftest import Loaded


async def load() -> None:
    async with loaded_agent():
        pass


def test_it_has_the_stores_and_actions_of_the_server(loaded: Loaded) -> None:
    assert isinstance(tracker_store(loaded.agent), ErasingTrackerStore)
    assert isinstance(loaded.agent.action_endpoint, InProcessActions)
    assert loaded.agent.action_endpoint.kwargs == {"enable_selective_domain": True}


def test_a_model_that_is_broken_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.tar.gz"
    that_is_cut_off(broken)
    monkeypatch.setattr("server.shell.agent.MODEL", broken)
    with pytest.raises(SystemExit, match="can't be loaded"):
        asyncio.run(load())


@pytest.mark.parametrize(
    ("endpoints", "says"),
    [
        ("{}", "no action_endpoint"),
        ("action_endpoint: [", "YamlSyntaxException"),
    ],
)
def test_endpoints_that_are_wrong_are_one_sentence(
    endpoints: str, says: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "endpoints.yml"
    file.write_text(endpoints)
    monkeypatch.setattr("server.shell.agent.ENDPOINTS", file)
    with pytest.raises(SystemExit, match=says):
        asyncio.run(load())
