"""Metrics of a held-out set: accuracy, precision, recall, F1, confusion matrix.

Each comes with the messages that it went wrong on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME as ASKED_BACK
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support

from components.reading import OUT_OF_SCOPE, SEVERAL
from evaluation.understanding.entity_values import canonical
from evaluation.understanding.sets import Question
from evaluation.understanding.trained_model import Reading
from guide.text import Language, Text, bilingual

# Said beside a question, these need no answer of their own.
PLEASANTRIES = frozenset({"greet", "thank", "goodbye"})

# Of these, less is better; of all others, more.
LOWER_IS_BETTER = frozenset({"asked_back", "answered_wrongly"})

ABOUT: Mapping[str, Text] = {
    "intent_accuracy": bilingual(
        "questions given their intent", "questions classées sous leur intention"
    ),
    "macro_f1": bilingual(
        "F1, each intent counting the same", "F1, chaque intention comptant autant"
    ),
    "aspect_accuracy": bilingual(
        "questions whose aspect is read right", "questions dont l'aspect est bien lu"
    ),
    "asked_back": bilingual(
        "questions answered with “Did you mean …?”", "questions auxquelles il demande une précision"
    ),
    "answered_wrongly": bilingual(
        "questions answered as something else", "questions prises pour autre chose"
    ),
    "refused": bilingual(
        "out-of-scope messages refused or asked back",
        "messages hors du guide refusés ou à préciser",
    ),
    "scope_auroc": bilingual(
        "how well in and out of scope are told apart (AUROC)",
        "distinction entre ce qui est dans le guide et hors du guide (AUROC)",
    ),
    "entity_f1": bilingual("F1 of entities with their values", "F1 des entités avec leurs valeurs"),
    "answered_in_full": bilingual(
        "messages whose every question is answered",
        "messages dont chaque question reçoit une réponse",
    ),
    "several_f1": bilingual("F1 of the questions found in them", "F1 des questions trouvées"),
    "single_kept": bilingual("single questions not split", "questions simples laissées entières"),
    "turns_right": bilingual(
        "turns answered as they should be", "tours de parole avec la bonne réponse"
    ),
    "dialogues_right": bilingual("dialogues without a wrong turn", "dialogues sans tour fautif"),
}

NOTHING = bilingual("nothing", "rien")


@dataclass(frozen=True)
class Mistake:
    """A message that was not understood as it should be.

    What it is and what it was taken for are ids, or words about them.

    Attributes:
        place: Where it stands, as ``file:line``.
        text: The message.
        expected: What it is.
        found: What it was taken for.
        confidence: How sure the model was of it, if the mistake is about the intent.
    """

    place: str
    text: str
    expected: str | Text
    found: str | Text
    confidence: float | None = None

    def __str__(self) -> str:
        expected, found = in_words(self.expected, "en"), in_words(self.found, "en")
        return f"{self.place}: “{self.text}” is {expected}, taken for {found}"


def in_words(part: str | Text, language: Language) -> str:
    """What a mistake is about, as ids or in words."""
    return part.in_language(language) if isinstance(part, Text) else part


@dataclass(frozen=True)
class Metric:
    """A metric with its value.

    Attributes:
        value: From 0 to 1.
        count: How many messages it is of.
        mistakes: Those that keep it from being perfect.
    """

    value: float
    count: int
    mistakes: tuple[Mistake, ...] = ()


@dataclass(frozen=True)
class IntentMetrics:
    """Precision, recall and F1 of an intent, and how many messages have it."""

    intent: str
    precision: float
    recall: float
    f1: float
    count: int


@dataclass(frozen=True)
class Scored:
    """A message with what was made of it."""

    question: Question
    reading: Reading

    @property
    def acceptable(self) -> frozenset[str]:
        """The intents that are right for a single question."""
        intents = frozenset(self.question.intents) | self.question.also_ok
        # Asking back is no answer, so it is as good as a refusal.
        return intents | {ASKED_BACK} if OUT_OF_SCOPE in intents else intents

    @property
    def right(self) -> bool:
        """Whether the intent, or each of several, is right."""
        if len(self.question.intents) > 1:
            return self._answers_in_full
        return self.reading.intent in self.acceptable

    @property
    def _answers_in_full(self) -> bool:
        asked, found = set(self.question.intents), set(self.reading.questions)
        # The answer to a question that names another country says that the guide covers Canada.
        if any(entity == "country" for entity, _ in self.reading.entities):
            found.add(OUT_OF_SCOPE)
        needed = asked - PLEASANTRIES
        return needed <= found if needed else bool(asked & found)

    @property
    def expected(self) -> str:
        """The labelled intent or intents."""
        return " + ".join(self.question.intents)

    @property
    def taken_for(self) -> str:
        """The intent or intents found; where another than the labelled one is fine, the latter."""
        if self.right:
            return self.expected
        if self.reading.intent == SEVERAL:
            return " + ".join(self.reading.questions)
        return self.reading.intent

    @property
    def is_single(self) -> bool:
        """Whether it is one question that is labelled with an intent."""
        return len(self.question.intents) == 1

    @property
    def in_scope(self) -> bool:
        """Whether it is a single question that should be answered."""
        return self.is_single and self.question.intents[0] != OUT_OF_SCOPE

    @property
    def out_of_scope(self) -> bool:
        """Whether it should be refused."""
        return self.question.intents == (OUT_OF_SCOPE,)

    @property
    def answered(self) -> bool:
        """Whether it got an answer, neither a refusal nor a question back."""
        return self.reading.intent not in (OUT_OF_SCOPE, ASKED_BACK)

    def mistake(self) -> Mistake:
        """The message as a mistake about its intent."""
        return Mistake(
            self.question.place,
            self.question.text,
            self.expected,
            self.taken_for,
            self.reading.confidence,
        )


def metrics_of(messages: Sequence[Scored]) -> dict[str, Metric]:
    """The metrics that the labels of these messages allow."""
    metrics: dict[str, Metric] = {}
    in_scope = [message for message in messages if message.in_scope]
    out_of_scope = [message for message in messages if message.out_of_scope]
    several = [message for message in messages if len(message.question.intents) > 1]
    if several:
        metrics |= _several_metrics(several, [message for message in messages if message.is_single])
    elif in_scope:
        wrong = [message for message in in_scope if not message.right]
        metrics["intent_accuracy"] = _share(in_scope, wrong, of_wrong=False)
        by_intent = intent_metrics(in_scope)
        metrics["macro_f1"] = Metric(
            sum(intent.f1 for intent in by_intent) / len(by_intent),
            len(in_scope),
            metrics["intent_accuracy"].mistakes,
        )
        asked = [message for message in wrong if message.reading.intent == ASKED_BACK]
        metrics["asked_back"] = _share(in_scope, asked, of_wrong=True)
        answered = [message for message in wrong if message.answered]
        metrics["answered_wrongly"] = _share(in_scope, answered, of_wrong=True)
    if out_of_scope:
        answered = [message for message in out_of_scope if not message.right]
        metrics["refused"] = _share(out_of_scope, answered, of_wrong=False)
    labelled = [message for message in messages if message.question.entities]
    if labelled:
        metrics["entity_f1"] = entity_f1(messages)
    with_aspect = [message for message in messages if message.question.aspects]
    if with_aspect:
        metrics["aspect_accuracy"] = _aspect_accuracy(with_aspect)
    return metrics


def _aspect_accuracy(messages: Sequence[Scored]) -> Metric:
    mistakes = tuple(
        Mistake(
            message.question.place,
            message.question.text,
            bilingual(*(word.join(sorted(message.question.aspects)) for word in (" or ", " ou "))),
            message.reading.aspect or NOTHING,
        )
        for message in messages
        if message.reading.aspect not in message.question.aspects
    )
    return Metric(1.0 - len(mistakes) / len(messages), len(messages), mistakes)


def _share(of: Sequence[Scored], counted: Sequence[Scored], *, of_wrong: bool) -> Metric:
    share = len(counted) / len(of)
    mistakes = tuple(message.mistake() for message in counted)
    return Metric(share if of_wrong else 1.0 - share, len(of), mistakes)


def _several_metrics(several: Sequence[Scored], single: Sequence[Scored]) -> dict[str, Metric]:
    wrong = [message for message in several if not message.right]
    hits = extra = missed = 0
    for message in several:
        expected, found = set(message.question.intents), set(message.reading.questions)
        hits += len(expected & found)
        extra += len(found - expected)
        missed += len(expected - found)
    metrics = {"answered_in_full": _share(several, wrong, of_wrong=False)}
    metrics["several_f1"] = Metric(
        2 * hits / (2 * hits + extra + missed), len(several), metrics["answered_in_full"].mistakes
    )
    if single:
        split = [message for message in single if message.reading.intent == SEVERAL]
        metrics["single_kept"] = _share(single, split, of_wrong=False)
    return metrics


def entity_f1(messages: Sequence[Scored]) -> Metric:
    """F1 over pairs of type and value, for the types that are labelled among the messages.

    If they are labelled with intents too, only the types that occur with the same intent count:
    who labels a city where jobs are asked about may leave it where degrees are.
    """
    labelled = [message for message in messages if message.question.entities is not None]
    types: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for message in labelled:
        types[message.question.intents].update(message.question.entities or ())
    hits = extra = missed = 0
    mistakes = []
    for message in labelled:
        question = message.question
        counted = types[question.intents]
        expected = {
            (name, canonical(name, value))
            for name, values in (question.entities or {}).items()
            for value in values
        }
        found = {
            (name, canonical(name, value))
            for name, value in message.reading.entities
            if name in counted
        }
        hits += len(expected & found)
        extra += len(found - expected)
        missed += len(expected - found)
        if expected != found:
            mistakes.append(
                Mistake(question.place, question.text, _listed(expected), _listed(found))
            )
    return Metric(2 * hits / (2 * hits + extra + missed), len(labelled), tuple(mistakes))


def _listed(entities: set[tuple[str, str]]) -> str | Text:
    return ", ".join(f"{name}={value}" for name, value in sorted(entities)) or NOTHING


def intent_metrics(messages: Sequence[Scored]) -> list[IntentMetrics]:
    """Precision, recall and F1 of every intent that the messages have, in alphabetical order."""
    labelled = [message for message in messages if message.is_single]
    truth = [message.expected for message in labelled]
    intents = sorted(set(truth))
    precision, recall, f1, count = precision_recall_fscore_support(
        truth, [message.taken_for for message in labelled], labels=intents, zero_division=0
    )
    return [
        IntentMetrics(intent, float(p), float(r), float(f), int(n))
        for intent, p, r, f, n in zip(intents, precision, recall, f1, count, strict=True)
    ]


def confusion(messages: Sequence[Scored]) -> tuple[list[str], list[str], list[list[int]]]:
    """The confusion matrix of single questions.

    Returns:
        The intents of the rows (what the messages are), those of the columns (what they were taken
        for: the same, then others), and the counts.
    """
    labelled = [message for message in messages if message.is_single]
    truth = [message.expected for message in labelled]
    found = [
        SEVERAL if message.reading.intent == SEVERAL else message.taken_for for message in labelled
    ]
    rows = sorted(set(truth))
    columns = rows + sorted(set(found) - set(rows))
    matrix = confusion_matrix(truth, found, labels=columns)
    return rows, columns, matrix[: len(rows)].tolist()
