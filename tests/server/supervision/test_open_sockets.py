"""A socket that supervisord keeps open: connections wait while the server is away."""

from __future__ import annotations

import socket
import sys
import time
from pathlib import Path

import pytest

from server.supervision.servers import free_port
from server.supervision.supervisord import Supervision, call
from tests.waiting import wait_until

CONFIGURATION = """
[supervisord]
nodaemon = true
silent = true
logfile = %(ENV_SERVE_FOLDER)s/supervisord.log
pidfile = %(ENV_SERVE_FOLDER)s/supervisord.pid

[unix_http_server]
file = %(ENV_SERVE_FOLDER)s/supervisor.sock

[rpcinterface:supervisor]
supervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface

[rpcinterface:open_sockets]
supervisor.rpcinterface_factory = server.supervision.open_sockets:OpenSockets

[fcgi-program:server]
socket = tcp://127.0.0.1:PORT
command = PYTHON listener.py
startsecs = 0
"""
SERVER = """
import os, socket

listening = socket.socket(fileno=0)
while True:
    connection, _ = listening.accept()
    connection.sendall(str(os.getpid()).encode())
    connection.close()
"""


def test_connections_wait_until_the_server_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    monkeypatch.setenv("PYTHONPATH", str(Path().absolute()))
    monkeypatch.chdir(tmp_path)
    configuration = CONFIGURATION.replace("PORT", str(port)).replace("PYTHON", sys.executable)
    Path("supervisord.conf").write_text(configuration)
    Path("listener.py").write_text(SERVER)

    def ask() -> str:
        with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
            return connection.recv(100).decode()

    with Supervision(tmp_path / "logs") as supervision:
        wait_until(lambda: _runs(supervision))
        first = ask()
        call(supervision.folder, "stopProcess", "server")
        with socket.create_connection(("127.0.0.1", port), timeout=20) as waiting:
            time.sleep(0.5)
            call(supervision.folder, "startProcess", "server")
            second = waiting.recv(100).decode()
    assert first != second
    assert first.isdecimal() and second.isdecimal()
    with pytest.raises(ConnectionRefusedError):
        ask()


def _runs(supervision: Supervision) -> bool:
    try:
        return bool(call(supervision.folder, "getProcessInfo", "server")["pid"])
    except OSError:
        return False
