"""Each defect, planted in training data that are otherwise fine, is found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from components.universal_sentence_encoder import UniversalSentenceEncoder
from evaluation.training_data.__main__ import TrainingData, accept, check
from evaluation.training_data.check import words_of
from evaluation.understanding.examples import DataError

EXAMPLES: Mapping[str, Sequence[str]] = {
    "ask_salary": (
        "how much does the job pay",
        "what is the salary",
        "average pay for a beginner",
        "what would i earn after five years",
        "is the money good",
        "salary range please",
        "what do seniors earn a year",
    ),
    "ask_cities": (
        "which city has the most jobs",
        "is toronto a good place for this work",
        "do i have to move to montreal",
        "best town for ai companies",
        "are there jobs in halifax",
        "which city should i live in",
        "vancouver or ottawa for machine learning",
    ),
    "out_of_scope": (
        "how do i get a work permit",
        "can my wife come on my visa",
        "express entry score",
        "how long does permanent residence take",
        "study permit refused",
        "do i need a visa to visit",
    ),
}
RULES = """# Why these numbers.
minimum_examples: {topic: 7, other: 3, near_miss_kind: 6, aspect: 7}
aspects: {what: which there are}
reviewed: {}
"""
PAIRS = """
- {intent: ask_salary, aspect: what, pairs: [which city has jobs | what do they pay]}
"""


class Project:
    """Training data, held-out questions and rules in a folder."""

    def __init__(self, folder: Path) -> None:
        self.training, self.held_out = folder / "data", folder / "tests"
        self.rules = folder / "rules.yml"
        self.training.mkdir()
        self.held_out.mkdir()
        self.rules.write_text(RULES)
        self.clauses = folder / "clauses.yml"
        self.clauses.write_text(
            "clauses: |\n  - [I have a diploma](tells), [is it enough](asks)?\n"
        )
        self.pairs = folder / "in_context.yml"
        self.pairs.write_text(PAIRS)
        self.examples = {intent: list(texts) for intent, texts in EXAMPLES.items()}
        self.aspects: dict[str, str | None] = {"ask_salary": "what", "ask_cities": "what"}
        self.questions = {"ask_salary": ["what's the usual wage in this line of work"]}

    def check(self, encoder: UniversalSentenceEncoder) -> TrainingData:
        """What is found."""
        for intent, texts in self.examples.items():
            path = self.training / f"{intent}.yml"
            kind = "immigration" if "scope" in intent else None
            path.write_text(_nlu(intent, texts, kind, self.aspects.get(intent)))
        for intent, texts in self.questions.items():
            (self.held_out / "questions.yml").write_text(_nlu(intent, texts))
        return check(
            ["ask_salary", "ask_cities"],
            encoder,
            self.training,
            self.held_out,
            self.rules,
            self.clauses,
            self.pairs,
        )


def _nlu(
    intent: str, texts: Sequence[str], kind: str | None = None, aspect: str | None = None
) -> str:
    lines = ['version: "3.1"', "nlu:", f"- intent: {intent}"]
    if kind:
        lines += ["  metadata:", f"    kind: {kind}"]
    lines += ["  examples: |", *(f"    - {text}" for text in texts)]
    if aspect:
        lines += ["  metadata:", f"    aspect: {aspect}"]
    return "\n".join([*lines, ""])


@pytest.fixture(scope="module")
def encoder() -> UniversalSentenceEncoder:
    return UniversalSentenceEncoder()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def errors(project: Project, encoder: UniversalSentenceEncoder) -> list[str]:
    return [str(finding) for finding in project.check(encoder).errors]


@pytest.mark.parametrize(
    ("wrong", "named"),
    [("ask_wages", "unknown intent 'ask_wages'"), ("ask_salary, aspect: hard", "'hard'")],
)
def test_a_pair_with_an_unknown_label(
    project: Project, encoder: UniversalSentenceEncoder, wrong: str, named: str
) -> None:
    project.pairs.write_text(f"- {{intent: {wrong}, pairs: [jobs in town | do they pay]}}")
    (error,) = errors(project, encoder)
    assert "jobs in town | do they pay" in error and named in error


def test_tidy_data_have_no_findings(project: Project, encoder: UniversalSentenceEncoder) -> None:
    found = project.check(encoder)

    assert not found.errors
    assert not found.warnings


def test_a_duplicate(project: Project, encoder: UniversalSentenceEncoder) -> None:
    project.examples["ask_salary"].append("What is the salary?!")

    (error,) = errors(project, encoder)

    path = project.training / "ask_salary.yml"
    assert error == f"{path}:12: “What is the salary?!” also stands at {path}:6."


def test_a_sentence_under_two_intents(project: Project, encoder: UniversalSentenceEncoder) -> None:
    project.examples["ask_salary"].append("are there jobs in Halifax?")

    (error,) = errors(project, encoder)

    assert error == (
        f"{project.training}/ask_salary.yml:12: “are there jobs in Halifax?” is ask_salary here "
        f"and ask_cities at {project.training}/ask_cities.yml:9."
    )


def test_a_held_out_message_whose_clauses_are_taught(
    project: Project, encoder: UniversalSentenceEncoder
) -> None:
    project.questions["ask_salary"].append("I have a diploma. Is it enough")

    (error,) = errors(project, encoder)

    assert error == (
        f"{project.clauses}: “I have a diploma, is it enough?” is the held-out “I have a diploma. "
        f"Is it enough” at {project.held_out}/questions.yml:6."
    )


def test_clauses_without_a_label_say_which(
    project: Project, encoder: UniversalSentenceEncoder
) -> None:
    project.clauses.write_text("clauses: |\n  - [is it enough]?\n")

    with pytest.raises(
        DataError, match=r"clauses\.yml: “\[is it enough\]\?” should be labelled in brackets"
    ):
        project.check(encoder)


def test_a_held_out_question_that_is_taught(
    project: Project, encoder: UniversalSentenceEncoder
) -> None:
    project.questions["ask_salary"].append("Is the money good?")

    (error,) = errors(project, encoder)

    assert error == (
        f"{project.training}/ask_salary.yml:9: “is the money good” is the held-out "
        f"“Is the money good?” at {project.held_out}/questions.yml:6."
    )


def test_a_held_out_question_that_is_nearly_taught(
    project: Project, encoder: UniversalSentenceEncoder
) -> None:
    project.questions["ask_salary"].append("what would I earn after 5 years")

    (error,) = errors(project, encoder)

    assert error == (
        f"{project.training}/ask_salary.yml:8: “what would i earn after five years” is nearly the "
        f"held-out “what would I earn after 5 years” at {project.held_out}/questions.yml:6."
    )


def test_an_intent_and_a_kind_under_their_minimum(
    project: Project, encoder: UniversalSentenceEncoder
) -> None:
    project.examples["ask_cities"].pop()
    project.examples["out_of_scope"].pop()

    found = errors(project, encoder)

    assert [error.partition(": ")[2] for error in found] == [
        "ask_cities has 6 different examples; it needs 7.",
        "out_of_scope/immigration has 5 different examples; it needs 6.",
    ]


def test_a_topic_without_any_example(project: Project, encoder: UniversalSentenceEncoder) -> None:
    del project.examples["ask_cities"]

    assert errors(project, encoder) == [
        "data/nlu: ask_cities has 0 different examples; it needs 7."
    ]


def test_every_question_about_a_topic_needs_an_aspect(
    project: Project, encoder: UniversalSentenceEncoder
) -> None:
    project.aspects["ask_cities"] = None

    found = errors(project, encoder)

    assert len(found) == 7
    assert found[0] == (
        f"{project.training}/ask_cities.yml:5: “which city has the most jobs” has no aspect: "
        "put it under a 'metadata: aspect'."
    )


def test_a_french_question_says_that_it_is_french(
    project: Project, encoder: UniversalSentenceEncoder
) -> None:
    (project.training / "fr").mkdir()
    path = project.training / "fr" / "salary.yml"
    path.write_text(_nlu("ask_salary", ["combien gagne une débutante"], aspect="what"))

    assert errors(project, encoder) == [
        f"{path}:5: “combien gagne une débutante” needs a 'metadata: language: fr'."
    ]


def test_an_aspect_that_the_rules_lack(project: Project, encoder: UniversalSentenceEncoder) -> None:
    project.aspects["ask_cities"] = "colour"

    found = errors(project, encoder)

    assert len(found) == 7
    assert found[-1] == (
        f"{project.training}/ask_cities.yml:11: “vancouver or ottawa for machine learning” has "
        "the aspect 'colour', which rules.yml lacks."
    )


def test_an_aspect_under_its_minimum(project: Project, encoder: UniversalSentenceEncoder) -> None:
    project.rules.write_text(RULES.replace("{what: which there are}", "{what: a, where: b}"))
    project.aspects["ask_cities"] = "where"
    assert not errors(project, encoder)

    project.rules.write_text(project.rules.read_text().replace("aspect: 7", "aspect: 8"))

    assert errors(project, encoder) == [
        "data/nlu: the aspect what has 7 different examples; it needs 8.",
        "data/nlu: the aspect where has 7 different examples; it needs 8.",
    ]


def test_a_mislabelled_example_is_a_warning_until_it_is_reviewed(
    project: Project, encoder: UniversalSentenceEncoder
) -> None:
    # More examples make the classifier sure of itself.
    for amount in ("three", "four", "six", "seven", "eight", "nine", "ten", "twelve", "twenty"):
        project.examples["ask_salary"].append(f"what is the salary after {amount} years")
    project.examples["ask_cities"].append("what is the salary after thirty years")

    found = project.check(encoder)

    assert not found.errors
    (warning,) = found.warnings
    assert warning.place == f"{project.training}/ask_cities.yml:12"
    assert "“what is the salary after thirty years” is ask_cities; " in warning.problem
    assert "it would be ask_salary (probability 0.9" in warning.problem
    assert accept(found.warnings, project.rules) == 1
    assert not project.check(encoder).warnings
    assert project.rules.read_text().startswith("# Why these numbers.")


def test_a_reviewed_example_that_is_gone_is_a_warning(
    project: Project, encoder: UniversalSentenceEncoder
) -> None:
    project.rules.write_text(RULES.replace("{}", "{ask_salary: [how is the pay]}"))

    (warning,) = project.check(encoder).warnings

    assert "“how is the pay” is no longer an example of ask_salary" in str(warning)


def test_rules_without_a_minimum_are_named(
    project: Project, encoder: UniversalSentenceEncoder
) -> None:
    project.rules.write_text("minimum_examples: {topic: many}\n")

    with pytest.raises(DataError, match=r"rules\.yml: minimum_examples\.topic should be a number"):
        project.check(encoder)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("What's  the PAY?", "what s the pay", True),
        ("C++ needed?", "C needed", False),
        ("👍", "👎", False),
        ("???", "???", True),
    ],
)
def test_what_makes_two_sentences_the_same(one: str, other: str, same: bool) -> None:
    assert (words_of(one) == words_of(other)) is same
