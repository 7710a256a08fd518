"""``python -m server.actions``: the log line of each action, and callers' mistakes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests

from evaluation.assistant import Assistant
from tests.monitoring.json_lines import lines, lines_of

CALL = {
    "next_action": "action_answer_capabilities",
    "sender_id": "somebody",
    "tracker": {
        "sender_id": "somebody",
        "slots": {},
        "latest_message": {},
        "events": [],
        "paused": False,
        "followup_action": None,
        "active_loop": {},
        "latest_action_name": None,
    },
    "domain": {},
    "version": "3.6.21",
}


@pytest.fixture(scope="module")
def actions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    settings = {"LOG_FORMAT": "json", "LOG_LEVEL": "INFO"}
    assistant = Assistant(tmp_path_factory.mktemp("actions"), settings=settings)
    assistant.start("actions")
    yield assistant
    assistant.__exit__()


def post(actions: Assistant, body: object, **headers: str) -> requests.Response:
    url = f"http://127.0.0.1:{actions.actions_port}/webhook"
    return requests.post(url, json=body, headers=headers, timeout=10)


def test_an_action_has_a_log_line_with_the_request_id(actions: Assistant) -> None:
    response = post(actions, CALL, **{"X-Request-ID": "of-the-rasa-server"})
    assert response.json()["responses"][0]["text"]
    line = lines_of(actions, "actions", "of-the-rasa-server")[-1]
    assert (line["logger"], line["level"]) == ("server.actions", "info")
    assert line["action"] == CALL["next_action"]
    assert 0 < line["seconds"] < 10


@pytest.mark.parametrize(
    ("body", "status"), [(CALL | {"next_action": "action_dance"}, 404), (None, 400)]
)
def test_a_callers_mistake_has_its_status(actions: Assistant, body: object, status: int) -> None:
    response = post(actions, body)
    assert response.status_code == status
    assert response.json()["error"]


def test_a_request_that_is_no_json_is_no_error_of_the_servers(actions: Assistant) -> None:
    url = f"http://127.0.0.1:{actions.actions_port}/webhook"
    response = requests.post(url, data=b"{", timeout=10)
    assert response.status_code == 400
    assert "Failed when parsing body as json" in response.json()["error"]
    assert "Exception occurred" not in str(lines(actions, "actions")[-1])


def test_no_page_of_another_site_may_call_it(actions: Assistant) -> None:
    response = post(actions, CALL, Origin="https://evil.example")
    assert "Access-Control-Allow-Origin" not in response.headers
