"""Rasa's command line, which loads TensorFlow only for a model that needs it.

``python -m server.light_rasa run …`` is ``python -m rasa run …``. Rasa imports all of its own
components, and with those that are neural networks TensorFlow, whatever config.yml names. Ours
names none of them: without TensorFlow a server starts in half the time and has half the memory.

Nothing is taken away. Whatever a config.yml or a model names is loaded when it is named, and
TensorFlow with it. For Rasa 3.6.21, the version in ``pyproject.toml``.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

NEURAL = {
    "rasa.core.policies.ted_policy": "TEDPolicy",
    "rasa.core.policies.unexpected_intent_policy": "UnexpecTEDIntentPolicy",
    "rasa.nlu.classifiers.diet_classifier": "DIETClassifier",
    "rasa.nlu.featurizers.dense_featurizer.convert_featurizer": "ConveRTFeaturizer",
    "rasa.nlu.featurizers.dense_featurizer.lm_featurizer": "LanguageModelFeaturizer",
    "rasa.nlu.selectors.response_selector": "ResponseSelector",
}
"""The modules of Rasa's components that import TensorFlow, and the component of each."""

EVERY_COMPONENT = (
    "rasa.graph_components.validators.default_recipe_validator",
    "rasa.engine.recipes.default_components",
)
"""The modules that import all of these, to look for them in a config.yml."""


def defer_tensorflow() -> None:
    """Lets Rasa be imported without TensorFlow; call it before importing anything of Rasa."""
    _defer("rasa.utils.train_utils")
    for name, component in NEURAL.items():
        stand_in = ModuleType(name)
        setattr(stand_in, component, type(component, (), {}))
        sys.modules[name] = stand_in
    for name in EVERY_COMPONENT:
        importlib.import_module(name)
    # From here on, an import of these names is one of the real modules: a model's, for example.
    for name in NEURAL:
        del sys.modules[name]

    from rasa.engine.recipes.default_recipe import DefaultV1Recipe
    from rasa.shared.exceptions import InvalidConfigException

    among_registered = DefaultV1Recipe._from_registry

    def among_all(name: str) -> Any:
        try:
            return among_registered(name)
        except InvalidConfigException:
            for module in EVERY_COMPONENT:
                importlib.reload(sys.modules[module])
            return among_registered(name)

    DefaultV1Recipe._from_registry = staticmethod(among_all)


def _defer(name: str) -> None:
    """Puts a module in place that becomes the real one once something of it is used."""
    deferred = ModuleType(name)

    def load(attribute: str) -> Any:
        if attribute.startswith("__"):  # whoever looks through all modules uses none of them
            raise AttributeError(attribute)
        if sys.modules.get(name) is deferred:
            del sys.modules[name]
        return getattr(importlib.import_module(name), attribute)

    deferred.__getattr__ = load  # type: ignore[method-assign]
    sys.modules[name] = deferred
    package, _, module = name.rpartition(".")
    setattr(importlib.import_module(package), module, deferred)


def stop_if_model_is_missing(arguments: list[str]) -> None:
    """Ends this program with one sentence if it is told to use a model that isn't there.

    Rasa would take whichever model of the folder ``models`` is the newest.

    Args:
        arguments: of Rasa's command line.

    Raises:
        SystemExit: if the file or folder is missing.
    """
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--remote-storage")
    told, _ = parser.parse_known_args(arguments)
    if told.model and not told.remote_storage and not told.model.exists():
        sys.exit(f"There is no model {told.model}: 'make train' makes one.")


if __name__ == "__main__":
    stop_if_model_is_missing(sys.argv[1:])
    defer_tensorflow()

    import rasa.__main__

    from server.given_socket import listen_on_given_socket

    listen_on_given_socket()

    rasa.__main__.main()
