"""Finds what is wrong with the training questions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.special import softmax

from components.calibration import fit_temperature
from components.kernel_classifier import KernelClassifier
from components.labelled_pairs import LabelledPair
from components.normalize import normalize
from components.reading import OUT_OF_SCOPE
from evaluation.understanding.examples import DataError, Example, read_yaml
from evaluation.understanding.nearest import TrainingIndex
from evaluation.understanding.sets import Question
from guide.text import DEFAULT_LANGUAGE, LANGUAGES

RULES = Path(__file__).parent / "rules.yml"
# A held-out message this like a training example says the same in nearly the same words.
NEARLY_THE_SAME = 0.85
# Of fewer different words, people on both sides can't help writing the same.
_WORDS_TO_COMPARE = 3
# Only the surest objections are worth a look: even of these, most are right but unusual examples.
SURE = 0.99
# "+" and "#" tell C, C++ and C# apart.
_WORD = re.compile(r"[\w+#]+")


@dataclass(frozen=True)
class Finding:
    """Something wrong, or possibly wrong, in the training data.

    Attributes:
        place: Where, as ``file:line``.
        problem: The sentence and what it clashes with.
        example: The example, if it is one that may be mislabelled.
    """

    place: str
    problem: str
    example: Example | None = None

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}"


@dataclass(frozen=True)
class Rules:
    """What is asked of the training data.

    Attributes:
        minimums: For each intent, and each kind of near miss as ``out_of_scope/kind``, how many
            different examples it needs.
        reviewed: For each intent, the examples that are right whatever a classifier says.
        topics: The intents whose every example says what about its topic it asks: its aspect.
        aspects: For each aspect, how many different examples it needs over all topics.
    """

    minimums: Mapping[str, int]
    reviewed: Mapping[str, Collection[str]]
    topics: Collection[str]
    aspects: Mapping[str, int]


def load_rules(topic_intents: Iterable[str], labels: Iterable[str], path: Path = RULES) -> Rules:
    """Reads the rules.

    Args:
        topic_intents: The intents that the guide's topics answer.
        labels: All intents that are taught, and kinds of near miss as ``out_of_scope/kind``.
        path: The file.

    Raises:
        DataError: It is not as it should be.
    """
    content = read_yaml(path)
    minimums, reviewed = content.get("minimum_examples") or {}, content.get("reviewed") or {}
    for name in ("topic", "other", "near_miss_kind", "aspect"):
        if not isinstance(minimums.get(name), int):
            raise DataError(f"{path}: minimum_examples.{name} should be a number.")
    topics = set(topic_intents)
    wanted: dict[str, int] = dict.fromkeys(topics, int(minimums["topic"]))
    for label in labels:
        if label.startswith(f"{OUT_OF_SCOPE}/"):
            wanted[label] = minimums["near_miss_kind"]
        elif label not in topics:
            wanted[label] = minimums["other"]
    return Rules(
        wanted,
        {intent: frozenset(texts) for intent, texts in reviewed.items()},
        topics,
        dict.fromkeys(content.get("aspects") or (), int(minimums["aspect"])),
    )


def words_of(text: str) -> str:
    """What makes two sentences the same: their words, whatever the case and marks."""
    return " ".join(_WORD.findall(text.lower())) or text.strip()


def duplicates(examples: Sequence[Example]) -> list[Finding]:
    """Sentences that stand there twice, under one intent (or kind of near miss) or under two."""
    first: dict[str, Example] = {}
    findings = []
    for example in examples:
        before = first.setdefault(words_of(example.text), example)
        if before is example:
            continue
        if before.label == example.label:
            clash = f"also stands at {before.place}"
        else:
            clash = f"is {example.label} here and {before.label} at {before.place}"
        findings.append(Finding(example.place, f"“{example.text}” {clash}."))
    return findings


def too_few(examples: Sequence[Example], rules: Rules) -> list[Finding]:
    """Intents and kinds of near miss with fewer different examples than they need."""
    different: dict[str, set[str]] = defaultdict(set)
    places: dict[str, str] = {}
    for example in examples:
        different[example.label].add(words_of(example.text))
        places.setdefault(example.label, example.place)
    return [
        Finding(
            places.get(label, "data/nlu"),
            f"{label} has {len(different[label])} different examples; it needs {minimum}.",
        )
        for label, minimum in sorted(rules.minimums.items())
        if len(different[label]) < minimum
    ]


def unlabelled(examples: Sequence[Example], rules: Rules) -> list[Finding]:
    """Questions about a topic that don't say which aspect they ask for, or name an unknown one."""
    findings = []
    for example in examples:
        unknown = [aspect for aspect in example.aspects if aspect not in rules.aspects]
        if not example.aspects and example.intent in rules.topics:
            problem = f"“{example.text}” has no aspect: put it under a 'metadata: aspect'."
        elif unknown:
            problem = f"“{example.text}” has the aspect '{unknown[0]}', which {RULES.name} lacks."
        elif len(example.aspects) > 1:
            problem = f"“{example.text}” has several aspects; it can teach only one."
        else:
            continue
        findings.append(Finding(example.place, problem))
    return findings


