"""Who may use REST."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests

from channels.rest.channel import PlainTextRestInput
from tests.serving import serving
from tests.stand_in import Server, StandIn

TOKEN = "a-token-that-nobody-guesses"
TIMEOUT = 10  # seconds


@pytest.fixture(scope="module")
def guarded(no_limits: None) -> Iterator[Server]:
    """A server with a token."""
    assistant = StandIn()
    channel = PlainTextRestInput.from_credentials({"token": TOKEN})
    with serving(assistant, [channel]) as url:
        yield Server(url, assistant)


def post(server: Server, **headers: str) -> requests.Response:
    """Sends a message from this machine."""
    server.assistant.received.clear()
    address = f"{server.url}/webhooks/rest/webhook"
    body = {"sender": "ann", "message": "Hi"}
    return requests.post(address, json=body, headers=headers, timeout=TIMEOUT)


def test_programs_on_this_machine_may(server: Server, guarded: Server) -> None:
    assert post(server).status_code == 200
    assert post(guarded).status_code == 200


# What a proxy on this machine adds, a page that somebody here has opened, and wrong tokens.
@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "192.0.2.1"},
        {"X-Forwarded-For": "127.0.0.1"},
        {"Forwarded": "for=127.0.0.1"},
        {"X-Real-IP": "::1"},
        {"Via": "1.1 proxy"},
        {"Origin": "https://evil.ca"},
        {"Origin": "null"},
        {"Origin": "http://localhost:5005", "Host": "localhost:5005"},
        {"X-Forwarded-For": "192.0.2.1", "Authorization": "Bearer "},
        {"X-Forwarded-For": "192.0.2.1", "Authorization": f"Bearer {TOKEN}x"},
        {"X-Forwarded-For": "192.0.2.1", "Authorization": "Bearer é"},
    ],
)
def test_nobody_else_may_without_the_token(
    server: Server, guarded: Server, headers: dict[str, str]
) -> None:
    sent = {name: value.encode() for name, value in headers.items()}
    for each in (server, guarded):
        response = post(each, **sent)  # type: ignore[arg-type]
        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"] == "Bearer"
        assert "REST_TOKEN" in response.json()["error"]
        assert each.assistant.received == []


def test_others_may_with_the_token(guarded: Server) -> None:
    authorization = {"Authorization": f"Bearer {TOKEN}"}
    assert post(guarded, **{"X-Forwarded-For": "192.0.2.1"}, **authorization).status_code == 200
    assert post(guarded, Origin="https://app.ca", **authorization).status_code == 200


def test_without_a_token_set_none_is_right(server: Server) -> None:
    for token in ("", "None", TOKEN):
        headers = {"X-Forwarded-For": "192.0.2.1", "Authorization": f"Bearer {token}"}
        assert post(server, **headers).status_code == 401


def test_a_token_that_can_be_guessed_stops_the_server_with_a_sentence() -> None:
    with pytest.raises(SystemExit, match="REST_TOKEN is too short: it needs 20 characters"):
        PlainTextRestInput.from_credentials({"token": "secret"})


@pytest.mark.parametrize("credentials", [None, {}, {"token": None}, {"token": ""}])
def test_a_token_is_optional(credentials: dict[str, str] | None) -> None:
    assert PlainTextRestInput.from_credentials(credentials).name() == "rest"
