"""Both servers log lines of JSON, or of text; what people said is in none."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from evaluation.assistant import Assistant, Conversation
from tests.monitoring.json_lines import lines


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
