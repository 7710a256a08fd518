"""The guide as training data of components: its fingerprint, and its mistakes as Rasa's errors."""

from __future__ import annotations

import hashlib

from rasa.shared.exceptions import InvalidConfigException

from guide import GUIDE_DIRECTORY, Guide, GuideError, load_guide


def guide_fingerprint() -> str:
    """What changes with the guide: a component's ``fingerprint_addon``, so that it retrains."""
    digest = hashlib.sha256()
    for path in sorted(GUIDE_DIRECTORY.glob("*.yml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def guide_to_learn() -> Guide:
    """The guide.

    Raises:
        InvalidConfigException: it is not valid; says file, line and field.
    """
    try:
        return load_guide()
    except GuideError as error:
        raise InvalidConfigException(f"The guide is not valid.\n  {error}") from error
