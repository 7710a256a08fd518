"""The shell's settings for tests, and an agent that is really loaded."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from rasa.core.agent import Agent

from server.shell.agent import loaded_agent

Result = TypeVar("Result")

RunShell = Callable[..., "subprocess.CompletedProcess[str]"]


def settings_in(folder: Path) -> dict[str, str]:
    """Environment variables: stores of their own in a folder."""
    return {
        "CONVERSATIONS_DB": str(folder / "conversations.db"),
        "EVENTS_DB": str(folder / "events.db"),
    }


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Stores of their own, and the ports of servers that are taken: the shell needs none."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        yield settings_in(tmp_path) | {"SERVER_PORT": port, "ACTIONS_PORT": port}


@pytest.fixture
def run_shell(settings: dict[str, str]) -> RunShell:
    """Runs the shell with a text as its standard input, which is no terminal."""

    def run(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "server.shell", *arguments],
            input=typed,
            env={**os.environ, **settings},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )

    return run


@dataclass(frozen=True)
class Loaded:
    """A running agent, and what runs coroutines in its event loop."""

    agent: Agent
    run: Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    loop = asyncio.new_event_loop()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in settings_in(tmp_path_factory.mktemp("shell")).items():
            patch.setenv(name, value)
        opened = loaded_agent()
        agent = loop.run_until_complete(opened.__aenter__())
        yield Loaded(agent, loop.run_until_complete)
        loop.run_until_complete(opened.__aexit__(None, None, None))
    loop.close()
