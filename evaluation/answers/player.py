"""The whole assistant in this process: what it answers, without servers."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from rasa.core.agent import Agent
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

from channels.ask import Question, ask
from evaluation.understanding.examples import DataError
from evaluation.understanding.trained_model import MODEL
from server.agent import set_up_agent
from server.in_process_actions import InProcessActions
from server.rasa_3_6_21 import speed_up_messages
from stores.tracker_store import ErasingTrackerStore

CHANNEL = "rest"
"""The channel that the messages seem to come from; answers are the same in all of them."""


@dataclass(frozen=True)
class Answer:
    """What is said to one message.

    Attributes:
        text: in Markdown.
        suggestions: the labels of the buttons below it.
    """

    text: str
    suggestions: tuple[str, ...] = ()


class Player:
    """A trained model with the custom actions, both in this process.

    A message takes the way it takes on the servers (``channels.ask``), but for HTTP. Use as a
    context manager: its conversations are erased in the end.
    """

    def __init__(self, model: Path = MODEL) -> None:
        """Loads the model.

        Raises:
            DataError: There is no such file.
        """
        # Rasa itself would take the newest model of the folder instead.
        if not model.is_file():
            raise DataError(f"{model}: there is no trained model; 'make train' makes it.")
        self._folder = TemporaryDirectory()
        store = ErasingTrackerStore(
            Domain.load("domain.yml"), db=str(Path(self._folder.name) / "conversations.db")
        )
        speed_up_messages()
        endpoint = InProcessActions(EndpointConfig("in-process", enable_selective_domain=True))
        self._agent = Agent.load(model, tracker_store=store, action_endpoint=endpoint)
        set_up_agent(self._agent)
        self._loop = asyncio.new_event_loop()

    def __enter__(self) -> Player:
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.close()
        self._folder.cleanup()

    def play(self, turns: Sequence[str]) -> list[Answer]:
        """Says one message after the other in a new conversation, and returns the answers."""
        conversation = str(uuid.uuid4())
        return [
            self._loop.run_until_complete(self._answer(conversation, message)) for message in turns
        ]

    async def _answer(self, conversation: str, message: str) -> Answer:
        said = (await ask(self._agent, Question(conversation, message, CHANNEL))).messages
        return Answer(
            "\n\n".join(part["text"] for part in said),
            tuple(button["title"] for part in said for button in part.get("buttons") or ()),
        )
