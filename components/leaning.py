"""Ellipsis detection: whether a message may lean on the question before it, by its words alone.

"do I need it for a first job", "how many", "even for juniors?". A logistic regression over words
and pairs of words: the follow-ups among the training questions teach it, and all others what stands
by itself. A pronoun in a short message is enough.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from components.fold import fold
from components.reading import refers_back

_WORD = re.compile(r"[^\W\d_]+|\d+")
_BOUND = "|"
# A message of more words says by itself what it is about; one with a pronoun, where it is as long.
_MOST_WORDS = 16
_FEW_WORDS = 8
# From here on four in five of the follow-ups, and one in seven of the other training questions
# (cross-validation): to read one in vain costs less than not to see it.
_LEAST = 0.15


class LeaningModel:
    """Says whether a message may mean something else beside the question before it."""

    def __init__(self, weights: Mapping[str, float], bias: float) -> None:
        """Puts together what was learnt.

        Args:
            weights: of each feature, for leaning.
            bias: of all messages.
        """
        self.weights = weights
        self.bias = bias

    @classmethod
    def fit(cls, texts: Sequence[str], leans: Sequence[bool]) -> LeaningModel:
        """Learns from messages, and whether each leans.

        Raises:
            ValueError: all of them do, or none does.
        """
        vectorizer = CountVectorizer(analyzer=features, binary=True, min_df=2)
        rows = vectorizer.fit_transform(texts)
        regression = LogisticRegression(solver="liblinear").fit(rows, list(leans))
        weights = dict(
            zip(vectorizer.get_feature_names_out(), map(float, regression.coef_[0]), strict=True)
        )
        kept = {name: round(weight, 3) for name, weight in weights.items() if abs(weight) > 0.01}
        return cls(kept, float(regression.intercept_[0]))

    def leans(self, text: str) -> bool:
        """Whether a message may lean on the one before."""
        length = len(text.split())
        if length > _MOST_WORDS:
            return False
        if length <= _FEW_WORDS and refers_back(text):
            return True
        score = self.bias + sum(self.weights.get(name, 0.0) for name in features(text))
        return 1 / (1 + math.exp(-score)) >= _LEAST


def features(text: str) -> Iterable[str]:
    """Its words, each two that stand together, and how many there are."""
    words = _WORD.findall(fold(text).lower())
    pairs = pairwise([_BOUND, *words, _BOUND])
    return {*words, *(" ".join(pair) for pair in pairs), f"{min(len(words), 12)} words"}
