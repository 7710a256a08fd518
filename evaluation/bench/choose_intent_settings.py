"""Compare settings of the intent classifier: `python -m evaluation.bench.choose_intent_settings`.

Each line is the share of training examples that get their own intent from all the other examples,
then that share among the in-scope ones. No test question is looked at, so the tests still say
something afterwards. Differences under one standard error, about 0.008, mean nothing: among the
settings that close to the best, take the one that leans most on letters and words, which is what
gets typos right. Takes a few minutes.
"""

from __future__ import annotations

from itertools import product

import numpy as np
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.loading import load_data

from components.intent_classifier import training_example
from components.kernel_classifier import KernelClassifier, KernelSettings
from components.ngrams import NgramFeatures
from components.reading import OUT_OF_SCOPE
from components.universal_sentence_encoder import UniversalSentenceEncoder

MEANING_WEIGHTS = (2.0, 4.0, 8.0)
MEANING_SHARPNESS = (1.0, 2.0, 4.0)
REGULARIZATION = (0.5, 1.0, 2.0)


def main() -> None:
    """Print the leave-one-out accuracy of every combination, best last."""
    messages = load_data("data/nlu").intent_examples
    examples = [training_example(message) for message in messages if message.get(TEXT)]
    texts = [example.text for example in examples]
    vectors = UniversalSentenceEncoder().encode(texts)
    ngrams = NgramFeatures().fit_transform(texts)
    labels = [example.label for example in examples]
    intents = np.array([example.intent for example in examples])
    in_scope = intents != OUT_OF_SCOPE

    results = []
    for combination in product(MEANING_WEIGHTS, MEANING_SHARPNESS, REGULARIZATION):
        settings = KernelSettings(*combination)
        classifier, unseen_scores = KernelClassifier.fit(ngrams, vectors, labels, settings)
        best = classifier.classes[unseen_scores.argmax(axis=1)]
        right = np.array([label.partition("/")[0] for label in best]) == intents
        results.append((right.mean(), right[in_scope].mean(), settings))
    for overall, of_in_scope, settings in sorted(results, key=lambda result: result[0]):
        print(f"{overall:.3f}  {of_in_scope:.3f}  {settings}")


if __name__ == "__main__":
    main()
