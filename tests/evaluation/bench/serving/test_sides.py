from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from evaluation.bench.serving.sides import before, ours, rasa_init

yaml = YAML(typ="safe", pure=True)


def test_the_baseline_is_rasas_own_and_has_nothing_of_ours_but_content() -> None:
    side = rasa_init(3)
    config = yaml.load(side.folder / "config.yml")
    names = [component["name"] for component in config["pipeline"] + config["policies"]]
    assert {"DIETClassifier", "ResponseSelector", "FallbackClassifier"} <= set(names)
    assert {"TEDPolicy", "UnexpecTEDIntentPolicy", "MemoizationPolicy", "RulePolicy"} <= set(names)
    epochs = [c["epochs"] for c in config["pipeline"] + config["policies"] if "epochs" in c]
    assert epochs == [3, 3, 3, 3]
    assert yaml.load(side.folder / "credentials.yml") == {"rest": None}
    assert not (side.folder / "channels").exists() and not (side.folder / "server").exists()
    understanding = sorted(path.name for path in (side.folder / "components").iterdir())
    assert understanding == ["__init__.py", "reading.py"]  # what our actions read a message by
    assert (side.folder / "data/rules.yml").read_text() == Path("data/rules.yml").read_text()
    assert "server." not in side.commands["server"] + side.train


def test_the_baselines_actions_need_nothing_that_it_has_not_got() -> None:
    folder = rasa_init(3).folder
    subprocess.run(
        [sys.executable, "-c", "import actions"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder)},
        check=True,
    )


def test_a_side_is_made_once_for_the_same_inputs() -> None:
    first = rasa_init(3)
    first.model.parent.mkdir()
    first.model.touch()
    assert rasa_init(3).model.exists()
    assert rasa_init(4).folder != first.folder


def test_our_side_runs_what_make_runs() -> None:
    side = ours()
    assert f"server: {side.commands['server']}" in Path("Procfile").read_text()
    assert "server.rasa_cli train" in side.train and side.train.endswith("--out models")


def test_an_earlier_commit_has_its_own_files_and_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "project"
    (project / "scripts").mkdir(parents=True)
    setup = project / "scripts" / "setup"
    setup.write_text("#!/bin/sh\nmkdir -p .venv/bin && touch .venv/bin/python\n")
    setup.chmod(0o755)
    (project / "Makefile").write_text("train:\n\tpython -m rasa train --skip-validation\n")
    (project / "Procfile").write_text("actions: exec one\nserver: exec two\n")
    author = ["-c", "user.name=a", "-c", "user.email=a@localhost"]
    for command in (["init", "-q"], ["add", "-A"], [*author, "commit", "-qm", "first"]):
        subprocess.run(["git", *command], cwd=project, check=True)
    (project / "Procfile").write_text("server: exec three\n")

    monkeypatch.chdir(tmp_path)
    side = before("HEAD", project)
    assert side.commands == {"actions": "exec one", "server": "exec two"}
    assert side.python == side.folder / ".venv" / "bin" / "python"
    assert side.python.exists()
    assert side.train == "python -m rasa train --skip-validation"
    with pytest.raises(subprocess.CalledProcessError):
        before("0000000", project)
