"""What one request caused has one id, in the logs of both servers."""

from __future__ import annotations

import re
import uuid
from datetime import datetime, timezone

import pytest
import requests

from evaluation.assistant import Assistant
from monitoring.request_ids import HEADER
from tests.monitoring.json_lines import lines_of


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
