"""The two pipelines: Rasa configurations and training files, each as its user would have it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

from bench.nlu.data import Example, Split

OURS = "ours"
RASA = "rasa init"
_ONLY_OURS = {
    # They look for the guide's words: on other data there is nothing to find.
    "components.entity_extractor.GuideEntityExtractor",
    "components.other_job_detector.OtherJobDetector",
    # They look for several questions in a message; in the public data sets each has one intent.
    "components.question_splitter.QuestionSplitter",
    "components.question_joiner.QuestionJoiner",
}


def write_config(side: str, split: Split, path: Path) -> None:
    """Write the configuration of a side.

    Args:
        side: `OURS`, which is config.yml, without `_ONLY_OURS` if the data is another's; or
            `RASA`, which is the file that `rasa init` copies. It names no pipeline, and Rasa fills
            in its default one when it trains.
        split: What it is for.
        path: Of the file.
    """
    yaml = YAML(typ="safe", pure=True)
    if side == RASA:
        shutil.copyfile(_rasa_folder() / "cli/initial_project/config.yml", path)
        return
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


def _rasa_folder() -> Path:
    # Not imported: this process stays small and quick.
    spec = find_spec("rasa")
    assert spec is not None and spec.origin is not None, "Rasa isn't installed"
    return Path(spec.origin).parent
