"""A splitter as the pipeline has it: its settings, and what the labelled clauses teach it."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.training_data import TrainingData
from ruamel.yaml import YAML

from components.clause_model import ClauseModel
from components.clauses import Clause, split_clauses
from components.labelled_clauses import read_labelled_clauses
from components.question_parts import Unit, units
from components.question_splitter import QuestionSplitter
from components.split_settings import SplitSettings


@lru_cache(maxsize=1)
def clause_model() -> ClauseModel:
    """Taught by the project's labelled clauses."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clauses"
        ClauseModel.train(read_labelled_clauses(), path)
        return ClauseModel(path)


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


@lru_cache(maxsize=1)
def trained_splitter() -> QuestionSplitter:
    """Trains one, once, and loads what it stored."""
    config, resource = splitter_config(), Resource("splitter")
    context = ExecutionContext(GraphSchema({}))
    with tempfile.TemporaryDirectory() as folder:
        storage = LocalModelStorage.create(Path(folder))
        QuestionSplitter.create(config, storage, resource, context).train(TrainingData())
        return QuestionSplitter.load(config, storage, resource, context)
