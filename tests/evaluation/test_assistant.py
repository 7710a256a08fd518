from __future__ import annotations

from pathlib import Path

import psutil
import pytest

from evaluation.assistant import Assistant, Conversation


def test_it_answers_each_person_by_itself(assistant: Assistant) -> None:
    ann, bob = Conversation(assistant), Conversation(assistant)
    assert "8 years" in ann.say("What does it pay with 8 years of experience?")["text"]
    assert "8 years" not in bob.say("What does it pay?")["text"]
    assert ann.sender != bob.sender


def test_a_server_that_does_not_start_is_an_error_with_its_log(tmp_path: Path) -> None:
    before = set(psutil.Process().children(recursive=True))
    failing = Assistant(tmp_path, settings={"ACTIONS_PORT": "none"}, has_action_server=True)
    with pytest.raises(AssertionError, match=r"the actions didn't start:[\s\S]*--port"), failing:
        pass
    assert set(psutil.Process().children(recursive=True)) == before
