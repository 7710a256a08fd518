from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from server.supervision.ready import ReadinessProbe
from server.supervision.servers import free_port


@contextmanager
def answering(status: int, body: dict[str, Any]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            assert self.path == "/ready?exclude=event_broker"
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_server_whose_parts_work_is_ready() -> None:
    with answering(200, {"ready": True}) as url:
        assert ReadinessProbe(url).is_ready()


def test_one_that_is_not_says_why() -> None:
    parts = {"model": "ok", "lock_store": "out of reach", "action_server": "is it running?"}
    with answering(503, {"ready": False, "parts": parts}) as url:
        probe = ReadinessProbe(url)
        assert not probe.is_ready()
    assert probe.why_not == "lock_store: out of reach; action_server: is it running?"


def test_one_that_does_not_listen_yet_never_answered() -> None:
    probe = ReadinessProbe(f"http://127.0.0.1:{free_port()}")
    assert not probe.is_ready()
    assert probe.why_not == "it never answered"
