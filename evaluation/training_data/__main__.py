"""Checks the training questions: ``python -m evaluation.training_data``; see ``make validate``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ruamel.yaml import YAML

from components.kernel_classifier import KernelSettings
from components.labelled_clauses import LABELLED_CLAUSES, read_labelled_clauses
from components.labelled_members import LABELLED_MEMBERS, read_labelled_members
from components.labelled_pairs import LABELLED_PAIRS, read_labelled_pairs
from components.labelled_points import LABELLED_POINTS, read_labelled_points
from components.reading import intent_of
from components.text_encoder import TextEncoder
from components.universal_sentence_encoder import UniversalSentenceEncoder
from evaluation.training_data.check import (
    RULES,
    Finding,
    Rules,
    duplicates,
    in_another_language,
    leaks,
    leaks_of_clauses,
    load_rules,
    mislabelled_pairs,
    outliers,
    rare_aspects,
    too_few,
    unknown_reviewed,
    unlabelled,
)
from evaluation.training_data.registry import disagreements
from evaluation.understanding.examples import TRAINING_FOLDER, DataError, Example, training_examples
from evaluation.understanding.nearest import TrainingIndex
from evaluation.understanding.sets import FOLDER, Question, held_out_questions
from guide import GuideError, load_guide


@dataclass(frozen=True)
class TrainingData:
    """What was found in the training data.

    Attributes:
        examples: All of it.
        errors: What must be put right.
        rules: What it was checked by.
        index: The examples, to compare others with.
    """

    examples: Sequence[Example]
    errors: Sequence[Finding]
    rules: Rules
    index: TrainingIndex

    @cached_property
    def warnings(self) -> Sequence[Finding]:
        """What somebody should look at; takes about as long as to train the classifier."""
        return [
            *outliers(self.index, self.rules),
            *unknown_reviewed(self.examples, self.rules),
        ]


def check(
    topic_intents: Iterable[str],
    encoder: TextEncoder,
    training: Path = TRAINING_FOLDER,
    held_out: Path = FOLDER,
    rules_file: Path = RULES,
    clauses: Path = LABELLED_CLAUSES,
    pairs: Path = LABELLED_PAIRS,
) -> TrainingData:
    """Checks all training examples.

    Args:
        topic_intents: The intents that need the most examples.
        encoder: The sentence encoder.
        training: Folder of the Rasa NLU files.
        held_out: Folder of the held-out sets.
        rules_file: See `rules.yml`.
        clauses: The messages cut into clauses.
        pairs: The questions with the messages that lean on them.

    Raises:
        DataError: A file can't be read.
    """
    examples = training_examples(training)
    rules = load_rules(topic_intents, (example.label for example in examples), rules_file)
    index = TrainingIndex(examples, encoder, KernelSettings())
    questions: list[Question] = held_out_questions(held_out)
    try:
        labelled_clauses = read_labelled_clauses(clauses)
        labelled_members = read_labelled_members()
        points = [line for lines in read_labelled_points().values() for line in lines]
        labelled_pairs = read_labelled_pairs(pairs)
    except (OSError, ValueError) as error:
        raise DataError(str(error)) from None
    return TrainingData(
        examples,
        [
            *duplicates(examples),
            *too_few(examples, rules),
            *unlabelled(examples, rules),
            *in_another_language(examples),
            *rare_aspects(examples, rules),
            *leaks(questions, index),
            *leaks_of_clauses(questions, labelled_clauses, clauses),
            *leaks_of_clauses(questions, labelled_members, LABELLED_MEMBERS),
            *leaks_of_clauses(questions, points, LABELLED_POINTS),
            *mislabelled_pairs(labelled_pairs, examples, rules, pairs),
        ],
        rules,
        index,
    )


def accept(findings: Iterable[Finding], path: Path = RULES) -> int:
    """Adds the examples of warnings to those that are reviewed; returns how many."""
    yaml = YAML(typ="rt")
    yaml.width = 100  # type: ignore[assignment]
    yaml.indent(mapping=2, sequence=4, offset=2)
    content = yaml.load(path)
    reviewed = {intent: list(texts) for intent, texts in (content["reviewed"] or {}).items()}
    count = 0
    for finding in findings:
        if finding.example:
            reviewed.setdefault(finding.example.intent, []).append(finding.example.text)
            count += 1
    content["reviewed"] = {intent: sorted(reviewed[intent]) for intent in sorted(reviewed)}
    yaml.dump(content, path)
    return count


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints what is wrong and returns 1, or warnings and a one-line summary and 0."""
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.training_data",
        description="Checks the training questions.",
    )
    parser.add_argument(
        "--accept",
        action="store_true",
        help=f"add the examples warned of to the reviewed ones in {RULES.name}",
    )
    options = parser.parse_args(arguments)
    print("Checking the training questions…", flush=True)
    try:
        topics = load_guide().topic_ids
        wrong = list(disagreements(topics, training_examples()))
        for sentence in wrong:
            print(f"error: {sentence}", file=sys.stderr)
        if wrong:  # said at once: to compare all questions takes minutes
            return 1
        found = check(map(intent_of, topics), UniversalSentenceEncoder())
    except (DataError, GuideError) as error:
        print(error, file=sys.stderr)
        return 1
    for finding in found.errors:
        print(f"error: {finding}", file=sys.stderr)
    for finding in found.warnings:
        print(f"warning: {finding}", file=sys.stderr)
    if options.accept:
        print(f"{accept(found.warnings)} examples are now among the reviewed ones in {RULES}.")
    intents = len({example.intent for example in found.examples})
    print(
        f"Training questions: {len(found.examples)} examples of {intents} intents, "
        f"{len(found.errors)} errors, {len(found.warnings)} warnings."
    )
    return 1 if found.errors else 0


if __name__ == "__main__":
    sys.exit(main())
