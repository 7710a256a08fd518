"""Forms of a text in which every character keeps its place."""

from __future__ import annotations

import pytest

from components.fold import fold, shorten_marks


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Montréal", "Montreal"), ("l\u2019été", "l'ete"), ("\u202e👍🏿", "\u202e👍🏿"), ("", "")],
)
def test_accents_go_and_places_stay(text: str, plain: str) -> None:
    assert fold(text) == plain


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("(" * 8 + "pay?", "(" * 8 + "pay?"),
        ("(" * 12 + "pay?", "(" * 8 + "    pay?"),
        ("pay" + '([{"' * 3 + "😀", "pay" + '([{"([{"' + " " * 5),
        ("pay ??? ... !!! in Toronto", "pay ??? ... !!! in Toronto"),
    ],
)
def test_only_long_runs_of_marks_are_cut(text: str, short: str) -> None:
    assert shorten_marks(text) == short
    assert len(short) == len(text)
