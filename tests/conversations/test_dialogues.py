"""Whole dialogues with the running assistant, checked by what it answers.

A dialogue is a list of turns in one of the YAML files beside this one. Each turn has ``user``, what
the person types, and any of ``says`` (all of these are in the answer), ``never`` (none of them is)
and ``offers`` (these are among its buttons). Case and line breaks don't count.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from evaluation.assistant import Conversation

FOLDER = Path(__file__).parent
TURN_KEYS = {"user", "says", "never", "offers"}


def dialogues() -> list[Any]:
    """Every dialogue, named after its file and title."""
    found = []
    for path in sorted(FOLDER.glob("*.yml")):
        for title, turns in YAML(typ="safe", pure=True).load(path).items():
            found.append(pytest.param(turns, id=f"{path.stem}: {title}"))
    return found


def plain(text: str) -> str:
    """Text without its line breaks, Markdown signs and case."""
    return " ".join(text.replace("*", "").replace("_", "").lower().split())


def test_there_are_enough_dialogues_of_a_sensible_length() -> None:
    assert len(dialogues()) >= 40
    for dialogue in dialogues():
        turns = dialogue.values[0]
        assert 3 <= len(turns) <= 8, dialogue.id
        for turn in turns:
            assert set(turn) <= TURN_KEYS and len(turn) > 1, f"{dialogue.id}: {turn}"


@pytest.mark.parametrize("turns", dialogues())
def test_dialogue(
    turns: list[dict[str, Any]], start_conversation: Callable[[], Conversation]
) -> None:
    person = start_conversation()
    for turn in turns:
        answer = person.say(turn["user"])
        text = plain(answer["text"])
        shown = f"{turn['user']!r} was answered with: {answer['text']}"
        for expected in turn.get("says", []):
            assert plain(expected) in text, shown
        for unwanted in turn.get("never", []):
            assert plain(unwanted) not in text, shown
        offered = [button["title"] for button in answer.get("buttons", [])]
        for expected in turn.get("offers", []):
            assert expected in offered, f"{shown} {offered}"
