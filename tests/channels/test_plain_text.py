"""The slash shortcut, against Rasa's own code that reads it."""

from __future__ import annotations

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from channels.plain_text import plain_text

SHORTCUTS = ["/restart", '/greet{"name": "x"}', "  /greet", "\n/greet@0.4", "\u00a0/greet"]


def _read_by_rasa(text: str) -> Message:
    stripped = UserMessage(text).text  # what a channel does to it first
    return YAMLStoryReader.unpack_regex_message(Message({TEXT: stripped}))


@pytest.mark.parametrize("text", SHORTCUTS)
def test_rasa_takes_no_intent_from_a_slash(text: str) -> None:
    assert _read_by_rasa(text).get(INTENT) is not None, "no shortcut: the test proves nothing"
    assert _read_by_rasa(plain_text(text)).get(INTENT) is None


@pytest.mark.parametrize("text", SHORTCUTS)
def test_what_was_typed_is_kept_behind_an_invisible_character(text: str) -> None:
    assert plain_text(text) == "\u2060" + text


@pytest.mark.parametrize("text", ["salary and/or skills", "What about AI/ML?", " hi ", "", "1/2"])
def test_other_text_is_unchanged(text: str) -> None:
    assert plain_text(text) == text
