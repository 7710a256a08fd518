"""A conversation is saved as a test story, which Rasa reads as the same and finds right."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.core.test import test as run_test_stories
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.io import read_yaml_file

from server.shell.conversation import Conversation
from server.shell.stories import StoryError, save_story
from tests.server.shell.conftest import Loaded

ASKED = UserUttered("what does it pay", {"name": "ask_salary"})
TRACKER = DialogueStateTracker.from_events(
    "id", [ASKED, ActionExecuted("action_answer_salary"), SlotSet("last_topic", "salary")]
)
QUESTIONS = (
    "hi",
    "what does it pay with 5 yeers of experience in Toronto?",
    "and with 8?",
    "what is the pay and which degree do I need?",
    "is python needed?",
    "et à Montréal?",
    "lol",
    "do I need a visa",
    "yes",
    "erase my data",
    "no",
    "thanks",
)


def test_the_file_is_a_test_story(tmp_path: Path) -> None:
    path = save_story("pay", TRACKER, tmp_path)

    assert path == tmp_path / "test_pay.yml"
    steps = [
        {"intent": "ask_salary", "user": "what does it pay"},
        {"action": "action_answer_salary"},
    ]
    story = {"version": "3.1", "stories": [{"story": "pay", "steps": steps}]}
    assert read_yaml_file(path) == story


@pytest.mark.parametrize("name", ["", "a b", "../a", "é" * 61])
def test_a_name_that_no_file_should_have(name: str, tmp_path: Path) -> None:
    with pytest.raises(StoryError, match="letters, digits"):
        save_story(name, TRACKER, tmp_path)
    assert not list(tmp_path.iterdir())


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path = save_story("pay", TRACKER, tmp_path)
    path.write_text("mine")
    with pytest.raises(StoryError, match="there already"):
        save_story("pay", TRACKER, tmp_path)
    assert path.read_text() == "mine"


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoryError, match="can't be written"):
        save_story("pay", TRACKER, tmp_path / "nowhere")


def test_a_message_that_a_story_can_not_have_is_a_sentence(tmp_path: Path) -> None:
    events = [UserUttered("see [this](city) page", {"name": "greet"})]
    with pytest.raises(StoryError, match="brackets"):
        save_story("pay", DialogueStateTracker.from_events("id", events), tmp_path)
    assert not list(tmp_path.iterdir())


def test_rasa_finds_a_recorded_dialogue_right(loaded: Loaded, tmp_path: Path) -> None:
    conversation = Conversation(loaded.agent)
    for question in QUESTIONS:
        loaded.run(conversation.ask(question))
    path = save_story("recorded", loaded.run(conversation.tracker()), tmp_path)

    testing = run_test_stories(
        str(path), loaded.agent, out_directory=str(tmp_path), e2e=True, disable_plotting=True
    )
    accuracy = loaded.run(testing)["report"]["conversation_accuracy"]
    assert (accuracy["correct"], accuracy["total"]) == (1, 1)
