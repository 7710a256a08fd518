"""Malformed requests are refused in silence; a stopped server lets nobody down."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import requests
from rasa.core.channels.channel import UserMessage
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from channels.rest.channel import PlainTextRestInput
from server import http_protocol
from server.http_protocol import LAST_QUESTION_SECONDS
from server.safeguards import CONNECTIONS_PER_ADDRESS
from server.supervision.servers import free_port, is_up
from tests.http_bytes import TIMEOUT, send
from tests.serving import serving
from tests.stand_in import Server, StandIn, say_hello
from tests.waiting import wait_until

BODY = b'{"sender": "ann", "message": "Hi"}'
POST = b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: here\r\nConnection: close\r\n"


def test_what_a_request_needs_is_what_this_file_varies(server: Server) -> None:
    status, _ = send(server.url, POST + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY)
    assert status == 200


@pytest.mark.parametrize(
    "headers",
    [
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


@pytest.mark.parametrize("chunks", [b"zz\r\nab", b"+5\r\nabcde\r\n0\r\n\r\n", b"x" * 100])
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


SERVER = """
import asyncio, sys
from sanic import Sanic
from sanic.response import text
from server.http_protocol import GracefulHttpProtocol

app = Sanic("stopped", configure_logging=False)

@app.get("/<seconds:number>")
async def wait(_, seconds):
    await asyncio.sleep(seconds)
    return text("done")

app.run("127.0.0.1", int(sys.argv[1]), protocol=GracefulHttpProtocol)
"""
SLOW, QUICK = b"GET /1 HTTP/1.1\r\nHost: here\r\n\r\n", b"GET /0 HTTP/1.1\r\nHost: here\r\n\r\n"


@contextmanager
def stopping_server() -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A server of its own process; yields it with its port."""
    port = free_port()
    with subprocess.Popen([sys.executable, "-c", SERVER, str(port)]) as process:
        try:
            wait_until(lambda: is_up(f"http://127.0.0.1:{port}/0"))
            yield process, port
        finally:
            process.kill()


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), TIMEOUT)


def test_a_connection_that_was_just_opened_may_still_ask_when_the_server_stops() -> None:
    with stopping_server() as (process, port), connect(port) as connection:
        time.sleep(0.1)  # accepted, and nothing asked yet
        process.send_signal(signal.SIGTERM)
        time.sleep(LAST_QUESTION_SECONDS / 2)
        connection.sendall(QUICK)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
        assert answer.startswith(b"HTTP/1.1 200 OK") and answer.endswith(b"done")
        assert b"connection: close" in answer
        assert process.wait(TIMEOUT) == 0


def test_a_request_under_way_is_answered_and_its_connection_is_not_kept_alive() -> None:
    with stopping_server() as (process, port), connect(port) as connection:
        connection.sendall(QUICK)
        assert b"connection: keep-alive" in connection.recv(65536)
        connection.sendall(SLOW)
        time.sleep(0.2)
        process.send_signal(signal.SIGTERM)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
        assert answer.startswith(b"HTTP/1.1 200 OK") and answer.endswith(b"done")
        assert b"connection: close" in answer
        assert process.wait(TIMEOUT) == 0


def test_a_connection_without_a_request_does_not_keep_a_stopped_server() -> None:
    with stopping_server() as (process, port), connect(port) as connection:
        process.send_signal(signal.SIGTERM)
        assert connection.recv(1) == b""
        assert process.wait(TIMEOUT) == 0


def test_an_address_may_have_so_many_connections_and_no_more(server: Server) -> None:
    port = int(server.url.rpartition(":")[2])
    idle = [connect(port) for _ in range(CONNECTIONS_PER_ADDRESS)]
    try:
        with connect(port) as one_too_many:
            answer = b"".join(iter(lambda: one_too_many.recv(65536), b""))
        assert answer.startswith(b"HTTP/1.1 429 ")
        head, _, said = answer.partition(b"\r\n\r\n")
        assert said == b'{"error":"There are too many connections. Il y a trop de connexions."}\n'
        assert b"Content-Length: %d\r\n" % len(said) in head + b"\r\n"
        idle.pop().close()
        wait_until(lambda: is_up(f"{server.url}/health"), "no place has become free")
    finally:
        for connection in idle:
            connection.close()


def test_idle_connections_are_closed_soon(server: Server) -> None:
    """Rasa's server would keep them for two minutes."""
    with connect(int(server.url.rpartition(":")[2])) as idle:
        idle.settimeout(60)
        assert idle.recv(1) == b""


@pytest.mark.parametrize(
    "begun",
    [b"POST /chat/messages HTTP/1.1\r\nX-Slow: ", POST + b"Content-Length: 30000\r\n\r\n"],
    ids=["headers", "body"],
)
def test_a_request_that_trickles_in_is_cut(
    server: Server, monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    monkeypatch.setattr(http_protocol, "SENDING_SECONDS", 3)
    with connect(int(server.url.rpartition(":")[2])) as slow:
        slow.sendall(begun)
        slow.settimeout(0.2)
        for _ in range(200):
            try:
                if answer := slow.recv(65536):
                    break
            except TimeoutError:
                slow.sendall(b"a")  # there is always something more
        assert answer.startswith(b"HTTP/1.1 408 ")
    assert server.assistant.received == []


@pytest.mark.parametrize("moment", ["in the middle of the request", "before the answer"])
@pytest.mark.parametrize("is_reset", [True, False])
def test_who_hangs_up_is_no_error_of_the_server(
    server: Server, caplog: pytest.LogCaptureFixture, moment: str, is_reset: bool
) -> None:
    async def take_long(message: UserMessage) -> None:
        await asyncio.sleep(0.3)
        await say_hello(message)

    server.assistant.behave = take_long
    request = POST + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY
    cut = 5 if moment == "in the middle of the request" else 0
    for _ in range(10):
        with connect(int(server.url.rpartition(":")[2])) as caller:
            caller.sendall(request[: len(request) - cut])
            time.sleep(0.1)
            if is_reset:
                caller.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    if not cut:
        wait_until(lambda: bool(server.assistant.received))
    time.sleep(1)
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
