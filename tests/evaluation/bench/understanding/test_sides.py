from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from evaluation.bench.understanding.data import Example, Split
from evaluation.bench.understanding.sides import (
    OURS,
    Side,
    rasa_init,
    write_config,
    write_training_data,
)
from evaluation.understanding.examples import read_examples

EXAMPLES = [
    Example("where is my card", "card_arrival"),
    Example("rate for euros", "exchange_rate"),
    Example("no card came", "card_arrival"),
]
OWN = Split(Path("data/nlu"), EXAMPLES)
PUBLIC = Split(EXAMPLES, EXAMPLES)


def pipeline(side: Side, split: Split, path: Path) -> list[str]:
    write_config(side, split, path)
    config: Any = YAML(typ="safe", pure=True).load(path)
    return [component["name"] for component in config["pipeline"]]


def test_on_our_own_questions_our_pipeline_is_config_yml(tmp_path: Path) -> None:
    config = YAML(typ="safe", pure=True).load(Path("config.yml"))
    own = [component["name"] for component in config["pipeline"]]

    assert pipeline(OURS, OWN, tmp_path / "config.yml") == own


def test_on_other_data_nothing_looks_for_the_guide_s_words(tmp_path: Path) -> None:
    names = pipeline(OURS, PUBLIC, tmp_path / "config.yml")

    assert "components.intent_classifier.IntentClassifier" in names
    assert not [name for name in names if "Guide" in name or "Question" in name]


def test_the_baseline_is_the_same_on_all_data(tmp_path: Path) -> None:
    names = pipeline(rasa_init(), PUBLIC, tmp_path / "config.yml")

    assert "DIETClassifier" in names
    assert names == pipeline(rasa_init(), OWN, tmp_path / "config.yml")


def test_examples_are_written_in_rasa_s_form(tmp_path: Path) -> None:
    write_training_data(PUBLIC, tmp_path / "data")

    written = read_examples([tmp_path / "data/nlu.yml"])
    assert [(each.text, each.intent) for each in written] == [
        ("where is my card", "card_arrival"),
        ("no card came", "card_arrival"),
        ("rate for euros", "exchange_rate"),
    ]


def test_our_own_files_are_copied(tmp_path: Path) -> None:
    write_training_data(OWN, tmp_path / "data")

    copied = {path.name for path in (tmp_path / "data").iterdir()}
    assert copied == {path.name for path in Path("data/nlu").iterdir()}
