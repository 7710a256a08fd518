"""A project whose server is a stand-in."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

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


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """``make serve`` for a server that starts quickly."""
    project = tmp_path / "project"
    project.mkdir()
    for part in ("server", "guide", "data"):
        (project / part).symlink_to(Path(part).absolute())
    shutil.copy("supervisord.conf", project)
    (project / "stand_in.py").write_text(SERVER, encoding="utf-8")
    (project / "Procfile").write_text(f"server: {STAND_IN}\n", encoding="utf-8")
    return project
