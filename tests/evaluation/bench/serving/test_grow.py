from __future__ import annotations

from ruamel.yaml import YAML

from evaluation.bench.serving.grow import asked_intents
from evaluation.bench.serving.sides import ours
from guide import load_guide

yaml = YAML(typ="safe", pure=True)


def test_a_project_grows_as_a_whole() -> None:
    small, large = ours(), ours(times=3)
    before, after = (yaml.load(side.folder / "domain.yml") for side in (small, large))
    asked = asked_intents(before)
    assert "ask_salary" in asked and "greet" not in asked
    assert len(after["intents"]) == len(before["intents"]) + 2 * len(asked)
    assert [action for action in after["actions"] if action not in before["actions"]] == [
        f"action_answer_synthetic_{n}" for n in range(2 * len(asked))
    ]
    load_guide(large.folder / "data/guide")
