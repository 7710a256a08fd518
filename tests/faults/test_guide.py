"""The guide is edited while the assistant runs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cluster.people import Crowd, Person
from tests.faults.served import Served, assert_nothing_is_lost

LEFT_OUT = shutil.ignore_patterns(".*", "tests", "node_modules", "reports", "*.db", "__pycache__")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An assistant whose guide may be edited."""
    project = tmp_path_factory.mktemp("copy") / "project"
    shutil.copytree(Path(), project, ignore=LEFT_OUT)
    (project / "web" / "node_modules").symlink_to(Path("web/node_modules").absolute())
    logs = tmp_path_factory.mktemp("copy_logs")
    with Served(logs, logs, project) as running:
        yield running


def reload(assistant: Served) -> subprocess.CompletedProcess[str]:
    """What ``make reload`` does once the model is trained."""
    command = [sys.executable, "-m", "scripts.reload", "--folder", str(assistant.logs)]
    return subprocess.run(command, cwd=assistant.project, capture_output=True, text=True)


def test_a_broken_guide_is_refused_and_an_edited_one_taken_up(copy: Served) -> None:
    guide = copy.project / "data" / "guide" / "salary.yml"
    before = guide.read_text(encoding="utf-8")
    process = copy.pid("actions")
    with Crowd(copy.url).asking() as crowd:
        guide.write_text(before.replace("amount: 100000", "amount: plenty"), encoding="utf-8")
        refused = reload(copy)
        assert refused.returncode == 1
        assert "average.amount: value is not a valid integer" in refused.stdout + refused.stderr
        assert copy.pid("actions") == process

        guide.write_text(before.replace("amount: 100000", "amount: 123000"), encoding="utf-8")
        taken_up = reload(copy)
        assert taken_up.returncode == 0, taken_up.stderr
        copy.wait_until_ready()
    assert crowd.refusals == []
    assert "CAD 123,000" in Person(copy.url).say("How much do ML engineers earn?")[0]["text"]
    assert_nothing_is_lost(crowd)
