"""The baseline to compare with: the pipeline and policies that `rasa init` gives its user."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

RASA = "rasa init"
DEFAULT_EPOCHS = 100
"""Of each of Rasa's networks, where the configuration doesn't say."""

_yaml = YAML(typ="safe", pure=True)


def rasa_config(epochs: int = DEFAULT_EPOCHS) -> dict[str, Any]:
    """The configuration that `rasa init` copies, with what Rasa fills in when it trains.

    Args:
        epochs: Of each network.
    """
    folder = _rasa_folder()
    config = dict(_yaml.load(folder / "cli/initial_project/config.yml"))
    defaults = _yaml.load(folder / "engine/recipes/config_files/default_config.yml")
    for part in ("pipeline", "policies"):
        config[part] = defaults[part]
        for component in config[part]:
            if "epochs" in component:
                component["epochs"] = epochs
    return config


def _rasa_folder() -> Path:
    # Not imported: the process that measures stays small and quick.
    spec = find_spec("rasa")
    assert spec is not None and spec.origin is not None, "Rasa isn't installed"
    return Path(spec.origin).parent
