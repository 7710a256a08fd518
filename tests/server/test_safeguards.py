"""What holds for every address: well-formed requests, sizes, numbers, errors that tell nothing."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from rasa.core.run import _create_app_without_api
from rasa.server import create_app
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from channels.rest.channel import PlainTextRestInput
from channels.web.channel import WebInput
from server.safeguards import MAX_BODY_BYTES
from tests.serving import serving
from tests.serving_channels import Serve
from tests.stand_in import Server, StandIn

TIMEOUT = 10  # seconds
BODY = b'{"sender": "ann", "message": "Hi"}'
POST = b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: here\r\nConnection: close\r\n"


def send(url: str, request: bytes) -> tuple[int, bytes]:
    """Sends bytes as they are; returns the status of the answer and all of it."""
    host, _, port = urlsplit(url).netloc.partition(":")
    with socket.create_connection((host, int(port)), TIMEOUT) as connection:
        connection.sendall(request)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    return int(answer.split()[1]), answer


def test_what_a_request_needs_is_what_this_file_varies(server: Server) -> None:
    status, _ = send(server.url, POST + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY)
    assert status == 200


@pytest.mark.parametrize(
    "headers",
    [
        b"Content-Length: -5",  # Sanic alone would read for ever
        b"Content-Length: -1",
        b"Content-Length: ",
        b"Content-Length: five",
        b"Content-Length: +34",
        b"Content-Length: 3_4",
        b"Content-Length: \xd9\xa3\xd9\xa4",  # 34 in Arabic digits
        b"Content-Length: 1" + b"0" * 5000,
        b"Content-Length: 34\r\nContent-Length: 34",
        b"Content-Length: 34\r\nContent-Length: 5",
        b"Content-Length: 34\r\nTransfer-Encoding: chunked",
        b"Transfer-Encoding: gzip",
        b"Transfer-Encoding: chunked, gzip",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
    ],
)
def test_a_length_that_is_none_is_refused(server: Server, headers: bytes) -> None:
    status, answer = send(server.url, POST + headers + b"\r\n\r\n" + BODY)
    assert status == 400
    assert answer.endswith(b'{"error":"The request is not valid."}')
    assert server.assistant.received == []


@pytest.mark.parametrize("path", [b"/", b"/chat/history", b"/nowhere"])
@pytest.mark.parametrize(
    "body", [b"Content-Length: 2\r\n\r\nHi", b"Transfer-Encoding: chunked\r\n\r\nzz"]
)
def test_a_question_of_browsers_has_no_body(
    server: Server, path: bytes, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    head = b"OPTIONS %s HTTP/1.1\r\nHost: here\r\nConnection: close\r\n" % path
    assert send(server.url, head + body)[0] == 400
    assert send(server.url, head + b"Content-Length: 0\r\n\r\n")[0] in (200, 204, 302, 404)
    assert caplog.records == []


@pytest.mark.parametrize("chunks", [b"zz\r\nab", b"-5\r\nabcde\r\n0\r\n\r\n", b"x" * 100])
@pytest.mark.parametrize("path", [b"/webhooks/rest/webhook", b"/nowhere"])
def test_broken_chunks_are_refused_in_silence(
    server: Server, path: bytes, chunks: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    head = POST.replace(b"/webhooks/rest/webhook", path) + b"Transfer-Encoding: chunked\r\n\r\n"
    status, _ = send(server.url, head + chunks)
    assert status in (400, 404)
    assert caplog.records == []


@pytest.mark.parametrize(
    "line",
    [
        b"GET /\xff\xfe HTTP/1.1",
        b"POST /webhooks/rest/webhook?stream=\xff HTTP/1.1",
        b"GET nowhere HTTP/1.1",
        b"GET http://[::1 HTTP/1.1",
        b"CONNECT host:80 HTTP/1.1",
        b"\xff\xff / HTTP/1.1",
        b"GET / HTTP/9.9",
        b"GET /",
        b"GET  /  HTTP/1.1",
    ],
)
def test_an_address_or_method_that_is_none_is_refused_in_silence(
    server: Server, line: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    status, _ = send(server.url, line + b"\r\nHost: here\r\nConnection: close\r\n\r\n")
    assert status == 400
    assert caplog.records == []


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


@pytest.fixture(scope="module")
def as_rasa_starts_it(no_limits: None) -> Iterator[Callable[[bool], str]]:
    """Servers with Rasa's own routes, without and with its HTTP API."""
    with ExitStack() as servers:

        @cache
        def start(with_api: bool) -> str:
            app: Any = create_app(StandIn()) if with_api else _create_app_without_api(None)
            channels = [PlainTextRestInput(), WebInput()]
            return servers.enter_context(serving(StandIn(), channels, app))

        yield start


def test_rasas_own_page_leads_to_the_chat(as_rasa_starts_it: Callable[[bool], str]) -> None:
    url = as_rasa_starts_it(False)
    response = requests.get(url, allow_redirects=False, timeout=TIMEOUT)
    assert (response.status_code, response.headers["Location"]) == (302, "/chat")
    assert response.text == ""
    # What Rasa has with --enable-api alone.
    for path in ("version", "status", "domain", "conversations/ann/tracker", "socket.io"):
        assert requests.get(f"{url}/{path}", timeout=TIMEOUT).status_code == 404


def test_rasas_api_stays_as_it_is(as_rasa_starts_it: Callable[[bool], str]) -> None:
    url = as_rasa_starts_it(True)
    assert requests.get(url, timeout=TIMEOUT).text.startswith("Hello from Rasa")
    training_data = b"{" + b" " * MAX_BODY_BYTES
    response = requests.post(f"{url}/model/train", data=training_data, timeout=TIMEOUT)
    assert response.status_code not in (404, 413)


@pytest.mark.parametrize("path", ["tracker", "story", "tracker/events"])
def test_rasas_api_takes_no_conversation_that_cannot_be_stored(
    as_rasa_starts_it: Callable[[bool], str], path: str
) -> None:
    url = f"{as_rasa_starts_it(True)}/conversations/{'a' * 256}/{path}"
    response = requests.request("POST" if "events" in path else "GET", url, timeout=TIMEOUT)
    assert response.status_code == 400
    assert response.json()["error"].startswith("A conversation's id has 1 to 255 characters")


def test_a_handler_that_exits_is_an_error_of_one_request(no_limits: None) -> None:
    app = Sanic("exits", configure_logging=False)

    @app.get("/exit")
    async def leave(_: Request) -> HTTPResponse:
        sys.exit("for good")

    with serving(StandIn(), [PlainTextRestInput()], app) as url:
        for _ in range(2):
            response = requests.get(f"{url}/exit", timeout=TIMEOUT)
            assert response.status_code == 500
            assert "for good" not in response.text
        assert requests.get(f"{url}/webhooks/rest/", timeout=TIMEOUT).status_code == 200


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
