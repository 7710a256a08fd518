"""The guide in force in a process: loaded once, replaced whole when an edited one is taken up."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from guide.errors import GuideError
from guide.load import GUIDE_DIRECTORY, load_guide
from guide.model import Guide
from guide.version import version_of


@dataclass(frozen=True, eq=False)  # compared as an object: a guide is large
class Edition:
    """A guide, and the checksum that tells it from an edited one (``guide.version``)."""

    guide: Guide
    version: str

    @classmethod
    def read(cls, directory: Path) -> Edition:
        """Reads a folder's guide (``GuideError`` if it isn't valid)."""
        version = version_of(directory)  # first: what is edited meanwhile counts as not taken up
        return cls(load_guide(directory), version)


_current: Edition | None = None


def current_edition() -> Edition:
    """The guide in force. Who keeps it doesn't notice that another is taken up.

    Raises:
        SystemExit: it is the first time, and the guide isn't valid; says file, line and field.
    """
    global _current
    if _current is None:
        try:
            _current = Edition.read(GUIDE_DIRECTORY)
        except GuideError as error:
            sys.exit(f"The guide is not valid.\n  {error}")
    return _current


def take_up_edited() -> None:
    """Puts the guide as it is now in force, if it has changed.

    New topics need a new model and a new start.

    Raises:
        GuideError: if it is not valid; the one in force stays.
    """
    global _current
    if version_of(GUIDE_DIRECTORY) != current_edition().version:
        _current = Edition.read(GUIDE_DIRECTORY)
