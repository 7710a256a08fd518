"""The action server stops in the middle of a conversation, and comes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evaluation.assistant import Assistant, Conversation
from tests.pay import AVERAGE

APOLOGY = "Sorry, I can't look that up right now"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """With an action server, which the tests stop."""
    with Assistant(tmp_path_factory.mktemp("assistant"), has_action_server=True) as running:
        yield running


def test_nobody_meets_silence_and_the_next_message_works(assistant: Assistant) -> None:
    person = Conversation(assistant)
    assert AVERAGE in person.say("how much do ml engineers make")["text"]

    assistant.stop("actions")
    assert person.say("which skills do i need")["text"].startswith(APOLOGY)
    assert person.say("and which degree?")["text"].startswith(APOLOGY)
    # What Rasa says by itself still works.
    assert "I'm a bot" in person.say("are you a robot")["text"]

    assistant.start("actions")
    assert "essential ones" in person.say("which skills do i need")["text"]
    assert "Traceback" not in assistant.log("server")


def test_an_action_that_fails_says_so(
    assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The action server runs, but doesn't know our actions: Rasa gets an error from it."""
    empty = tmp_path / "no_actions.py"
    empty.write_text("")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assistant.stop("actions")
    assistant.actions_module = "no_actions"
    assistant.start("actions")
    person = Conversation(assistant)
    assert person.say("which skills do i need")["text"].startswith(APOLOGY)
    assert "I'm a bot" in person.say("are you a robot")["text"]
