"""The two pipelines: Rasa configurations and training files, each as its user would have it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

from evaluation.bench.rasa_init import DEFAULT_EPOCHS, RASA, rasa_config
from evaluation.bench.understanding.data import Example, Split

_ONLY_OURS = {
    # They look for the guide's words: on other data there is nothing to find.
    "components.entity_extractor.GuideEntityExtractor",
    "components.background_reader.BackgroundReader",
    "components.member_reader.MemberReader",
    "components.point_reader.PointReader",
    "components.language_detector.LanguageDetector",
    "components.other_job_detector.OtherJobDetector",
    # They look for several questions in a message; in the public data sets each has one intent.
    "components.question_splitter.QuestionSplitter",
    "components.question_joiner.QuestionJoiner",
    # It looks for what was asked before; there, each message is by itself.
    "components.context_reader.ContextReader",
}


class Side(NamedTuple):
    """A pipeline to measure.

    Attributes:
        name: In the report.
        epochs: Of Rasa's networks; None for ours.
    """

    name: str
    epochs: int | None = None


OURS = Side("ours")


def rasa_init(epochs: int = DEFAULT_EPOCHS) -> Side:
    """Rasa's default pipeline; one with other than Rasa's epochs says so in its name."""
    name = RASA if epochs == DEFAULT_EPOCHS else f"{RASA}, {epochs} epochs"
    return Side(name, epochs)


def write_config(side: Side, split: Split, path: Path) -> None:
    """Write the configuration of a side.

    Args:
        side: `OURS`, which is config.yml, without `_ONLY_OURS` if the data is another's; or
            `rasa_init`'s.
        split: What it is for.
        path: Of the file.
    """
    yaml = YAML(typ="safe", pure=True)
    if side.epochs is not None:
        config = rasa_config(side.epochs)
    else:
        config = yaml.load(Path("config.yml"))
        if not isinstance(split.training, Path):
            config["pipeline"] = [c for c in config["pipeline"] if c["name"] not in _ONLY_OURS]
    yaml.dump(config, path)


def write_training_data(split: Split, folder: Path) -> None:
    """Put the training examples into a folder as Rasa's files; both sides learn from them."""
    if isinstance(split.training, Path):
        shutil.copytree(split.training, folder)
        return
    folder.mkdir()
    nlu = [
        {"intent": intent, "examples": LiteralScalarString("".join(f"- {t}\n" for t in texts))}
        for intent, texts in _by_intent(split.training).items()
    ]
    YAML().dump({"version": "3.1", "nlu": nlu}, folder / "nlu.yml")


def _by_intent(examples: Sequence[Example]) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {}
    for text, intent in examples:
        texts.setdefault(intent, []).append(text)
    return texts
