"""Intent and aspect classification with out-of-scope detection and an ambiguity margin (fallback).

Knows scikit-learn and numpy, not Rasa. Everything that looks like a threshold is found when the
model is trained, from what the classifier says of each example without having seen it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from components.arrays import BoolArray, FloatArray, TextArray
from components.aspect_model import AspectModel
from components.calibration import fit_temperature
from components.kernel_classifier import KernelClassifier, KernelSettings
from components.ngrams import NgramFeatures
from components.reading import OTHER_COUNTRY, OTHER_JOB, OUT_OF_SCOPE
from components.scope import ScopeModel, scope_evidence
from components.softmax import softmax

_KIND_SEPARATOR = "/"
_EVEN = 0.5
# A reason is given for a refusal only from here on: of the out-of-scope training examples that are
# refused (leave-one-out), the kind is right of 92 in 100 then, and of 68 below.
_LEAST_KIND = 0.65
# Kinds of near miss whose subject the message names: even in doubt, saying so helps.
_NAMED = (OTHER_JOB, OTHER_COUNTRY)
# So many examples, drawn at random, are enough to find temperatures and thresholds with: see
# `docs/understanding.md`.
_LEFT_OUT = 8_000
# Texts that are compared with all examples at once: what stands in between stays small.
_AT_ONCE = 256
_ARRAYS_FILE = "intent_model.npz"
_NUMBERS_FILE = "intent_model.json"
# The prefixes of the arrays of each labelling beside the intents.
_ASPECT, _ACT, _ANSWERABLE = "aspect", "act", "answerable"
# The act of an example without one, where others of its intent have one.
_NO_ACT = ""
# The classes of questions to which the guide has an answer, and of those to which it hasn't.
_YES, _NO = "yes", "no"


@dataclass(frozen=True)
class TrainingExample:
    """A message and what it means.

    Attributes:
        text: In the form that `components.normalize` gives.
        intent: Its intent.
        kind: For `OUT_OF_SCOPE`, what sort of near miss it is.
        aspect: What about its topic it asks, if it asks about one.
        act: What it does to the last answer, if it does something that is taught.
        answerable: Whether the guide has an answer to the very point that it asks.
    """

    text: str
    intent: str
    kind: str | None = None
    aspect: str | None = None
    act: str | None = None
    answerable: bool = True

    @property
    def label(self) -> str:
        """The class to learn: each kind of near miss is one of its own."""
        return f"{self.intent}{_KIND_SEPARATOR}{self.kind}" if self.kind else self.intent


@dataclass(frozen=True)
class Prediction:
    """What a message means.

    Attributes:
        ranking: Intents with their confidences, which sum to 1. The first is the decision, the
            others follow by confidence.
        kind: For `OUT_OF_SCOPE`, or what may be it, the kind of near miss, if the examples had
            kinds.
        ambiguous: Whether the first two in-scope intents are too close to choose, or the message is
            neither surely in scope nor surely outside.
        aspects: Aspects with their confidences, which sum to 1, the likeliest first; empty if the
            examples had none.
        act: What the message does to the last answer, if it is surer than that it does none of
            what is taught.
        answerable: How likely the guide has an answer to the very point, from 0 to 1; ``None`` for
            an intent all of whose examples have one.
        scores: Of every class of every labelling, which all of this is made of, shape (classes,).
    """

    ranking: list[tuple[str, float]]
    kind: str | None
    ambiguous: bool
    aspects: list[tuple[str, float]]
    act: str | None = None
    answerable: float | None = None
    scores: FloatArray | None = None


class IntentModel:
    """A classifier, how far to believe it, and where its knowledge ends."""

    def __init__(
        self,
        ngrams: NgramFeatures,
        classifier: KernelClassifier,
        example_in_scope: BoolArray,
        temperature: float,
        scope: ScopeModel,
        ambiguity_margin: float,
        aspects: AspectModel,
        acts: AspectModel,
        answerability: AspectModel,
    ) -> None:
        """Put the parts together; `fit` and `load` do that.

        Args:
            ngrams: Fitted features.
            classifier: Fitted classifier.
            example_in_scope: Whether each training example is, shape (examples,).
            temperature: Divides scores before they become probabilities.
            scope: Fitted scope model.
            ambiguity_margin: Two in-scope intents closer than this are too close to choose.
            aspects: Fitted aspect model.
            acts: The same of dialogue acts.
            answerability: The same of whether the guide has an answer (`_YES`, `_NO`).
        """
        self._ngrams = ngrams
        self._classifier = classifier
        self._example_in_scope = example_in_scope
        self.temperature = temperature
        self.scope = scope
        self.ambiguity_margin = ambiguity_margin
        self._aspects = aspects
        self._acts = acts
        self._answerability = answerability
        self._classes = classifier.classes[0]
        self._class_in_scope = _in_scope(self._classes)
        self._intents = self._classes[self._class_in_scope].tolist()

    @classmethod
    def fit(
        cls,
        examples: Sequence[TrainingExample],
        vectors: npt.NDArray[np.float32],
        settings: KernelSettings,
        keep_in_scope: float,
        ask_in_scope: float,
    ) -> IntentModel:
        """Learn from examples.

        Args:
            examples: With at least two intents beside `OUT_OF_SCOPE`. If there are none of that,
                no message is ever out of scope.
            vectors: Their sentence vectors of length 1, shape (examples, dimension).
            settings: What makes two texts alike.
            keep_in_scope: Share of in-scope examples to be recognised as such.
            ask_in_scope: Share of those kept whose two best intents count as too close.

        Raises:
            ValueError: If there are fewer than two intents.
        """
        order = np.random.default_rng(0).permutation(len(examples))
        examples, vectors = [examples[place] for place in order.tolist()], vectors[order]
        labels = np.array([example.label for example in examples], dtype=str)
        in_scope = _in_scope(labels)
        if len(np.unique(labels[in_scope])) < 2:
            raise ValueError(f"At least two intents beside '{OUT_OF_SCOPE}' are needed.")

        texts = [example.text for example in examples]
        ngrams = NgramFeatures.fit(texts)
        features = ngrams.transform(texts)
        intents = [example.intent for example in examples]
        truth = [example.aspect for example in examples]
        with_acts = {example.intent for example in examples if example.act}
        acts_done = [(e.act or _NO_ACT) if e.intent in with_acts else None for e in examples]
        with_gaps = {example.intent for example in examples if not example.answerable}
        answered = [
            (_YES if e.answerable else _NO) if e.intent in with_gaps else None for e in examples
        ]
        classifier, (unseen_scores, *unseen) = KernelClassifier.fit(
            features,
            vectors,
            [labels.tolist(), truth, acts_done, answered],
            settings,
            min(len(examples), _LEFT_OUT),
        )
        classes = classifier.classes[0]
        last = slice(len(examples) - len(unseen_scores), len(examples))
        temperature = fit_temperature(unseen_scores, labels[last], classes)
        aspects, acts, answerability = (
            AspectModel.fit(scores, names, intents, own)
            for scores, names, own in zip(
                unseen, classifier.classes[1:], (truth, acts_done, answered), strict=True
            )
        )

        class_in_scope = _in_scope(classes)
        cosines = classifier.cosines(vectors[last])
        np.fill_diagonal(cosines[:, last], -1.0)  # an example is not its own neighbour
        evidence = scope_evidence(unseen_scores, cosines, temperature, class_in_scope, in_scope)
        scope = ScopeModel.fit(evidence, in_scope[last], keep_in_scope)

        kept = in_scope[last] & (scope.probability(evidence) >= scope.threshold)
        margins = _margins(softmax(unseen_scores[kept][:, class_in_scope] / temperature))
        margin = float(np.quantile(margins, ask_in_scope))
        return cls(
            ngrams,
            classifier,
            in_scope,
            temperature,
            scope,
            margin,
            aspects,
            acts,
            answerability,
        )

    @property
    def settings(self) -> KernelSettings:
        """What makes two texts alike for this model."""
        return self._classifier.settings

    def predict(self, texts: Sequence[str], vectors: npt.NDArray[np.float32]) -> list[Prediction]:
        """Say what messages mean.

        Args:
            texts: In the form that `components.normalize` gives.
            vectors: Their sentence vectors of length 1, shape (texts, dimension).
        """
        if not texts:
            return []
        cosines = self._classifier.cosines(vectors)
        scores, *more_scores = self._scores(texts, cosines)
        evidence = scope_evidence(
            scores, cosines, self.temperature, self._class_in_scope, self._example_in_scope
        )
        in_scope_probability = self.scope.probability(evidence)
        intents = softmax(scores[:, self._class_in_scope] / self.temperature)
        margins = _margins(intents)
        every = np.hstack([scores, *more_scores])
        return [
            replace(
                self._prediction(
                    float(in_scope_probability[row]),
                    intents[row],
                    scores[row],
                    margins[row],
                    *(each[row] for each in more_scores),
                ),
                scores=every[row],
            )
            for row in range(len(texts))
        ]

    def scores(self, texts: Sequence[str], vectors: npt.NDArray[np.float32]) -> FloatArray:
        """The scores of many texts alone, which predictions are made of; see `Prediction`.

        Args:
            texts: In the form that `components.normalize` gives.
            vectors: Their sentence vectors of length 1, shape (texts, dimension).

        Returns:
            Shape (texts, classes of all labellings).
        """
        blocks = (slice(start, start + _AT_ONCE) for start in range(0, len(texts), _AT_ONCE))
        return np.vstack(
            [
                np.hstack(self._scores(texts[some], self._classifier.cosines(vectors[some])))
                for some in blocks
            ]
        )

    def _scores(self, texts: Sequence[str], cosines: FloatArray) -> list[FloatArray]:
        return self._classifier.scores([self._ngrams.features(text) for text in texts], cosines)

    def reduced(self, vectors: npt.NDArray[np.float32], most: int) -> npt.NDArray[np.float32]:
        """The first principal components of sentence vectors, made length 1 again.

        Args:
            vectors: Shape (texts, dimension).
            most: Components to keep at most.
        """
        return self._classifier.reduced(vectors, most)

    def _prediction(
        self,
        in_scope: float,
        intents: FloatArray,
        scores: FloatArray,
        margin: float,
        aspect_scores: FloatArray,
        act_scores: FloatArray,
        answer_scores: FloatArray,
    ) -> Prediction:
        shares = intents.tolist()
        ranking = [(self._intents[i], in_scope * shares[i]) for i in np.argsort(-intents).tolist()]
        outside = (OUT_OF_SCOPE, 1.0 - in_scope)
        aspects = self._aspects.ranking(aspect_scores, ranking[0][0])
        if in_scope < self.scope.threshold:
            label, chance = self._likest_outside(scores)
            _, _, kind = label.partition(_KIND_SEPARATOR)
            # Not surely in scope, but likelier so than not, and likest to something that is.
            likest = bool(self._class_in_scope[scores.argmax()])
            doubtful = in_scope > _EVEN and likest and kind not in _NAMED
            sure = chance >= _LEAST_KIND or doubtful or kind in _NAMED
            return Prediction(
                [outside, *ranking], kind if kind and sure else None, doubtful, aspects
            )
        first, *others = ranking
        others = sorted([*others, outside], key=lambda entry: -entry[1])
        ambiguous = bool(margin < self.ambiguity_margin)
        act = self._act(act_scores, first[0])
        answerable = self._answerable(answer_scores, first[0])
        return Prediction([first, *others], None, ambiguous, aspects, act, answerable)

    def _likest_outside(self, scores: FloatArray) -> tuple[str, float]:
        """The out-of-scope class that a message is likest to, and how likely among those."""
        names = self._classes[~self._class_in_scope]
        chances = softmax(scores[~self._class_in_scope] / self.temperature)
        return str(names[chances.argmax()]), float(chances.max())

    def _act(self, scores: FloatArray, intent: str) -> str | None:
        if intent not in self._acts.intents:
            return None
        return self._acts.ranking(scores, intent)[0][0] or None

    def _answerable(self, scores: FloatArray, intent: str) -> float | None:
        if intent not in self._answerability.intents:
            return None
        return dict(self._answerability.ranking(scores, intent))[_YES]

    def save(self, folder: Path) -> None:
        """Write the model into a folder: arrays as npz, single numbers as JSON."""
        np.savez(
            folder / _ARRAYS_FILE,
            example_in_scope=self._example_in_scope,
            scope_weights=self.scope.weights,
            **self._ngrams.to_arrays(),
            **self._classifier.to_arrays(),
            **self._aspects.to_arrays(_ASPECT),
            **self._acts.to_arrays(_ACT),
            **self._answerability.to_arrays(_ANSWERABLE),
        )
        numbers = {
            "settings": asdict(self._classifier.settings),
            "temperature": self.temperature,
            "scope_intercept": self.scope.intercept,
            "scope_threshold": self.scope.threshold,
            "ambiguity_margin": self.ambiguity_margin,
        }
        (folder / _NUMBERS_FILE).write_text(json.dumps(numbers, indent=2), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """Read a model that `save` wrote. Nothing in the files can run code.

        Raises:
            OSError: If a file is missing.
        """
        numbers = json.loads((folder / _NUMBERS_FILE).read_text(encoding="utf-8"))
        with np.load(folder / _ARRAYS_FILE, allow_pickle=False) as arrays:
            settings = KernelSettings(**numbers["settings"])
            classifier = KernelClassifier.from_arrays(arrays, settings)
            return cls(
                NgramFeatures.from_arrays(arrays),
                classifier,
                arrays["example_in_scope"],
                numbers["temperature"],
                ScopeModel(
                    arrays["scope_weights"],
                    numbers["scope_intercept"],
                    numbers["scope_threshold"],
                ),
                numbers["ambiguity_margin"],
                AspectModel.from_arrays(arrays, _ASPECT, classifier.classes[1]),
                AspectModel.from_arrays(arrays, _ACT, classifier.classes[2]),
                AspectModel.from_arrays(arrays, _ANSWERABLE, classifier.classes[3]),
            )


def _in_scope(labels: TextArray) -> BoolArray:
    return np.array([label.partition(_KIND_SEPARATOR)[0] != OUT_OF_SCOPE for label in labels])


def _margins(probabilities: FloatArray) -> FloatArray:
    """How far the first of each row is ahead of the second, shape (rows,)."""
    ordered = np.sort(probabilities, axis=1)
    margins: FloatArray = ordered[:, -1] - ordered[:, -2]
    return margins
