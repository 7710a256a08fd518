"""``python -m server``: what it needs, and what it says when that is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
import requests
from rasa.core.tracker_store import SQLTrackerStore

from server.supervision.servers import free_port, is_up
from tests.conftest import MODEL
from tests.waiting import SECONDS, wait_until


def start(
    *arguments: str, folder: Path = Path(), settings: Mapping[str, str] = MappingProxyType({})
) -> tuple[int, str, str]:
    """Starts a server that doesn't start; returns its exit code and what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "server", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path().absolute()), **settings},
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    return done.returncode, done.stdout, done.stderr


def test_a_model_that_is_missing_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "another.tar.gz").touch()  # which Rasa would take
    sentence = "There is no model models/assistant.tar.gz: 'make train' makes one.\n"
    assert start(folder=tmp_path) == (1, "", sentence)


@pytest.mark.parametrize("option", ["--endpoints", "--credentials"])
def test_a_file_that_is_missing_is_one_sentence(option: str) -> None:
    assert start(option, "nowhere.yml") == (1, "", "There is no file nowhere.yml.\n")


def test_a_channel_that_is_missing_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "credentials.yml").write_text("channels.fax.FaxInput:\n", encoding="utf-8")
    code, _, said = start("--model", str(MODEL), "--credentials", str(tmp_path / "credentials.yml"))
    assert code == 1
    assert "Failed to find input channel class for 'channels.fax.FaxInput'" in said
    assert "Traceback" not in said


def test_a_file_that_is_no_yaml_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "endpoints.yml").write_text("tracker_store: {", encoding="utf-8")
    code, _, said = start("--model", str(MODEL), "--endpoints", str(tmp_path / "endpoints.yml"))
    assert code == 1
    assert "Failed to read YAML" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("name", "value"), [("RETENTION_DAYS", "soon"), ("RATE_LIMIT_ADDRESS", "many")]
)
def test_a_setting_that_is_wrong_is_one_sentence(name: str, value: str) -> None:
    code, _, said = start("--model", str(MODEL), settings={name: value})
    assert code == 1
    assert name in said.splitlines()[-1]
    assert "Traceback" not in said


def test_without_the_web_channel_everything_else_runs(tmp_path: Path) -> None:
    """Rate limits, health checks, metrics, request ids, retention: no channel brings them."""
    store = SQLTrackerStore(db=str(tmp_path / "conversations.db"))
    event = store.SQLEvent
    with store.session_scope() as session:
        session.add(event(sender_id="old", type_name="user", timestamp=1.0, data="{}"))
        session.commit()

    def conversations() -> int:
        with store.session_scope() as session:
            return int(session.query(event).count())

    credentials = tmp_path / "credentials.yml"
    credentials.write_text("channels.rest.channel.PlainTextRestInput:\n", encoding="utf-8")
    port = free_port()
    command = [sys.executable, "-m", "server", "--credentials", str(credentials)]
    command += ["--port", str(port)]
    settings = {
        "CONVERSATIONS_DB": str(tmp_path / "conversations.db"),
        "EVENTS_DB": str(tmp_path / "events.db"),
        "RATE_LIMIT_ADDRESS": "3 per hour",
    }
    assert conversations() == 1
    with subprocess.Popen(
        [*command, "--port", str(port)], env={**os.environ, **settings}
    ) as server:
        try:
            url = f"http://127.0.0.1:{port}"
            wait_until(lambda: is_up(f"{url}/health"))
            wait_until(lambda: conversations() == 0, "it was not erased")
            metrics = requests.get(f"{url}/metrics", timeout=10)
            assert 'assistant_http_responses_total{route="/health",status="200"}' in metrics.text
            assert {"X-Request-ID", "X-Content-Type-Options"} <= set(metrics.headers)
            statuses = [requests.get(f"{url}/chat", timeout=10).status_code for _ in range(40)]
            assert (statuses[0], statuses[-1]) == (404, 429)
        finally:
            server.terminate()
        assert server.wait(20) == 0
