"""Both servers log lines of JSON, which tell what belongs to one request."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import uuid
from datetime import datetime, timezone
from typing import Any

import pytest
import requests

from evaluation.assistant import Assistant, Conversation

HEADER = "X-Request-ID"


def lines(assistant: Assistant, server: str) -> list[dict[str, Any]]:
    """All that a server has printed so far; each line must be an object."""
    return [json.loads(line) for line in assistant.log(server).splitlines()]


def lines_of(assistant: Assistant, server: str, request_id: str) -> list[dict[str, Any]]:
    return [line for line in lines(assistant, server) if line.get("request_id") == request_id]


def ask(assistant: Assistant, request_id: str | None) -> requests.Response:
    body = {"conversation": str(uuid.uuid4()), "id": str(uuid.uuid4()), "message": "what skills?"}
    headers = {HEADER: request_id} if request_id else {}
    address = f"{assistant.url}/chat/messages"
    return requests.post(address, json=body, headers=headers, timeout=30)


def test_the_id_of_a_request_is_in_the_logs_of_both_servers(fragile: Assistant) -> None:
    assert ask(fragile, "from-the-proxy-1").headers[HEADER] == "from-the-proxy-1"
    made_up = ask(fragile, None).headers[HEADER]

    for request_id in ("from-the-proxy-1", made_up):
        (handled,) = lines_of(fragile, "server", request_id)
        assert (handled["channel"], handled["intent"]) == ("web", "ask_skills")
        assert (handled["level"], handled["outcome"]) == ("info", "answered")
        (run,) = lines_of(fragile, "actions", request_id)
        assert run["action"] == "action_answer_skills"
        now = datetime.now(timezone.utc)
        assert abs(now - datetime.fromisoformat(run["time"].replace("Z", "+00:00"))).days == 0
        assert {"time", "level", "logger", "message"} <= handled.keys()


@pytest.mark.parametrize("bad", ["short", "x" * 65, "has spaces in it", '"};quote', "-" * 20])
def test_an_id_that_is_none_is_replaced(fragile: Assistant, bad: str) -> None:
    response = requests.get(f"{fragile.url}/nothing-here", headers={HEADER: bad}, timeout=30)
    assert re.fullmatch("[0-9a-f]{32}", response.headers[HEADER])


def test_failures_are_lines_too(fragile: Assistant) -> None:
    fragile.stop("actions")
    person = Conversation(fragile)
    person.say("which skills do i need")
    fragile.start("actions")

    (failure,) = [
        line
        for line in lines(fragile, "server")
        if line["level"] == "error" and line["logger"].startswith("rasa.core.actions")
    ]
    assert failure["channel"] == "rest"
    assert failure["request_id"]
    assert person.sender not in fragile.log("server")


RUN = """
import threading, warnings, structlog
from monitoring.logs import configure_rasa_logging
configure_rasa_logging()
warnings.warn("look out")
structlog.get_logger("rasa.x").error("rest.failure", text="Bartholomew", sender_id="Bartholomew")
thread = threading.Thread(target=lambda: 1 / 0)
thread.start()
thread.join()
raise ValueError("in the main thread")
"""


def run_with(**settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", RUN]
    environment = os.environ | settings
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)


def test_what_python_itself_would_print_is_json() -> None:
    printed = run_with(LOG_FORMAT="json").stderr.splitlines()
    warned, failed, in_thread, in_main = (json.loads(line) for line in printed)
    assert (warned["level"], warned["message"]) == ("warning", "UserWarning: look out")
    assert (failed["message"], failed["level"]) == ("rest.failure", "error")
    assert "ZeroDivisionError" in in_thread["exception"]
    assert in_main["exception"].endswith("ValueError: in the main thread")
    assert "Bartholomew" not in str(printed)


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"LOG_FORMAT": "xml"}, "LOG_FORMAT is 'xml', which is neither 'text' nor 'json'."),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL is 'loud', which is none of DEBUG, INFO,"),
    ],
)
def test_a_setting_that_cannot_be_read_stops_with_a_sentence(
    setting: dict[str, str], words: str
) -> None:
    assert run_with(**setting).stderr.startswith(words)
