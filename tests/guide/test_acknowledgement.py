"""A message that says no more than that it was read."""

from __future__ import annotations

import pytest

from guide.acknowledgement import is_acknowledgement


@pytest.mark.parametrize("text", ["ok", "I see!", "Makes sense", "d'accord", "👍", "oh nice"])
def test_it_says_no_more(text: str) -> None:
    assert is_acknowledgement(text)


@pytest.mark.parametrize("text", ["ok and the pay?", "yes", "no", "d'accord, et le salaire?"])
def test_it_says_something(text: str) -> None:
    assert not is_acknowledgement(text)
