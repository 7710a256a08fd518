"""Components as the trained model has them: learnt once, by `make train`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import pytest
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.storage import ModelMetadata, ModelStorage

from tests.conftest import MODEL

_Component = TypeVar("_Component", bound=GraphComponent)


def trained(component: type[_Component]) -> _Component:
    """A component of the trained model, loaded as a server does it, once."""
    found = _load(component.__name__)
    assert isinstance(found, component)
    return found


@cache
def _load(name: str) -> GraphComponent:
    _, storage, metadata = _unpacked()
    [node] = [n for n in metadata.predict_schema.nodes.values() if n.uses.__name__ == name]
    assert node.resource
    config = {**node.uses.get_default_config(), **node.config}
    context = ExecutionContext(metadata.predict_schema, metadata.model_id)
    return node.uses.load(config, storage, node.resource, context)


@cache
def _unpacked() -> tuple[TemporaryDirectory[str], ModelStorage, ModelMetadata]:
    """The model, in a folder that lives as long as the process."""
    if not MODEL.exists():
        pytest.fail(f"{MODEL} is missing: 'make train' makes it, and 'make test' does so itself.")
    folder = TemporaryDirectory()
    return (folder, *LocalModelStorage.from_model_archive(Path(folder.name), MODEL))
