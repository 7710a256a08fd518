"""The loop over lines, with the real assistant."""

from __future__ import annotations

import io
import json
from collections.abc import AsyncIterator

from rasa.core.agent import Agent

from channels.ask import APOLOGY
from server.shell.commands import Commands
from server.shell.conversation import Conversation
from server.shell.output import JsonOutput
from server.shell.run import run
from server.shell.screen import Screen
from tests.server.shell.conftest import Loaded


def run_lines(loaded: Loaded, agent: Agent, *lines: str) -> tuple[bool, list[dict[str, object]]]:
    """Whether all was answered, and the objects that were written."""

    async def each() -> AsyncIterator[str]:
        for line in lines:
            yield line

    file = io.StringIO()
    output = JsonOutput(file, Screen(io.StringIO(), plain=True))
    all_answered = loaded.run(run(Commands(Conversation(agent)), each(), output))
    return all_answered, [json.loads(line) for line in file.getvalue().splitlines()]


def test_questions_commands_and_blank_lines(loaded: Loaded) -> None:
    lines = ("hi", "", "/language fr", "what does it pay?")
    all_answered, written = run_lines(loaded, loaded.agent, *lines)
    assert all_answered
    assert [each["question"] for each in written] == ["hi", "what does it pay?"]
    assert written[1]["language"] == "fr"


def test_nothing_comes_after_stop(loaded: Loaded) -> None:
    all_answered, written = run_lines(loaded, loaded.agent, "hi", "/stop", "hi")
    assert all_answered and len(written) == 1


def test_after_a_refusal_or_a_failure_it_goes_on(loaded: Loaded) -> None:
    all_answered, written = run_lines(loaded, loaded.agent, "x" * 2001, "hi")
    assert not all_answered and "error" in written[0] and written[1]["answer"]
    all_answered, written = run_lines(loaded, Agent(), "hi", "hi")  # an agent without a model
    assert not all_answered and [each["answer"] for each in written] == [APOLOGY, APOLOGY]
