"""A server that can't be kept running is given up, and ``make serve`` ends with a sentence."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

import psutil

from tests.faults.served import Served
from tests.waiting import wait_until

BROKEN = "server: echo the guide is gone; exit 3\n"


def test_everything_is_stopped_and_it_says_why(project: Path, tmp_path: Path) -> None:
    configuration = project / "supervisord.conf"
    settings = configuration.read_text(encoding="utf-8")
    quick = re.sub("startretries = [0-9]+", "startretries = 1", settings)
    configuration.write_text(quick, encoding="utf-8")
    with Served(tmp_path, tmp_path, project) as served:
        family = psutil.Process(served.process.pid).children(recursive=True)
        (project / "Procfile").write_text(BROKEN, encoding="utf-8")
        os.kill(served.pid("server"), signal.SIGKILL)

        wait_until(lambda: served.process.poll() is not None, "it goes on without the server")
        assert served.process.returncode == 1
    said = (tmp_path / "serve.out").read_text(encoding="utf-8")
    assert "The assistant could not be kept running." in said
    assert "the guide is gone" in said
    assert "Traceback" not in said
    assert [process for process in family if process.is_running()] == []
