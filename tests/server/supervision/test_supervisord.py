from __future__ import annotations

import xmlrpc.client
from pathlib import Path

import pytest

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

[program:echo]
command = sh -c "echo the last words; COMMAND"
startretries = 1
redirect_stderr = true
stdout_logfile = %(ENV_SERVE_FOLDER)s/echo.log
"""


def supervise(folder: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> Supervision:
    (folder / "supervisord.conf").write_text(CONFIGURATION.replace("COMMAND", command))
    monkeypatch.chdir(folder)
    return Supervision(folder / "logs")


def test_where_nothing_runs_a_call_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        call(tmp_path, "getAllProcessInfo")


def test_a_server_that_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with supervise(tmp_path, "sleep 60", monkeypatch) as supervision:
        wait_until(lambda: "the last words" in supervision.last_words())
        assert not supervision.has_failed()
        with pytest.raises(xmlrpc.client.Fault):
            call(supervision.folder, "startProcess", "another")
    assert supervision.has_failed(), "it has been stopped"


def test_a_server_that_ends_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with supervise(tmp_path, "exit 3", monkeypatch) as supervision:
        wait_until(supervision.has_failed)
        assert "echo.log:\nthe last words" in supervision.last_words()
