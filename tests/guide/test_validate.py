"""``python -m guide.validate``: what an editor of the guide sees."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from guide import load_guide
from guide.validate import main
from tests.guide.test_load import AVERAGE, directory, edit

__all__ = ["directory"]


@pytest.fixture
def edited(monkeypatch: pytest.MonkeyPatch, directory: Path) -> Path:
    """A copy of the guide, which is the one that is checked."""
    load = load_guide
    monkeypatch.setattr("guide.validate.load_guide", lambda folder=directory: load(folder))
    return directory


def test_a_valid_guide_is_counted(capsys: pytest.CaptureFixture[str], edited: Path) -> None:
    assert main([]) == 0
    assert capsys.readouterr().out.startswith(
        f"The guide is valid: {len(list(edited.glob('*.yml'))) - 3} topics"
    )


def test_a_mistake_is_printed_and_fails(capsys: pytest.CaptureFixture[str], edited: Path) -> None:
    edit(edited, "salary", AVERAGE, "a lot")

    assert main([]) == 1
    assert "salary.yml, line" in capsys.readouterr().err


def test_a_sentence_that_cannot_be_made_fails(
    capsys: pytest.CaptureFixture[str], edited: Path
) -> None:
    edit(edited, "demand", "    see: trends\n", "")

    assert main([]) == 1
    assert "one can't be made: KeyError('article')" in capsys.readouterr().err


def test_a_list_that_is_announced_and_empty_fails(
    capsys: pytest.CaptureFixture[str], edited: Path
) -> None:
    (edited / "interviews.yml").write_text(
        "topic: interviews\nkind: list\nlabel: interviews\n"
        "question: How do I prepare?\nanswer: 'To be ready, you can:'\n"
        "suggest: [networking, job_search]\n",
        encoding="utf-8",
    )

    assert main([]) == 1
    assert "interviews.yml: lists nothing after “To be ready, you can:”" in capsys.readouterr().err


def test_changes_are_shown(
    capsys: pytest.CaptureFixture[str], edited: Path, tmp_path: Path
) -> None:
    before = tmp_path / "before"
    edited.rename(before)
    shutil.copytree(before, edited)
    edit(edited, "demand", "The guide names no drawbacks.", "No drawbacks are in the guide.")

    assert main(["--against", str(before)]) == 0
    assert capsys.readouterr().out.startswith(
        "Is it a good career in Canada? (drawbacks)\n"
        "  before: The guide names no drawbacks.\n"
        "  now:    No drawbacks are in the guide.\n"
    )


def test_a_figure_that_changes_much_fails_unless_somebody_is_sure(
    capsys: pytest.CaptureFixture[str], edited: Path, tmp_path: Path
) -> None:
    before = tmp_path / "before"
    shutil.copytree(edited, before)
    highest = re.compile(r"(?<=last_year: 14\n    pay: \{low: 100000, high: )\d+")
    edit(before, "salary", highest, "110000")

    assert main(["--against", str(before)]) == 1
    said = capsys.readouterr()
    assert "bands[3].pay.high" in said.err and "by more than half" in said.err
    assert main(["--against", str(before), "--sure"]) == 0


def test_a_guide_of_an_older_program_is_not_compared(
    capsys: pytest.CaptureFixture[str], edited: Path, tmp_path: Path
) -> None:
    (tmp_path / "older").mkdir()

    assert main(["--against", str(tmp_path / "older")]) == 0
    assert "of an older program" in capsys.readouterr().out
