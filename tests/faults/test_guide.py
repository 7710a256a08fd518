"""The guide is edited while the assistant runs."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.served import Served
from tests.people import Crowd, Person

LEFT_OUT = shutil.ignore_patterns(".*", "tests", "node_modules", "reports", "*.db", "__pycache__")
WRONG = "average.amount: value is not a valid integer"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, whose guide may be edited."""
    copy = tmp_path / "project"
    shutil.copytree(Path(), copy, ignore=LEFT_OUT)
    (copy / "web" / "node_modules").symlink_to(Path("web/node_modules").absolute())
    return copy


@pytest.fixture
def copy(project: Path, tmp_path: Path) -> Iterator[Served]:
    logs = tmp_path / "logs"
    logs.mkdir()
    with Served(logs, logs, project) as running:
        yield running


def change_average(project: Path, amount: str) -> None:
    guide = project / "data" / "guide" / "salary.yml"
    before = guide.read_text(encoding="utf-8")
    after = re.sub(r"^average: {amount: \w+", f"average: {{amount: {amount}", before, flags=re.M)
    assert after != before
    guide.write_text(after, encoding="utf-8")


def test_a_broken_guide_is_refused_and_an_edited_one_taken_up(copy: Served) -> None:
    process = copy.pid("server")
    with Crowd(copy.url).asking() as crowd:
        change_average(copy.project, "plenty")
        refused = copy.restart("guide")
        assert refused.returncode == 1
        assert WRONG in refused.stdout + refused.stderr
        assert copy.pid("server") == process

        change_average(copy.project, "123000")
        taken_up = copy.restart("guide")
        assert taken_up.returncode == 0, taken_up.stderr
        assert "  now:    ML engineers in Canada earn CAD 123,000 a year" in taken_up.stdout
        assert copy.pid("server") == process
        copy.wait_until_ready()
    assert crowd.refusals == []
    assert "CAD 123,000" in Person(copy.url).say("How much do ML engineers earn?")[0]["text"]
    crowd.assert_nothing_is_lost()


def test_it_does_not_start_on_a_broken_guide(project: Path, tmp_path: Path) -> None:
    change_average(project, "plenty")

    with pytest.raises(AssertionError, match=f"The assistant did not start[^$]*{WRONG}"):
        Served(tmp_path, tmp_path, project).__enter__()
