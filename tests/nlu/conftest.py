"""The trained model, understanding messages in this process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from evaluation.assistant import Conversation
from evaluation.understanding.follow_ups import Say
from evaluation.understanding.measure import Measurement, measure
from evaluation.understanding.sets import project_dialogues, project_sets
from evaluation.understanding.trained_model import TrainedModel

Parse = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="session")
def model() -> TrainedModel:
    """The trained model."""
    return TrainedModel()


@pytest.fixture(scope="session")
def parse(model: TrainedModel) -> Parse:
    """Gives intent, ranking and entities of a message, as the server would."""
    return model.parse


@pytest.fixture(scope="session")
def measurement(model: TrainedModel, request: pytest.FixtureRequest) -> Measurement:
    """What `make evaluate` measures, on the project's own held-out sets."""
    dialogues = project_dialogues()
    if not dialogues:
        return measure(project_sets(), model.read)
    assistant = request.getfixturevalue("assistant")

    def start_conversation() -> Say:
        sender = Conversation(assistant).sender
        return lambda message: assistant.ask(message, sender)

    return measure(project_sets(), model.read, dialogues, start_conversation)
