"""Saves a conversation as a Rasa test story, which ``rasa test`` runs."""

from __future__ import annotations

import re
from copy import copy
from pathlib import Path

from rasa.shared.core.events import Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.core.training_data.story_writer.yaml_story_writer import YAMLStoryWriter
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.entities_parser import parse_training_example

from server.shell.conversation import CHOSEN_LANGUAGE_SLOT, LANGUAGE_SLOT

FOLDER = Path("tests")
"""Where ``rasa test`` looks for files named ``test_*.yml``."""

_NAME = re.compile(r"[\w-]{1,60}")


class StoryError(Exception):
    """The story can't be saved; its text is a sentence for the tester."""


def save_story(name: str, tracker: DialogueStateTracker, folder: Path = FOLDER) -> Path:
    """Writes a test story: each message with its intent and entities, and the action that followed.

    Slots are left out: the actions set them, and no policy goes by them.

    Args:
        name: of the story and its file: letters, digits, ``-`` and ``_``.
        tracker: the conversation.
        folder: where to.

    Returns:
        The file.

    Raises:
        StoryError: if there can be no file of that name, or there is one already; or if Rasa would
            read a message as another one.
    """
    if not _NAME.fullmatch(name):
        raise StoryError("A story's name has letters, digits, - and _ only: /save pay-by-years")
    for event in tracker.events:
        if isinstance(event, UserUttered) and _as_read(event.text) != event.text:
            raise StoryError(f"Rasa takes brackets for the mark of an entity: {event.text}")
    path = folder / f"test_{name}.yml"
    told = [_named(event) for event in tracker.events if not isinstance(event, SlotSet)]
    story = DialogueStateTracker.from_events(name, told)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(story.export_stories(YAMLStoryWriter(), e2e=True))
    except FileExistsError:
        raise StoryError(f"{path} is there already; choose another name.") from None
    except OSError as error:
        raise StoryError(f"{path} can't be written ({error.strerror}).") from None
    return path


def _named(event: Event) -> Event:
    """An event, without the language of a message, which it has in a conversation only."""
    if not isinstance(event, UserUttered):
        return event
    named = copy(event)
    of_the_whole = (LANGUAGE_SLOT, CHOSEN_LANGUAGE_SLOT)
    named.entities = [each for each in event.entities if each["entity"] not in of_the_whole]
    return named


def _as_read(text: str | None) -> str | None:
    """A message's text as Rasa reads it from a story."""
    read: str | None = parse_training_example(text).get(TEXT) if text else text
    return read
