"""What the words of a label stand for."""

from __future__ import annotations

import pytest

from evaluation.understanding.entity_values import canonical


@pytest.mark.parametrize(
    ("entity", "written", "value"),
    [
        ("skill_group", "technical", "core"),
        ("provider", "AWS", "amazon"),
        ("degree_field", "Computer Science", "computer_science"),
        ("experience_years", "3-4", "3-4"),
        ("city", "Atlantis", "atlantis"),
    ],
)
def test_a_name_stands_for_its_id(entity: str, written: str, value: str) -> None:
    assert canonical(entity, written) == value
