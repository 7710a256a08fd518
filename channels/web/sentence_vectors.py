"""Sentence vectors (embeddings) of texts, from the loaded model's own dense featurizer."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import TEXT


def sentence_vector(agent: Agent, text: str) -> npt.NDArray[np.float32] | None:
    """The vector of a text, read as the pipeline reads a message up to its featurizer.

    Runs a part of the model's graph, and nothing that stores or logs the text.

    Returns:
        Shape (dimension,), length 1; ``None`` if the model has no such vectors.
    """
    processor = agent.processor
    if processor is None:
        return None
    nodes = processor.model_metadata.predict_schema.nodes
    featurizer = next(
        (name for name, node in nodes.items() if issubclass(node.uses, DenseFeaturizer)), None
    )
    if featurizer is None:
        return None
    # Beside the message there may be others, made of its parts.
    inputs = {PLACEHOLDER_MESSAGE: [UserMessage(text)], PLACEHOLDER_TRACKER: None}
    message, *_ = processor.graph_runner.run(inputs, targets=[featurizer])[featurizer]
    _, sentence = message.get_dense_features(TEXT, [])
    if sentence is None:
        return None
    vector: npt.NDArray[np.float32] = sentence.features[0]
    return vector
