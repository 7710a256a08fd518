"""The training data of the point reader: ``data/points.yml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from guide.yaml_file import parse

LABELLED_POINTS = Path("data/points.yml")
NO_POINT = "none"
"""The label of questions that ask for no point of the list."""

Labelled = tuple[str, str]
"""A question, and the id of the point that it asks for or `NO_POINT`."""


def read_labelled_points(path: Path = LABELLED_POINTS) -> Mapping[str, Sequence[Labelled]]:
    """Reads the questions of each topic.

    Raises:
        OSError: there is no such file.
        ValueError: a topic has fewer than two labels, or an entry that is no text; says which.
    """
    content = parse(path.read_bytes())
    found: dict[str, Sequence[Labelled]] = {}
    for topic, points in content.items():
        lines = [(line, label) for label, of_label in points.items() for line in of_label]
        wrong = next((line for line, _ in lines if not isinstance(line, str)), None)
        if wrong is not None or len(points) < 2:
            raise ValueError(f"{path}: {topic}: {wrong or 'needs two labels'} isn't a question.")
        found[topic] = lines
    return found
