"""The guide of the project, for the tests of its answers."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from guide import Guide
from guide.answers.compose import Composer
from guide.edition import current_edition
from guide.reply import Reply
from tests.replies import replies_in


@pytest.fixture(scope="session")
def guide() -> Guide:
    """The guide of the project."""
    return current_edition().guide


@pytest.fixture(scope="session")
def composer(guide: Guide) -> Composer:
    """Composes in English."""
    return Composer(guide, "en")


@pytest.fixture(scope="session")
def replies() -> Sequence[Reply]:
    """Every reply in English."""
    return replies_in("en")
