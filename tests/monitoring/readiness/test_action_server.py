from __future__ import annotations

from pathlib import Path

import requests
from rasa.core.agent import Agent
from rasa.utils.endpoints import EndpointConfig

from evaluation.assistant import Assistant
from server.action_endpoint import ActionEndpoint
from tests.monitoring.probe import becomes_broken, becomes_ready, broken, ready
from tests.serving import serving


def test_one_that_is_stopped(fragile: Assistant) -> None:
    fragile.stop("actions")
    becomes_broken(fragile.url, "action_server", "is it running?")
    assert ready(fragile.url, "?exclude=action_server").status_code == 200
    assert ready(fragile.url, "?exclude=tracker_store").status_code == 503
    assert requests.get(f"{fragile.url}/health", timeout=30).status_code == 200
    fragile.start("actions")
    becomes_ready(fragile.url)
    log = fragile.log("server")
    assert log.count("Doesn't work: action_server") == log.count("Works again: action_server") == 1


def test_one_without_our_actions(tmp_path: Path) -> None:
    (tmp_path / "no_actions.py").touch()
    empty = Assistant(tmp_path, "no_actions", {"PYTHONPATH": str(tmp_path)})
    try:
        empty.start("actions")
        endpoint = EndpointConfig(f"http://127.0.0.1:{empty.actions_port}/webhook")
        with serving(Agent(action_endpoint=ActionEndpoint(endpoint)), []) as url:
            assert (
                broken(url)["action_server"] == "action_answer_capabilities failed with status 404"
            )
    finally:
        empty.__exit__()
