"""Coreference to a line of the last list."""

import pytest

from actions.named_line import named_line

LINES = ("**Data management**", "Monitoring and deployment", "Visualization and data analysis")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("what about the monitoring part", 1),
        ("how would they deploy, what is that", 1),
        ("la visualisation ?", 2),
        ("ANALYSIS?", 2),
        ("what about it", None),
        ("and the salary", None),
        ("data management or deployment?", None),  # two of them
    ],
)
def test_named_line(text: str, place: int | None) -> None:
    assert named_line(LINES, text) == place


def test_no_lines() -> None:
    assert named_line((), "monitoring") is None
