"""A real Sanic server with channels on it."""

from __future__ import annotations

import asyncio
import socket
import threading
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rasa.core.channels.channel import InputChannel, register
from sanic import Sanic
from sanic.server import AsyncioServer
from sanic.touchup import TouchUp

from monitoring.health import add_health_checks
from server.access import may_see_operations
from server.http_protocol import GracefulHttpProtocol
from server.safeguards import add_safeguards


@contextmanager
def serving(
    agent: Any, channels: Sequence[InputChannel], app: Sanic | None = None
) -> Iterator[str]:
    """Serves channels with the safeguards and health checks of ``python -m server``.

    Args:
        agent: what answers behind them.
        channels: those that are served.
        app: what they are served by; if left out, a server without routes of its own.

    Yields:
        The server's address.
    """
    app = app or Sanic(f"channels_{uuid.uuid4().hex}", configure_logging=False)
    register(list(channels), app, route="/webhooks/")
    add_safeguards(app)
    add_health_checks(app, may_see_operations)
    with running(agent, app) as url:
        yield url


@contextmanager
def running(agent: Any, app: Sanic) -> Iterator[str]:
    """Runs a server as it is, before an agent; yields its address."""
    app.ctx.agent = agent

    listener = socket.create_server(("127.0.0.1", 0))
    loop = asyncio.new_event_loop()
    ready = threading.Event()

    async def start() -> AsyncioServer:
        server = await app.create_server(
            sock=listener, return_asyncio_server=True, protocol=GracefulHttpProtocol
        )
        assert server is not None
        await server.startup()  # type: ignore[no-untyped-call]
        # When an app starts, Sanic rewrites its own classes, and can't rewrite them once more.
        TouchUp._registry.clear()
        await server.before_start()  # type: ignore[no-untyped-call]
        await server.after_start()  # type: ignore[no-untyped-call]
        ready.set()
        return server

    def run() -> None:
        asyncio.set_event_loop(loop)
        server = loop.run_until_complete(start())
        loop.run_forever()
        loop.run_until_complete(server.before_stop())  # type: ignore[no-untyped-call]

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(timeout=10), "the Sanic server didn't start"
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    loop.call_soon_threadsafe(loop.stop)
    thread.join(timeout=10)
    listener.close()
