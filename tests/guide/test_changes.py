"""What an edit changes is shown: the sentences before and now, and figures by more than half."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide import Guide, load_guide
from guide.changes import changed_answers, large_changes
from tests.guide.test_load import AVERAGE, directory, edit

__all__ = ["directory"]


def test_nothing_changes_without_an_edit(guide: Guide) -> None:
    assert changed_answers(guide, guide) == []
    assert list(large_changes(guide, guide)) == []


def test_a_sentence_is_shown_once_however_many_answers_have_it(
    guide: Guide, directory: Path
) -> None:
    edit(directory, "cities", "There is nothing on {item}, so", "{item} isn't in it, so")

    changes = changed_answers(guide, load_guide(directory))

    calgary = next(change for change in changes if "calgary" in change.question)
    assert calgary.before == (
        "There is nothing on Calgary, so I can't say what the work is like there.",
    )
    assert calgary.now == ("Calgary isn't in it, so I can't say what the work is like there.",)
    assert calgary.others == 0


def test_answers_that_change_alike_are_counted(guide: Guide, directory: Path) -> None:
    edit(directory, "phrases", "The guide covers Canada only.", "Only Canada is covered.")

    [change] = changed_answers(guide, load_guide(directory))

    assert change.now == ("Only Canada is covered.",)
    assert change.others > 10
    assert str(change).splitlines()[-1] == f"  (and {change.others} more answers in the same way)"


def test_a_city_more_is_shown_where_cities_are_named(guide: Guide, directory: Path) -> None:
    added = "  - {id: halifax, name: Halifax, based_on: [introduction.3]}\nothers:\n"
    edit(directory, "cities", "  - {id: halifax, name: Halifax}\n", "")
    edit(directory, "cities", "others:\n", added)

    said = [line for change in changed_answers(guide, load_guide(directory)) for line in change.now]

    assert "Halifax" in said
    assert any("Toronto, Vancouver, Montreal and Halifax" in line for line in said)


@pytest.mark.parametrize(
    ("share", "is_large"), [(0.8, False), (1.4, False), (0.45, True), (1.6, True)]
)
def test_a_figure_that_changes_by_more_than_half_is_named(
    guide: Guide, directory: Path, share: float, is_large: bool
) -> None:
    before = guide.topic("salary").average.amount  # type: ignore[attr-defined]
    edit(directory, "salary", AVERAGE, str(round(before * share)))

    # Loaded without the check that the average lies among the bands.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("guide.load.implausible", lambda _: iter(()))
        found = list(large_changes(guide, load_guide(directory)))

    assert [path for path, _ in found] == [("average", "amount")] * is_large