def in_another_language(examples: Sequence[Example]) -> list[Finding]:
    """Questions in a language's folder (``fr/salary.yml``) that don't say they are in it.

    They would teach that such words are the default language's.
    """
    findings = []
    for example in examples:
        folder = Path(example.place).parent.name
        if folder in LANGUAGES and folder not in (example.languages or (DEFAULT_LANGUAGE,)):
            problem = f"“{example.text}” needs a 'metadata: language: {folder}'."
            findings.append(Finding(example.place, problem))
    return findings


def rare_aspects(examples: Sequence[Example], rules: Rules) -> list[Finding]:
    """Aspects with fewer different examples than they need."""
    different: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for aspect in example.aspects:
            different[aspect].add(words_of(example.text))
    return [
        Finding(
            "data/nlu",
            f"the aspect {aspect} has {len(different[aspect])} different examples; "
            f"it needs {minimum}.",
        )
        for aspect, minimum in rules.aspects.items()
        if len(different[aspect]) < minimum
    ]


def leaks(held_out: Sequence[Question], index: TrainingIndex) -> list[Finding]:
    """Training examples that are in the tests too, or nearly.

    Args:
        held_out: What the model is measured with.
        index: The training examples.
    """
    taught = {words_of(example.text): example for example in index.examples}
    findings, to_compare = [], []
    for question in held_out:
        example = taught.get(words_of(question.text))
        if example:
            findings.append(_leak(example, "is", question))
        elif len(set(words_of(question.text).split())) >= _WORDS_TO_COMPARE:
            to_compare.append(question)
    texts = [normalize(question.text) for question in to_compare]
    findings += [
        _leak(neighbour.example, "is nearly", question)
        for question, nearest in zip(
            to_compare, index.nearest(texts, 1, NEARLY_THE_SAME), strict=True
        )
        for neighbour in nearest
    ]
    return findings


def leaks_of_clauses(
    held_out: Sequence[Question], labelled: Iterable[tuple[str, object]], path: Path
) -> list[Finding]:
    """Messages cut into clauses that are in the tests too.

    Args:
        held_out: What the model is measured with.
        labelled: The messages with their clauses.
        path: Their file.
    """
    measured = {words_of(question.text): question for question in held_out}
    return [
        Finding(str(path), f"“{text}” is the held-out “{question.text}” at {question.place}.")
        for text, _ in labelled
        if (question := measured.get(words_of(text)))
    ]


def mislabelled_pairs(
    pairs: Iterable[LabelledPair], examples: Iterable[Example], rules: Rules, path: Path
) -> list[Finding]:
    """Pairs of a question and a message with a label that no training question has.

    Args:
        pairs: What is taught.
        examples: The training questions.
        rules: What is asked of these.
        path: The pairs' file.
    """
    findings, intents = [], {example.intent for example in examples}
    for pair in pairs:
        quoted = f"“{pair.before} | {pair.text}”"
        if pair.intent not in intents:
            findings.append(Finding(str(path), f"{quoted} has the unknown intent '{pair.intent}'."))
        elif pair.intent in rules.topics and pair.aspect not in rules.aspects:
            problem = f"{quoted} has no aspect that {RULES.name} knows, but '{pair.aspect}'."
            findings.append(Finding(str(path), problem))
    return findings


def _leak(example: Example, verb: str, question: Question) -> Finding:
    return Finding(
        example.place,
        f"“{example.text}” {verb} the held-out “{question.text}” at {question.place}.",
    )


def outliers(index: TrainingIndex, rules: Rules) -> list[Finding]:
    """Examples that a classifier taught all the others is sure to be something else."""
    examples = index.examples
    labels = np.array([example.label for example in examples], dtype=str)
    classifier, [scores] = KernelClassifier.fit(
        index.ngrams, index.vectors, [labels.tolist()], index.settings
    )
    [classes] = classifier.classes
    temperature = fit_temperature(scores, labels, classes)
    probabilities = softmax(scores / temperature, axis=1)
    # Which kind of near miss it is doesn't matter here.
    class_intents = np.array([label.partition("/")[0] for label in classes])
    intents = np.unique(class_intents)
    by_intent = np.stack([probabilities[:, class_intents == i].sum(axis=1) for i in intents], 1)
    findings = []
    for row in np.argsort(-by_intent.max(axis=1)):
        example, sureness = examples[row], by_intent[row].max()
        other = str(intents[by_intent[row].argmax()])
        if sureness < SURE:
            break
        if other == example.intent or example.text in rules.reviewed.get(example.intent, ()):
            continue
        findings.append(
            Finding(
                example.place,
                f"“{example.text}” is {example.intent}; judging by the other examples, it would "
                f"be {other} (probability {sureness:.3f}).",
                example,
            )
        )
    return findings


def unknown_reviewed(examples: Sequence[Example], rules: Rules) -> list[Finding]:
    """Reviewed examples that are in the training data no more."""
    taught = {(example.intent, example.text) for example in examples}
    return [
        Finding(RULES.name, f"reviewed: “{text}” is no longer an example of {intent}.")
        for intent, texts in rules.reviewed.items()
        for text in sorted(texts)
        if (intent, text) not in taught
    ]
