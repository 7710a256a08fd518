"""A splitter as the pipeline has it: its settings, and what the labelled clauses taught it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from components.clause_model import ClauseModel
from components.clauses import Clause, split_clauses
from components.question_parts import Unit, units
from components.question_splitter import QuestionSplitter
from components.split_settings import SplitSettings
from tests.components.trained import trained


def clause_model() -> ClauseModel:
    """Taught by the project's labelled clauses."""
    model = trained(QuestionSplitter)._model
    assert model is not None
    return model


def clauses_of(message: str) -> list[Clause]:
    """The clauses of a message."""
    return split_clauses(message, clause_model())


def units_of(message: str) -> list[Unit]:
    """The units of a message."""
    return units(message, clauses_of(message))


def splitter_config() -> dict[str, Any]:
    """The splitter's settings in ``config.yml``."""
    pipeline = YAML(typ="safe", pure=True).load(Path("config.yml"))["pipeline"]
    (config,) = [each for each in pipeline if each["name"].endswith(".QuestionSplitter")]
    return {name: value for name, value in config.items() if name != "name"}


SETTINGS = SplitSettings(**splitter_config())
