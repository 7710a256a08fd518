"""Evaluates the model on held-out sets: what `make evaluate` and the tests both use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sklearn.metrics import roc_auc_score

from evaluation.understanding.follow_ups import Say, measure_dialogues
from evaluation.understanding.metrics import Metric, Scored, intent_metrics, metrics_of
from evaluation.understanding.sets import Dialogue, HeldOutSet, Question
from evaluation.understanding.trained_model import Reading

FOLLOW_UPS = "follow_ups"
# The project's own sets that are labelled with intents, together.
TOGETHER = "together"

Read = Callable[[Sequence[str]], list[Reading]]


@dataclass(frozen=True)
class SetResult:
    """A set with what was made of it."""

    held_out: HeldOutSet
    messages: tuple[Scored, ...]
    metrics: dict[str, Metric]


@dataclass
class Measurement:
    """What was measured.

    Attributes:
        sets: Each held-out set.
        dialogues: The metrics of the follow-up dialogues, if there are any.
    """

    sets: list[SetResult]
    dialogues: dict[str, Metric] = field(default_factory=dict)

    @property
    def scoped(self) -> list[Scored]:
        """The single questions and out-of-scope messages of the project's own sets."""
        return [
            message
            for result in self.sets
            if not result.held_out.outside
            for message in result.messages
            if message.is_single
        ]

    def metrics(self) -> dict[str, dict[str, Metric]]:
        """Every metric, by set."""
        metrics = {result.held_out.name: result.metrics for result in self.sets}
        in_scope = [message.in_scope for message in self.scoped]
        if any(in_scope) and not all(in_scope):
            score = roc_auc_score(in_scope, [m.reading.in_scope for m in self.scoped])
            metrics[TOGETHER] = {"scope_auroc": Metric(float(score), len(in_scope))}
        if self.dialogues:
            metrics[FOLLOW_UPS] = self.dialogues
        return {name: found for name, found in metrics.items() if found}

    def f1_of_intents(self, set_name: str) -> dict[str, float]:
        """F1 of each intent of a set; empty if the set has no single questions in scope."""
        for result in self.sets:
            if result.held_out.name == set_name and any(m.in_scope for m in result.messages):
                return {found.intent: found.f1 for found in intent_metrics(result.messages)}
        return {}


def measure(
    sets: Sequence[HeldOutSet],
    read: Read,
    dialogues: Sequence[Dialogue] = (),
    start_conversation: Callable[[], Say] | None = None,
) -> Measurement:
    """Measures sets, and dialogues if a conversation can be started.

    Args:
        sets: The messages.
        read: What the model makes of messages.
        dialogues: Conversations to have.
        start_conversation: See `measure_dialogues`.
    """
    questions: list[Question] = [q for held_out in sets for q in held_out.questions]
    readings = iter(read([question.text for question in questions]))
    results = []
    for held_out in sets:
        messages = tuple(Scored(question, next(readings)) for question in held_out.questions)
        results.append(SetResult(held_out, messages, metrics_of(messages)))
    if not (dialogues and start_conversation):
        return Measurement(results)
    return Measurement(results, measure_dialogues(dialogues, start_conversation))
