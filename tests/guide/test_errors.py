"""Where a mistake in the guide is, in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.errors import GuideError


@pytest.mark.parametrize(
    ("line", "field", "said"),
    [
        (7, "average.amount", "a.yml, line 7, average.amount: wrong"),
        (7, "", "a.yml, line 7: wrong"),
        (None, "", "a.yml: wrong"),
    ],
)
def test_it_names_file_line_and_field_as_far_as_they_are_known(
    line: int | None, field: str, said: str
) -> None:
    assert str(GuideError(Path("a.yml"), line, field, "wrong")) == said
