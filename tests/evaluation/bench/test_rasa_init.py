from __future__ import annotations

from pathlib import Path

import rasa
from rasa.engine.recipes.default_recipe import DefaultV1Recipe

from evaluation.bench.rasa_init import rasa_config
from evaluation.bench.understanding.sides import rasa_init


def test_it_is_what_rasa_fills_in(tmp_path: Path) -> None:
    config = tmp_path / "config.yml"
    copied = Path(rasa.__file__).parent / "cli/initial_project/config.yml"
    config.write_bytes(copied.read_bytes())
    filled, _, _ = DefaultV1Recipe.auto_configure(str(config), {"recipe": "default.v1"})
    ours = rasa_config()
    assert [each["name"] for each in ours["pipeline"]][:2] == [
        "WhitespaceTokenizer",
        "RegexFeaturizer",
    ]
    for part in ("pipeline", "policies"):
        assert ours[part] == filled[part]


def test_other_epochs_are_said_in_the_name() -> None:
    assert rasa_init().name == "rasa init"
    assert rasa_init(20).name == "rasa init, 20 epochs"
    epochs = {each["epochs"] for each in rasa_config(20)["pipeline"] if "epochs" in each}
    assert epochs == {20}
