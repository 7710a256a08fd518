from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from server.supervision import servers


@pytest.mark.parametrize("value", ["", "http", "0", "65536", "-1", "5005.0"])
def test_a_port_that_is_none_is_one_sentence(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVER_PORT", value)
    with pytest.raises(SystemExit, match=f"SERVER_PORT is '{value}', which is not a port number"):
        servers.port("SERVER_PORT")


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("0.0.0.0", "http://127.0.0.1:80"),
        ("", "http://127.0.0.1:80"),
        ("192.0.2.1", "http://192.0.2.1:80"),
    ],
)
def test_the_rasa_servers_address_is_one_to_connect_to(
    host: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SERVER_HOST", host)
    monkeypatch.setenv("SERVER_PORT", "80")
    assert servers.rasa_server() == address


def test_a_port_that_is_taken_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setenv("SERVER_PORT", str(port))
        with pytest.raises(SystemExit, match=f"Can't listen on port {port} of 127.0.0.1"):
            servers.stop_if_busy("SERVER_PORT", "127.0.0.1")
    servers.stop_if_busy("SERVER_PORT", "127.0.0.1")


@pytest.fixture
def url() -> Iterator[str]:
    """A server whose ``/health`` is well, and nothing else."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/health" else 503)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_health_check_passes_with_200_alone(url: str) -> None:
    assert servers.is_up(f"{url}/health")
    assert not servers.is_up(f"{url}/ready")
    assert not servers.is_up(f"http://127.0.0.1:{servers.free_port()}/health")


def test_waiting_ends_when_it_came_true_or_is_over() -> None:
    looks = iter([False, False, True])
    assert servers.wait_for(lambda: next(looks), seconds=10)
    assert not servers.wait_for(lambda: False, seconds=0.2)
