"""The guide of the project, for the tests of its answers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from guide import Guide, load_guide, yaml_file
from guide.answers.compose import Composer


@pytest.fixture(scope="session", autouse=True)
def _parsed_once() -> Iterator[None]:
    """Most of these tests change one file of the guide: the others needn't be parsed each time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_file, "parse", cache(yaml_file.parse))
        yield


@pytest.fixture(scope="session")
def guide() -> Guide:
    """The guide of the project."""
    return load_guide()


@pytest.fixture(scope="session")
def composer(guide: Guide) -> Composer:
    """Composes in English."""
    return Composer(guide, "en")
