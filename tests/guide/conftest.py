"""The guide of the project, for the tests of its answers."""

from __future__ import annotations

import pytest

from guide import Guide, load_guide
from guide.answers.compose import Composer
from guide.every_reply import every_reply
from guide.reply import Reply


@pytest.fixture(scope="session")
def guide() -> Guide:
    """The guide of the project."""
    return load_guide()


@pytest.fixture(scope="session")
def composer(guide: Guide) -> Composer:
    """Composes in English."""
    return Composer(guide, "en")


@pytest.fixture(scope="session")
def replies(composer: Composer) -> list[Reply]:
    """Every reply in English, composed once for the tests that look at each."""
    return [reply for _, reply in every_reply(composer)]
