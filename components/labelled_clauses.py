"""The training data of clause segmentation: ``data/clauses.yml``."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from components.clause_model import LabelledClause
from guide.yaml_file import parse

LABELLED_CLAUSES = Path("data/clauses.yml")
LABELS = ("asks", "names", "tells", "leans")

# Text in square brackets, its label in round ones behind it.
_LABELLED = re.compile(r"\[([^\[\]]*\w[^\[\]]*)\]\((\w+)\)")

Example = tuple[str, list[LabelledClause]]


def read_labelled_clauses(path: Path = LABELLED_CLAUSES) -> list[Example]:
    """Reads messages and their clauses.

    Raises:
        OSError: there is no such file.
        ValueError: a line has a bracket that is no labelled clause; says which.
    """
    content = parse(path.read_bytes())
    lines = (line.removeprefix("- ") for line in str(content["clauses"]).splitlines())
    return [labelled_text(line.replace("\\n", "\n"), LABELS, path) for line in lines]


def labelled_text(line: str, labels: Collection[str], path: Path) -> Example:
    """A text and what is labelled in it, from "[what degree](asks) and [the pay](names)".

    Args:
        line: as it stands in a file.
        labels: those there are.
        path: of the file.

    Raises:
        ValueError: a bracket is no labelled text.
    """
    text, at = "", 0
    labelled = []
    for match in _LABELLED.finditer(line):
        if match[2] not in labels:
            continue
        text += line[at : match.start()]
        labelled.append(LabelledClause(len(text), len(text) + len(match[1]), match[2]))
        text, at = text + match[1], match.end()
    text += line[at:]
    if not labelled or "[" in text or "](" in text:
        example = f"[…]({next(iter(labels))})"
        raise ValueError(f"{path}: “{line}” should be labelled in brackets: {example}.")
    return text, labelled
