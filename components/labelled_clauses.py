"""The training data of clause segmentation: ``data/clauses.yml``."""

from __future__ import annotations

import re
from pathlib import Path

from ruamel.yaml import YAML

from components.clause_model import LabelledClause

LABELLED_CLAUSES = Path("data/clauses.yml")
LABELS = ("asks", "names", "tells", "leans")

_CLAUSE = re.compile(rf"\[([^\[\]]*\w[^\[\]]*)\]\(({'|'.join(LABELS)})\)")

Example = tuple[str, list[LabelledClause]]


def read_labelled_clauses(path: Path = LABELLED_CLAUSES) -> list[Example]:
    """Reads messages and their clauses.

    Raises:
        OSError: there is no such file.
        ValueError: a line has a bracket that is no labelled clause; says which.
    """
    content = YAML(typ="safe", pure=True).load(path)
    lines = (line.removeprefix("- ") for line in str(content["clauses"]).splitlines())
    return [_example(line.replace("\\n", "\n"), path) for line in lines]


def _example(line: str, path: Path) -> Example:
    text, at = "", 0
    clauses = []
    for match in _CLAUSE.finditer(line):
        text += line[at : match.start()]
        clauses.append(LabelledClause(len(text), len(text) + len(match[1]), match[2]))
        text, at = text + match[1], match.end()
    text += line[at:]
    if not clauses or "[" in text or "](" in text:
        raise ValueError(f"{path}: “{line}” should be clauses like [what degree](asks).")
    return text, clauses
