"""The guide in force, while it is edited and taken up."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from guide import GUIDE_DIRECTORY, GuideError, edition
from guide.edition import Edition, current_edition, take_up_edited
from guide.model import Guide, SalaryTopic


def average(guide: Guide) -> int:
    topic = guide.topic("salary")
    assert isinstance(topic, SalaryTopic)
    return topic.average.amount


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "guide"
    shutil.copytree(GUIDE_DIRECTORY, folder)
    monkeypatch.setattr(edition, "GUIDE_DIRECTORY", folder)
    monkeypatch.setattr(edition, "_current", None)
    return folder


def edit(folder: Path, old: str, new: str) -> None:
    file = folder / "salary.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_an_edited_guide_takes_over(copy: Path) -> None:
    before = current_edition()
    edit(copy, f"amount: {average(before.guide)}", "amount: 99000")
    assert current_edition() is before

    take_up_edited()

    assert average(current_edition().guide) == 99000
    assert current_edition().version != before.version


def test_an_unchanged_guide_stays_the_same_object(copy: Path) -> None:
    before = current_edition()
    take_up_edited()
    assert current_edition() is before


def test_a_broken_guide_changes_nothing_until_it_is_mended(copy: Path) -> None:
    before = current_edition()
    edit(copy, f"amount: {average(before.guide)}", "amount: none")

    with pytest.raises(GuideError, match=r"salary\.yml"):
        take_up_edited()

    assert current_edition() is before
    edit(copy, "amount: none", "amount: 99000")
    take_up_edited()
    assert average(current_edition().guide) == 99000


def test_a_broken_guide_at_first_ends_the_program_with_a_sentence(copy: Path) -> None:
    edit(copy, "average:", "averag:")
    with pytest.raises(SystemExit, match=r"The guide is not valid\.\n  .*salary\.yml, line"):
        current_edition()


def test_two_of_one_guide_have_the_same_version(tmp_path: Path) -> None:
    shutil.copytree(GUIDE_DIRECTORY, tmp_path / "guide")
    assert Edition.read(tmp_path / "guide").version == Edition.read(GUIDE_DIRECTORY).version
