"""The one error a broken guide raises."""

from __future__ import annotations

from pathlib import Path


class GuideError(Exception):
    """The guide's data are wrong, with the place where an editor finds the mistake.

    Attributes:
        file: the YAML file, as given to the loader.
        line: 1-based line in that file, or ``None`` if no line can be named (missing file).
        field: path of the field, for example ``bands[1].pay.low``; empty for the whole file.
        reason: what is wrong, in a plain sentence.
    """

    def __init__(self, file: Path, line: int | None, field: str, reason: str) -> None:
        self.file = file
        self.line = line
        self.field = field
        self.reason = reason
        super().__init__(str(self))

    def __str__(self) -> str:
        place = str(self.file) if self.line is None else f"{self.file}, line {self.line}"
        return f"{place}, {self.field}: {self.reason}" if self.field else f"{place}: {self.reason}"
