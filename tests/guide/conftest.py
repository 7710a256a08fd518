"""The guide of the project, for the tests of its answers."""

from __future__ import annotations

import pytest

from guide import Guide, load_guide
from guide.answers.compose import Composer


@pytest.fixture(scope="session")
def guide() -> Guide:
    """The guide of the project."""
    return load_guide()


@pytest.fixture(scope="session")
def composer(guide: Guide) -> Composer:
    """Composes in English."""
    return Composer(guide, "en")
