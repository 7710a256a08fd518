"""The action server beside the shell starts and ends with it, or says why it doesn't start."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.shell.action_server import action_server
from server.supervision.servers import is_up


def test_it_is_there_for_as_long_as_it_is_needed() -> None:
    with action_server() as actions:
        actions.wait_until_up()
        assert is_up(f"{actions.address}/health")
        assert actions.url == f"{actions.address}/webhook"
    assert not is_up(f"{actions.address}/health")
    assert actions.process.returncode is not None


def test_one_that_does_not_start_shows_its_log(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "server").mkdir()
    (tmp_path / "server/actions.py").write_text("raise SystemExit('The guide is not valid.')")
    monkeypatch.chdir(tmp_path)
    with action_server() as actions, pytest.raises(SystemExit, match="The guide is not valid"):
        actions.wait_until_up()
