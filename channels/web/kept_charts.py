"""Disk cache of the charts' SVG files: a server that starts draws none that was drawn before.

Matplotlib takes half a second of a start and 30 MB. A file begins with a checksum of itself and of
all that it was drawn from, so that one of another guide or program, or half a file, is drawn anew.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import guide
from guide.charts import Theme, draw
from guide.edition import Edition
from guide.text import Language

_LIBRARIES = ("matplotlib", "font-source-sans-pro", "babel")

FOLDER = Path("models/charts")
"""Beside the model. Where it can't be written, charts are drawn at each start."""


def svg(edition: Edition, name: str, language: Language, theme: Theme) -> bytes:
    """Reads a chart from its file, or draws and keeps it; arguments and errors as ``draw`` has."""
    file = FOLDER / f"{name}-{language}-{theme}.svg"
    drawn_from = f"{_program()} {edition.version} {file.name} ".encode()
    with suppress(OSError):
        checksum, _, kept = file.read_bytes().partition(b"\n")
        if checksum == _checksum(drawn_from + kept):
            return kept
    drawn = draw(edition.guide, name, language, theme, "svg")
    with suppress(OSError):
        FOLDER.mkdir(exist_ok=True)
        new = file.with_suffix(f".{os.getpid()}")
        new.write_bytes(_checksum(drawn_from + drawn) + b"\n" + drawn)
        new.replace(file)
    return drawn


def _checksum(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


@lru_cache(maxsize=1)
def _program() -> str:
    """Changes with what draws."""
    sources = hashlib.sha256()
    for source in sorted(Path(guide.__file__).parent.rglob("*.py")):
        sources.update(source.read_bytes())
    libraries = [importlib.metadata.version(name) for name in _LIBRARIES]
    return " ".join([sources.hexdigest(), *libraries])
