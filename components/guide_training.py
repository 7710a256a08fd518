"""The guide as training data of components: its fingerprint, and its mistakes as Rasa's errors."""

from __future__ import annotations

from rasa.shared.exceptions import InvalidConfigException

from guide import GUIDE_DIRECTORY, Guide, GuideError, load_guide
from guide.version import version_of


def guide_fingerprint() -> str:
    """What changes with the guide: a component's ``fingerprint_addon``, so that it retrains."""
    return version_of(GUIDE_DIRECTORY)


def guide_to_learn() -> Guide:
    """The guide.

    Raises:
        InvalidConfigException: it is not valid; says file, line and field.
    """
    try:
        return load_guide()
    except GuideError as error:
        raise InvalidConfigException(f"The guide is not valid.\n  {error}") from error
