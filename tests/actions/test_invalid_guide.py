"""The action server doesn't start on a guide that is wrong, and says where it is."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path


def test_the_action_server_refuses_an_invalid_guide(tmp_path: Path) -> None:
    for folder in ("actions", "guide", "monitoring", "server", "stores", "data/guide"):
        shutil.copytree(folder, tmp_path / folder)
    salary = tmp_path / "data/guide/salary.yml"
    lines = salary.read_text().splitlines()
    line = next(number for number, each in enumerate(lines, 1) if each.startswith("average:"))
    lines[line - 1] = "average: {amount: a lot, provider: glassdoor}"
    salary.write_text("\n".join(lines))

    server = subprocess.run(
        [sys.executable, "-m", "server.actions", "--port", "0"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert server.returncode != 0
    mistake = f"data/guide/salary.yml, line {line}, average.amount: value is not a valid integer"
    assert mistake in server.stderr
    assert "Traceback" not in server.stderr
