"""The trained model: its predictions, made in this process as the server would make them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from components import reading
from components.intent_classifier import IntentClassifier
from components.reading import OUT_OF_SCOPE, SEVERAL
from components.sentence_encoder import shared_encoder
from components.spelling_corrector import SpellingCorrector, text_to_understand
from evaluation.understanding.examples import DataError

MODEL = Path("models/assistant.tar.gz")


@dataclass(frozen=True)
class Reading:
    """What the model makes of a message.

    Attributes:
        intent: The decision.
        confidence: How sure of it, from 0 to 1.
        questions: The intents of the questions in it; of a message with one, its intent.
        entities: Types and values, as the extractor gives them.
        in_scope: How likely the message is in scope, from 0 to 1.
        aspect: What about its topic it asks, of the first question in it; None if that isn't plain.
        best_guess: The in-scope intent that it would be taken for if it had to be one.
    """

    intent: str
    confidence: float
    questions: tuple[str, ...]
    entities: tuple[tuple[str, str], ...]
    in_scope: float
    best_guess: str
    aspect: str | None = None


class TrainedModel:
    """A model archive, loaded once."""

    def __init__(self, path: Path = MODEL) -> None:
        """Loads the archive.

        Raises:
            DataError: There is no such file.
        """
        # Rasa itself would take the newest model of the folder instead.
        if not path.is_file():
            raise DataError(f"{path}: there is no trained model; 'make train' makes it.")
        self._agent = Agent.load(path)
        self._loop = asyncio.new_event_loop()
        self._encoder = shared_encoder()
        self._take_parts()

    def _take_parts(self) -> None:
        """Takes the corrector and the classifier out of the agent."""
        processor = self._agent.processor
        assert processor is not None
        for node in processor.graph_runner._instantiated_nodes.values():
            if isinstance(node._component, SpellingCorrector):
                self._corrector = node._component
            elif isinstance(node._component, IntentClassifier):
                assert node._component._model is not None
                self.intents = node._component._model

    def as_understood(self, texts: Sequence[str]) -> list[str]:
        """The form in which messages reach encoder and classifier."""
        messages = [Message(data={TEXT: text}) for text in texts]
        return [text_to_understand(message) for message in self._corrector.process(messages)]

    def parse(self, text: str, tracker: DialogueStateTracker | None = None) -> dict[str, Any]:
        """Intent, ranking and entities of a message, in Rasa's form.

        Args:
            text: the message.
            tracker: of the conversation that it is in; ``None`` for one outside of any.
        """
        processor = self._agent.processor
        assert processor is not None
        parsed: dict[str, Any] = self._loop.run_until_complete(
            processor.parse_message(UserMessage(text), tracker)
        )
        return parsed

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """What the model makes of each message."""
        understood = self.as_understood(texts)
        predictions = self.intents.predict(understood, self._encoder.encode(understood))
        readings = []
        for text, prediction in zip(texts, predictions, strict=True):
            parsed = self.parse(text)
            intent = parsed["intent"]["name"]
            questions = [q["intent"]["name"] for q in parsed.get("questions") or []]
            several = intent == SEVERAL and questions
            named = reading.Reading.from_message(parsed)
            readings.append(
                Reading(
                    intent,
                    float(parsed["intent"]["confidence"]),
                    tuple(questions) if several else (intent,),
                    tuple((entity.name, entity.value) for entity in named.entities),
                    1.0 - dict(prediction.ranking)[OUT_OF_SCOPE],
                    next(name for name, _ in prediction.ranking if name != OUT_OF_SCOPE),
                    (named.questions or (named,))[0].aspect,
                )
            )
        return readings
