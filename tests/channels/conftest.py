"""A real Sanic server with our channels on it; only the assistant behind them is a stand-in."""

from __future__ import annotations

import asyncio
import socket
import threading
import uuid
from collections.abc import Iterator

import pytest
from rasa.core.channels.channel import register
from sanic import Sanic

from channels.rest import PlainTextRestInput
from channels.web import WebInput
from tests.channels.stand_in import Server, StandIn, say_hello


@pytest.fixture(scope="package")
def running_server() -> Iterator[Server]:
    """The channels, registered by Rasa itself under its usual route, on a free port."""
    app = Sanic(f"channels_{uuid.uuid4().hex}")
    assistant = app.ctx.agent = StandIn()
    register([PlainTextRestInput(), WebInput()], app, route="/webhooks/")

    listener = socket.create_server(("127.0.0.1", 0))
    loop = asyncio.new_event_loop()
    ready = threading.Event()

    async def start() -> None:
        server = await app.create_server(sock=listener, return_asyncio_server=True)
        assert server is not None
        await server.startup()  # type: ignore[no-untyped-call]
        ready.set()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(start())
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(timeout=10), "the Sanic server didn't start"
    yield Server(f"http://127.0.0.1:{listener.getsockname()[1]}", assistant)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(timeout=10)
    listener.close()


@pytest.fixture
def server(running_server: Server) -> Server:
    """The running server with an assistant that hasn't heard anything yet and says hello."""
    running_server.assistant.received.clear()
    running_server.assistant.behave = say_hello
    return running_server
