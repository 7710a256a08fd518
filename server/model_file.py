"""The file of the model that ``make train`` makes, and the sentence for when it is missing."""

from __future__ import annotations

import sys
from pathlib import Path

MODEL = Path("models/assistant.tar.gz")


def stop_if_missing(model: Path) -> None:
    """Ends this program with one sentence if a model isn't there.

    Rasa would take whichever model of the folder ``models`` is the newest, or go on without.

    Args:
        model: a model's file, or a folder of models.

    Raises:
        SystemExit: if there is neither.
    """
    if not model.exists():
        sys.exit(f"There is no model {model}: 'make train' makes one.")
