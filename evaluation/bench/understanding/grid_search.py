"""Grid search over the intent classifier's hyperparameters, by leave-one-out cross-validation.

`python -m evaluation.bench.understanding.grid_search`: each line is the share of training examples
that get their own intent from all the other examples, then that share among the in-scope ones. No
held-out question is looked at, so the tests still say something afterwards. Differences under one
standard error, about 0.008, mean nothing: among the settings that close to the best, take the one
that leans most on letters and words, which is what gets typos right. Takes a few minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.loading import load_data

from components.intent_classifier import training_example
from components.intent_model import TrainingExample
from components.kernel_classifier import KernelClassifier, KernelSettings
from components.ngrams import NgramFeatures
from components.reading import OUT_OF_SCOPE
from components.text_encoder import TextEncoder
from components.universal_sentence_encoder import UniversalSentenceEncoder

MEANING_WEIGHTS = (2.0, 4.0, 8.0)
MEANING_SHARPNESS = (1.0, 2.0, 4.0)
REGULARIZATION = (0.5, 1.0, 2.0)


class Score(NamedTuple):
    """Leave-one-out accuracy, of all examples and of those in scope, with these settings."""

    accuracy: float
    accuracy_in_scope: float
    settings: KernelSettings


def main() -> None:
    """Print the scores of every combination, best last."""
    messages = load_data("data/nlu").intent_examples
    examples = [training_example(message) for message in messages if message.get(TEXT)]
    grid = [
        KernelSettings(*combination)
        for combination in product(MEANING_WEIGHTS, MEANING_SHARPNESS, REGULARIZATION)
    ]
    for overall, in_scope, settings in search(examples, UniversalSentenceEncoder(), grid):
        print(f"{overall:.3f}  {in_scope:.3f}  {settings}")


def search(
    examples: Sequence[TrainingExample], encoder: TextEncoder, grid: Iterable[KernelSettings]
) -> list[Score]:
    """The score of each of the settings, best last.

    Args:
        examples: What the classifier is taught; some of them in scope.
        encoder: Its sentence encoder.
        grid: The settings.
    """
    texts = [example.text for example in examples]
    vectors = encoder.encode(texts)
    ngrams = NgramFeatures.fit(texts).transform(texts)
    labels = [example.label for example in examples]
    intents = np.array([example.intent for example in examples])
    in_scope = intents != OUT_OF_SCOPE
    scores = []
    for settings in grid:
        classifier, [unseen_scores] = KernelClassifier.fit(ngrams, vectors, [labels], settings)
        best = classifier.classes[0][unseen_scores.argmax(axis=1)]
        right = np.array([label.partition("/")[0] for label in best]) == intents
        scores.append(Score(float(right.mean()), float(right[in_scope].mean()), settings))
    return sorted(scores, key=lambda score: score.accuracy)


if __name__ == "__main__":
    main()
