from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psutil

from tests.assistant import Assistant


def test_a_running_server_has_no_tensorflow(assistant: Assistant) -> None:
    assert assistant.ask("what does it pay?", "light")
    files = [file.path for file in psutil.Process(assistant.pid("server")).memory_maps()]
    assert any("numpy" in file for file in files)
    assert not [file for file in files if "tensorflow" in file]


def test_a_component_that_needs_tensorflow_is_the_real_one() -> None:
    program = """
import sys
from server.light_rasa import defer_tensorflow

defer_tensorflow()
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.graph_components.validators import default_recipe_validator as validator

rules = DefaultV1Recipe._from_registry("RulePolicy").clazz
assert rules.__module__ == "rasa.core.policies.rule_policy"
assert "tensorflow" not in sys.modules

diet = DefaultV1Recipe._from_registry("DIETClassifier").clazz
assert "tensorflow" in sys.modules
assert diet.__module__ == "rasa.nlu.classifiers.diet_classifier" and diet.supported_languages
assert diet in validator.TRAINABLE_EXTRACTORS
from rasa.nlu.extractors import extractor
assert extractor.rasa.utils.train_utils.rank_and_mask.__module__ == "rasa.utils.train_utils"
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_model_that_is_missing_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "another.tar.gz").touch()  # which Rasa would take
    command = [
        sys.executable,
        "-m",
        "server.light_rasa",
        "run",
        "--model",
        "models/assistant.tar.gz",
    ]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(Path().absolute())},
        capture_output=True,
        text=True,
    )

    sentence = "There is no model models/assistant.tar.gz: 'make train' makes one.\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", sentence)


def test_an_unknown_component_is_said_to_be_unknown() -> None:
    program = """
from server.light_rasa import defer_tensorflow

defer_tensorflow()
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
DefaultV1Recipe._from_registry("NoSuchClassifier")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert "Can't load class for name 'NoSuchClassifier'" in done.stderr
