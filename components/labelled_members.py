"""The training data of the member reader: ``data/members.yml``."""

from __future__ import annotations

from pathlib import Path

from components.clause_model import LabelledClause
from components.labelled_clauses import Example, labelled_text
from guide.yaml_file import parse

LABELLED_MEMBERS = Path("data/members.yml")
LABEL = "member"

# So many questions are made of one, with the members of others: which words stand around a member
# tells more than which it is.
_VARIATIONS = 6
# How far apart the questions are that lend their members.
_STRIDE = 37


def read_labelled_members(path: Path = LABELLED_MEMBERS) -> list[Example]:
    """Reads the questions, each also with the members of some others of its language.

    Raises:
        OSError: there is no such file.
        ValueError: a line has no labelled member; says which.
    """
    content = parse(path.read_bytes())
    examples: list[Example] = []
    for lines in content.values():
        examples += _varied(
            [
                labelled_text(line.removeprefix("- "), (LABEL,), path)
                for line in str(lines).splitlines()
            ]
        )
    return examples


def _varied(examples: list[Example]) -> list[Example]:
    members = [text[labelled[0].start : labelled[0].end] for text, labelled in examples]
    return [
        _with_member(example, members[(place + times * _STRIDE) % len(members)])
        for times in range(_VARIATIONS)
        for place, example in enumerate(examples)
    ]


def _with_member(example: Example, member: str) -> Example:
    text, [labelled, *_] = example
    start = labelled.start
    return (
        text[:start] + member + text[labelled.end :],
        [LabelledClause(start, start + len(member), LABEL)],
    )
