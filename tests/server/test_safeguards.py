"""What holds for every address: sizes, numbers, errors that tell nothing."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
import requests
from rasa.core.channels.channel import register
from rasa.core.run import _create_app_without_api
from rasa.server import create_app
from sanic import Sanic
from sanic.log import LOGGING_CONFIG_DEFAULTS
from sanic.request import Request
from sanic.response import HTTPResponse

from channels.rest.channel import PlainTextRestInput
from channels.web.channel import WebInput
from server.safeguards import MAX_BODY_BYTES
from tests.http_bytes import send
from tests.serving import running, serving
from tests.serving_channels import Serve
from tests.stand_in import Server, StandIn

TIMEOUT = 10  # seconds


@pytest.fixture(autouse=True)
def _log_as_before() -> Iterator[None]:
    """A server that Rasa makes sets up Sanic's log of the whole process."""
    loggers = [logging.getLogger(name) for name in LOGGING_CONFIG_DEFAULTS["loggers"]]
    before = [(logger, logger.level, list(logger.handlers)) for logger in loggers]
    yield
    for logger, level, handlers in before:
        logger.setLevel(level)
        logger.handlers = handlers


@pytest.mark.parametrize("path", ["/chat/messages", "/webhooks/rest/webhook", "/nowhere"])
def test_a_huge_request_is_not_read(server: Server, path: str) -> None:
    # Its length is enough: not a byte of the body is sent.
    head = f"POST {path} HTTP/1.1\r\nHost: here\r\nContent-Length: {MAX_BODY_BYTES + 1}\r\n\r\n"
    status, answer = send(server.url, head.encode())
    if path == "/nowhere":
        assert status == 404
    else:
        assert status == 413
        assert answer.endswith(b'{"error":"The request is too large."}')


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/version", 404),
        ("GET", "/<script>alert(1)</script>", 404),
        ("GET", "/chat/files/x/..%2f..%2fdefaults.env", 404),
        ("GET", "/chat/files/x/../../../defaults.env", 404),
        ("GET", "/%00", 404),
        ("DELETE", "/chat/messages", 405),
    ],
)
def test_errors_repeat_and_tell_nothing(
    server: Server, method: str, path: str, status: int
) -> None:
    head = f"{method} {path} HTTP/1.1\r\nHost: here\r\nAccept: text/html\r\nConnection: close"
    answered, answer = send(server.url, f"{head}\r\n\r\n".encode())
    assert answered == status
    headers, _, body = answer.partition(b"\r\n\r\n")
    assert list(json.loads(body)) == ["error"]
    assert b"x-content-type-options: nosniff" in headers.lower()
    assert b"script" not in body and b"anic" not in answer and b"asa" not in answer


def test_rasas_own_page_leads_to_the_chat(no_limits: None) -> None:
    app = _create_app_without_api(None)
    with serving(StandIn(), [PlainTextRestInput(), WebInput()], app) as url:
        response = requests.get(url, allow_redirects=False, timeout=TIMEOUT)
        assert (response.status_code, response.headers["Location"]) == (302, "/chat")
        assert response.text == ""
        # What Rasa has with --enable-api alone.
        for path in ("version", "status", "domain", "conversations/ann/tracker", "socket.io"):
            assert requests.get(f"{url}/{path}", timeout=TIMEOUT).status_code == 404


def test_rasas_api_stays_as_it_is(no_limits: None) -> None:
    """Plain ``rasa run --enable-api`` with our channels."""
    app = create_app(StandIn())
    register([PlainTextRestInput(), WebInput()], app, route="/webhooks/")
    with running(StandIn(), app) as url:
        assert requests.get(url, timeout=TIMEOUT).text.startswith("Hello from Rasa")
        training_data = b"{" + b" " * MAX_BODY_BYTES
        response = requests.post(f"{url}/model/train", data=training_data, timeout=TIMEOUT)
        assert response.status_code not in (404, 413)


def test_an_address_cannot_request_everything_for_ever(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RATE_LIMIT_ADDRESS", "2 per hour")
    web = serve()
    paths = ["/chat", "/widget.js", "/chat/charts/salary.svg", "/webhooks/rest/", "/nowhere"] * 5
    statuses = [web.get(path).status_code for path in paths]

    assert 429 not in statuses[:20]
    assert statuses[20:] == [429] * 5
    refused = web.get("/chat")
    assert int(refused.headers["Retry-After"]) > 0
    assert refused.json()["error"].startswith("That was too fast.")
    assert refused.headers["X-Content-Type-Options"] == "nosniff"


def test_a_failure_is_told_in_the_language_of_the_request_and_logged(
    no_limits: None, caplog: pytest.LogCaptureFixture
) -> None:
    app = Sanic("fails", configure_logging=False)

    async def fail(_: Request) -> HTTPResponse:
        raise RuntimeError("told to nobody")

    app.add_route(fail, "/fails")
    with serving(StandIn(), [WebInput()], app) as url:
        french = requests.get(f"{url}/fails", headers={"Accept-Language": "fr"}, timeout=TIMEOUT)
        other = requests.get(f"{url}/fails", timeout=TIMEOUT)

    assert (french.status_code, other.status_code) == (500, 500)
    assert french.json() == {"error": "Une erreur s’est produite dans le serveur."}
    assert other.json() == {"error": "Something went wrong inside the server."}
    assert "told to nobody" in caplog.text
