"""Which web pages may use the chat: what the server tells browsers, and refuses itself."""

from __future__ import annotations

import pytest
import requests

from channels.cors import read_origins
from tests.serving_channels import Serve
from tests.web_client import TIMEOUT, WebClient

FRIEND, OTHER_FRIEND, STRANGER = "https://friend.ca", "http://localhost:8000", "https://evil.ca"
ROUTES = ["messages", "history", "feedback"]


@pytest.fixture
def open_to_friends(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> WebClient:
    """A server whose owner has named two origins."""
    monkeypatch.setenv("CHAT_ORIGINS", f"{FRIEND} {OTHER_FRIEND}")
    return serve()


def preflight(web: WebClient, path: str, origin: str) -> requests.Response:
    """Asks what browsers ask before a page's request."""
    headers = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    return requests.options(f"{web.url}/chat/{path}", headers=headers, timeout=TIMEOUT)


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("origin", [FRIEND, STRANGER, "null", "file://", "http://["])
def test_closed_by_default(web: WebClient, path: str, origin: str) -> None:
    body = {"conversation": web.conversation}
    asked, sent = preflight(web, path, origin), web.post(path, body, Origin=origin)

    assert sent.status_code == 403
    assert sent.json()["error"].startswith("Pages of another site may not use this chat")
    for response in (asked, sent):
        assert "Access-Control-Allow-Origin" not in response.headers
        assert "Access-Control-Allow-Credentials" not in response.headers


def test_a_strangers_page_cannot_even_send_blindly(web: WebClient) -> None:
    # A form's or beacon's request needs no preflight; its body can be JSON all the same.
    headers = {"Origin": STRANGER, "Content-Type": "text/plain"}
    assert web.ask("hello", **headers).status_code == 403
    assert web.history() == []


def test_the_servers_own_pages_may(web: WebClient) -> None:
    assert web.ask("hello", Origin=web.url).status_code == 200


def test_so_they_may_behind_a_proxy_with_another_name(web: WebClient) -> None:
    headers = {"Origin": "https://chat.ca", "Sec-Fetch-Site": "same-origin"}
    assert web.ask("hello", **headers).status_code == 200
    assert web.ask("hello", **headers | {"Sec-Fetch-Site": "same-site"}).status_code == 403


@pytest.mark.parametrize("origin", [FRIEND, OTHER_FRIEND])
def test_named_origins_may(open_to_friends: WebClient, origin: str) -> None:
    for path in ROUTES:
        headers = preflight(open_to_friends, path, origin).headers
        assert headers["Access-Control-Allow-Origin"] == origin
        assert "POST" in headers["Access-Control-Allow-Methods"]
        assert headers["Access-Control-Allow-Headers"] == "Content-Type, X-Affinity"
        assert int(headers["Access-Control-Max-Age"]) > 0
    response = open_to_friends.ask("hello", Origin=origin)
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == origin
    assert response.headers["Access-Control-Expose-Headers"] == "Retry-After"
    assert "Origin" in response.headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in response.headers


@pytest.mark.parametrize("origin", [STRANGER, f"{FRIEND}.evil.ca", f"{FRIEND}:8443", "null"])
def test_others_still_may_not(open_to_friends: WebClient, origin: str) -> None:
    response = open_to_friends.ask("hello", Origin=origin)
    assert response.status_code == 403
    assert "Access-Control-Allow-Origin" not in response.headers


def test_their_scripts_may_read_errors(open_to_friends: WebClient) -> None:
    response = open_to_friends.post("messages", b"", Origin=FRIEND)
    assert response.status_code == 400
    assert response.headers["Access-Control-Allow-Origin"] == FRIEND


def test_files_may_be_read_by_friends_only(open_to_friends: WebClient) -> None:
    for path in ("/widget.js", "/chat/charts/salary.svg"):
        friendly = open_to_friends.get(path, Origin=FRIEND).headers
        strange = open_to_friends.get(path, Origin=STRANGER).headers
        assert friendly["Access-Control-Allow-Origin"] == FRIEND
        assert "Access-Control-Allow-Origin" not in strange
        assert "Origin" in friendly["Vary"] and "Origin" in strange["Vary"]


@pytest.mark.parametrize(
    "value",
    ["friend.ca", "https://friend.ca/", "https://friend.ca/chat", "*", "null", "ftp://a.ca"],
)
def test_a_setting_that_is_no_origin_stops_the_server_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("CHAT_ORIGINS", f"{FRIEND} {value}")
    with pytest.raises(SystemExit) as stopped:
        read_origins()
    assert f"CHAT_ORIGINS has '{value}', which is not an origin" in str(stopped.value)
