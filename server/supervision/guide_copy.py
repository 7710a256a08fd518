"""A copy of the guide that ``make serve`` answers from, to compare an edited one with."""

from __future__ import annotations

import shutil
from pathlib import Path

GUIDE = Path("data/guide")


def copy_in(folder: Path) -> Path:
    """Where the copy is, in the folder of ``make serve``."""
    return folder / "guide"


def keep_copy(folder: Path) -> None:
    """Copies the guide as it is now; a copy from before is replaced."""
    shutil.rmtree(copy_in(folder), ignore_errors=True)
    shutil.copytree(GUIDE, copy_in(folder))
