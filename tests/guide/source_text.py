"""The published guide's text, cut into the sentences that `based_on` refers to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from guide.model import Section

# Beside the clone, and no part of it: the text is its publisher's.
PATH = Path("../shared/guide-source.txt")


@dataclass(frozen=True)
class Sentence:
    """A sentence, an entry of a list, the cell of a table, or a heading.

    Attributes:
        text: its words.
        is_prose: whether others can say it in other words; names in lists and titles can't be.
    """

    text: str
    is_prose: bool


def sentences_of(text: str, sections: Sequence[Section]) -> Mapping[str, Sentence]:
    """Every sentence by its reference, such as ``education.2``.

    A section begins at its heading, which is number 0; the first one, which has none, at the start.
    """
    headings = {section.heading: section.id for section in sections if section.heading}
    section, number = sections[0].id, 0
    found: dict[str, Sentence] = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if line in headings:
            section, number = headings[line], 0
            found[f"{section}.0"] = Sentence(line, is_prose=False)
            continue
        for sentence in _cut(line):
            number += 1
            found[f"{section}.{number}"] = sentence
    return found


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case, whatever the apostrophes and marks."""
    return re.findall(r"[a-z0-9']+", text.lower().replace("’", "'").replace(",000", "000"))


def _cut(line: str) -> list[Sentence]:
    if line.startswith("|"):
        return [Sentence(cell.strip(), is_prose=False) for cell in line.strip("|").split("|")]
    if line.startswith("- ") or line.lower().startswith("also read:"):
        return [Sentence(line.removeprefix("- "), is_prose=False)]
    return [Sentence(part, is_prose=True) for part in re.split(r"(?<=[.?!])\s+(?=[A-Z])", line)]
