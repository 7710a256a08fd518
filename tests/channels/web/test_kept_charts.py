"""A chart is read from its file only if it is the one that would be drawn."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from channels.web import kept_charts
from guide import GUIDE_DIRECTORY
from guide.charts import Theme, draw
from guide.edition import Edition, current_edition
from guide.text import Language
from tests.guide.test_load import AVERAGE, edit

SALARY: tuple[str, Language, Theme] = ("salary", "en", "light")


@pytest.fixture(autouse=True)
def file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where a chart is kept; another is kept beside it."""
    monkeypatch.setattr(kept_charts, "FOLDER", tmp_path / "charts")
    kept_charts.svg(current_edition(), "career_path", "en", "light")
    return tmp_path / "charts/salary-en-light.svg"


def test_it_is_the_one_that_was_drawn(file: Path) -> None:
    drawn = draw(current_edition().guide, *SALARY, "svg")
    for _ in range(2):
        assert kept_charts.svg(current_edition(), *SALARY) == drawn
        assert file.read_bytes().endswith(drawn)


def test_of_a_file_that_is_there_nothing_is_drawn(file: Path) -> None:
    kept_charts.svg(current_edition(), *SALARY)
    program = f"""
import sys
from pathlib import Path
from channels.web import kept_charts
from guide.edition import current_edition

kept_charts.FOLDER = Path({str(file.parent)!r})
assert kept_charts.svg(current_edition(), "salary", "en", "light").startswith(b"<?xml")
assert "matplotlib" not in sys.modules
kept_charts.svg(current_edition(), "salary", "fr", "light")
assert "matplotlib" in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize("size", [0, 10, 64, 65, 5_000])
def test_half_a_file_is_drawn_anew(file: Path, size: int) -> None:
    drawn = kept_charts.svg(current_edition(), *SALARY)
    whole = file.read_bytes()
    file.write_bytes(whole[:size])
    assert kept_charts.svg(current_edition(), *SALARY) == drawn
    assert file.read_bytes() == whole


def test_a_file_of_another_chart_is_not_taken(file: Path) -> None:
    drawn = kept_charts.svg(current_edition(), *SALARY)
    shutil.copyfile(file.with_name("career_path-en-light.svg"), file)
    assert kept_charts.svg(current_edition(), *SALARY) == drawn


def test_an_edited_guide_has_charts_of_its_own(tmp_path: Path) -> None:
    before = kept_charts.svg(current_edition(), *SALARY)
    folder = Path(shutil.copytree(GUIDE_DIRECTORY, tmp_path / "guide"))
    edit(folder, "salary", AVERAGE, "91000")
    edited = Edition.read(folder)
    after = kept_charts.svg(edited, *SALARY)
    assert after == draw(edited.guide, *SALARY, "svg")
    assert after != before


def test_another_program_draws_its_own(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_charts.svg(current_edition(), *SALARY)
    before = file.read_bytes()
    monkeypatch.setattr(kept_charts, "_program", lambda: "another")
    kept_charts.svg(current_edition(), *SALARY)
    assert file.read_bytes() != before


def test_where_nothing_can_be_kept_it_is_drawn(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.parent.joinpath("a file").touch()
    monkeypatch.setattr(kept_charts, "FOLDER", file.parent / "a file")
    drawn = draw(current_edition().guide, *SALARY, "svg")
    assert kept_charts.svg(current_edition(), *SALARY) == drawn
