"""The web channel over real HTTP: the page's files and its requests. See also tests/browser."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import requests

from channels import web_page
from channels.answering import APOLOGY
from tests.channels.stand_in import Server, answer_then_fail, fail, stay_silent

TIMEOUT = 10  # seconds
CONVERSATION = "0f8fad5b-d9cb-469f-a165-70867728950e"


def post(server: Server, body: Any) -> requests.Response:
    """Sends ``body`` (bytes as they are, anything else as JSON) as the page does."""
    data = body if isinstance(body, bytes) else json.dumps(body)
    return requests.post(f"{server.url}/chat/messages", data=data, timeout=TIMEOUT)


def ask(server: Server, message: Any) -> requests.Response:
    """Sends a message of the usual conversation."""
    return post(server, {"conversation": CONVERSATION, "message": message})


def get(server: Server, path: str, **headers: str) -> requests.Response:
    """Fetches one of the page's files."""
    return requests.get(f"{server.url}/chat{path}", headers=headers, timeout=TIMEOUT)


class TestMessages:
    def test_an_answer_is_one_message_with_its_buttons_and_image(self, server: Server) -> None:
        response = ask(server, "Hi")
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "no-store"
        assert response.json() == {
            "messages": [
                {
                    "text": "Hello.\n\n- one\n- two\n\n_Source: guide_",
                    "buttons": [{"title": "And then?", "payload": "And then?"}],
                    "image": "data:image/svg+xml,<svg/>",
                }
            ]
        }

    def test_the_assistant_learns_who_asks_and_where(self, server: Server) -> None:
        post(server, {"conversation": CONVERSATION, "message": "Hi", "metadata": {"admin": True}})
        message = server.assistant.received[0]
        assert (message.text, message.sender_id) == ("Hi", CONVERSATION)
        assert (message.input_channel, message.output_channel.name()) == ("web", "web")
        assert message.metadata is None

    def test_a_slash_is_plain_text(self, server: Server) -> None:
        ask(server, "/restart")
        assert server.assistant.received[0].text == "\u2060/restart"

    @pytest.mark.parametrize(
        "conversation",
        [None, 5, "", "default", "ann", f"{{{CONVERSATION}}}", CONVERSATION.replace("-", ""),
         CONVERSATION.upper(), f"urn:uuid:{CONVERSATION}", f" {CONVERSATION}"],
    )  # fmt: skip
    def test_a_conversation_is_named_by_a_uuid(self, server: Server, conversation: Any) -> None:
        response = post(server, {"conversation": conversation, "message": "Hi"})
        assert response.status_code == 400
        assert "'conversation' that is a UUID" in response.json()["error"]
        assert server.assistant.received == []

    @pytest.mark.parametrize(
        ("body", "words"),
        [
            (b"", "JSON object"),
            (b"{not json", "not valid JSON"),
            ([1], "JSON object"),
            ({"conversation": CONVERSATION}, "'message' that is a string"),
            ({"conversation": CONVERSATION, "message": 5}, "'message' that is a string"),
            ({"conversation": CONVERSATION, "message": "  "}, "empty"),
            ({"conversation": CONVERSATION, "message": "x" * 2001}, "longer than 2000"),
        ],
    )
    def test_says_what_is_wrong_with_a_request(self, server: Server, body: Any, words: str) -> None:
        response = post(server, body)
        assert response.status_code == 400
        assert list(response.json()) == ["error"]
        assert words in response.json()["error"]
        assert server.assistant.received == []

    @pytest.mark.parametrize("behave", [fail, stay_silent])
    def test_apologises_instead_of_sending_nothing(self, server: Server, behave: Any) -> None:
        server.assistant.behave = behave
        response = ask(server, "Hi")
        assert response.status_code == 200
        assert response.json() == {"messages": [{"text": APOLOGY}]}

    def test_says_so_when_it_breaks_off(self, server: Server) -> None:
        server.assistant.behave = answer_then_fail
        first, last = ask(server, "Hi").json()["messages"]
        assert first["text"].startswith("Hello.")
        assert last == {"text": APOLOGY}


class TestPage:
    def test_the_page_is_at_chat_with_or_without_a_slash(self, server: Server) -> None:
        for path in ("", "/"):
            response = get(server, path)
            assert response.status_code == 200
            assert response.headers["Content-Type"] == "text/html; charset=utf-8"
            assert "<title>ML careers in Canada</title>" in response.text

    def test_everything_the_page_asks_for_is_served(self, server: Server) -> None:
        asked_for = set()
        for file in ("", "/chat.js"):
            asked_for |= set(
                re.findall(r'"/chat(/[\w.-]+\.(?:js|css|svg))"', get(server, file).text)
            )
        assert asked_for == set(web_page.FILES) - {"/"}
        types = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
        for path in asked_for:
            response = get(server, path)
            assert response.status_code == 200
            assert response.headers["Content-Type"].split(";")[0] == types[Path(path).suffix]

    @pytest.mark.parametrize("path", ["/package.json", "/.npmrc", "/..%2fcredentials.yml", "/x"])
    def test_nothing_else_is_served(self, server: Server, path: str) -> None:
        assert get(server, path).status_code == 404

    def test_the_browser_runs_only_our_files(self, server: Server) -> None:
        headers = get(server, "").headers
        policy = dict(
            rule.strip().split(" ", 1) for rule in headers["Content-Security-Policy"].split(";")
        )
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == "'self'"
        assert policy["frame-ancestors"] == "'self'"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"

    def test_bad_requests_get_the_security_headers_too(self, server: Server) -> None:
        assert post(server, b"").headers["X-Content-Type-Options"] == "nosniff"

    def test_an_unchanged_file_is_not_sent_again(self, server: Server) -> None:
        first = get(server, "/deep-chat.js")
        assert first.headers["Cache-Control"] == "no-cache"
        again = get(server, "/deep-chat.js", **{"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        other = get(server, "/deep-chat.js", **{"If-None-Match": '"other"'})
        assert (other.status_code, other.content) == (200, first.content)

    def test_head_is_answered(self, server: Server) -> None:
        response = requests.head(f"{server.url}/chat", timeout=TIMEOUT)
        assert (response.status_code, response.content) == (200, b"")

    def test_a_missing_component_is_named_with_the_command_that_installs_it(
        self, server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(web_page, "CHAT_COMPONENT", tmp_path / "deepChat.bundle.js")
        response = get(server, "")
        assert response.status_code == 503
        assert "npm ci --prefix web" in response.text
