"""The guide in force, while it is edited and reloaded."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from channels.current_guide import CurrentGuide
from guide import GUIDE_DIRECTORY
from guide.model import Guide, SalaryTopic


def average(guide: Guide) -> int:
    topic = guide.topic("salary")
    assert isinstance(topic, SalaryTopic)
    return topic.average.amount


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "guide"
    shutil.copytree(GUIDE_DIRECTORY, folder)
    return folder


def edit(folder: Path, old: str, new: str) -> None:
    file = folder / "salary.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_reloaded_guide_takes_over(copy: Path) -> None:
    current = CurrentGuide(copy)
    before = current.edition
    edit(copy, f"amount: {average(before.guide)}", "amount: 99000")

    current.refresh()

    assert average(current.edition.guide) == 99000
    assert current.edition.version != before.version


def test_an_unchanged_guide_stays_the_same_object(copy: Path) -> None:
    current = CurrentGuide(copy)
    before = current.edition
    current.refresh()
    assert current.edition is before


def test_a_broken_copy_changes_nothing_until_it_is_mended(
    copy: Path, caplog: pytest.LogCaptureFixture
) -> None:
    current = CurrentGuide(copy)
    before = current.edition
    figure = f"amount: {average(before.guide)}"
    edit(copy, figure, "amount: none")

    current.refresh()

    assert current.edition is before
    assert "salary.yml" in caplog.text
    edit(copy, "amount: none", "amount: 99000")
    current.refresh()
    assert average(current.edition.guide) == 99000


@pytest.mark.parametrize("folder", [None, Path("nowhere")])
def test_without_a_copy_it_is_the_projects_own(folder: Path | None) -> None:
    current = CurrentGuide(folder)
    before = current.edition
    current.refresh()
    assert current.edition is before
