from __future__ import annotations

from components.intent_model import TrainingExample
from components.kernel_classifier import KernelSettings
from components.universal_sentence_encoder import UniversalSentenceEncoder
from evaluation.bench.understanding.grid_search import search

EXAMPLES = [
    TrainingExample("how much does it pay", "ask_salary"),
    TrainingExample("how much do they pay", "ask_salary"),
    TrainingExample("how much is the pay", "ask_salary"),
    TrainingExample("which city has jobs", "ask_cities"),
    TrainingExample("which city has most jobs", "ask_cities"),
    TrainingExample("can i get a visa", "out_of_scope", "immigration"),
    TrainingExample("do i get a visa", "out_of_scope", "immigration"),
    # Nothing else is like it: taught by the others alone, it is taken for one of theirs.
    TrainingExample("is a degree a must", "ask_degree_requirements"),
]


def test_scores_are_leave_one_out_accuracy_best_last() -> None:
    good, useless = KernelSettings(), KernelSettings(regularization=1e9)
    scores = search(EXAMPLES, UniversalSentenceEncoder(), [good, useless])

    assert scores[-1].settings == good
    assert scores[-1].accuracy == 7 / 8
    assert scores[-1].accuracy_in_scope == 5 / 6
    assert scores[0].accuracy <= scores[-1].accuracy
