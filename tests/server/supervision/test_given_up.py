"""A server that can't be kept running is given up, and ``make serve`` ends with a sentence."""

from __future__ import annotations

import os
import re
import signal
import sys
from pathlib import Path

import psutil
import pytest

from tests.faults.served import Served
from tests.waiting import wait_until

# A web server that is up at once and ready for everything; what else there is, is the project's.
# Without a port it listens on the socket that it is given.
STAND_IN = f"exec {sys.executable} stand_in.py"
SERVER = """
import http.server, socket, sys

class Ready(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        pass

if len(sys.argv) > 1:
    server = http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Ready)
else:
    server = http.server.HTTPServer(("", 0), Ready, bind_and_activate=False)
    server.socket = socket.socket(fileno=0)
server.serve_forever()
"""
BROKEN = "server: echo the guide is gone; exit 3"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """``make serve`` for servers that start quickly, and are given up quickly."""
    project = tmp_path / "project"
    project.mkdir()
    for part in ("server", "data"):
        (project / part).symlink_to(Path(part).absolute())
    settings = Path("supervisord.conf").read_text(encoding="utf-8")
    quick = re.sub("startretries = [0-9]+", "startretries = 1", settings)
    (project / "supervisord.conf").write_text(quick, encoding="utf-8")
    (project / "stand_in.py").write_text(SERVER, encoding="utf-8")
    (project / "Procfile").write_text(f"server: {STAND_IN}\n", encoding="utf-8")
    return project


def test_everything_is_stopped_and_it_says_why(project: Path, tmp_path: Path) -> None:
    with Served(tmp_path, tmp_path, project) as served:
        family = psutil.Process(served.process.pid).children(recursive=True)
        procfile = project / "Procfile"
        text = procfile.read_text(encoding="utf-8")
        procfile.write_text(re.sub("^server: .*$", BROKEN, text, flags=re.M), encoding="utf-8")
        os.kill(served.pid("server"), signal.SIGKILL)

        wait_until(lambda: served.process.poll() is not None, "it goes on without the server")
        assert served.process.returncode == 1
    said = (tmp_path / "serve.out").read_text(encoding="utf-8")
    assert "The assistant could not be kept running." in said
    assert "the guide is gone" in said
    assert "Traceback" not in said
    assert [process for process in family if process.is_running()] == []
