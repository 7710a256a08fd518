"""A server that is stopped lets go of its connections in order.

Sanic 21.12 closes a connection on which nobody is asking at once, even if it is only just open and
the question on its way; and it lets a client that keeps its connection busy go on, until 15 seconds
later it cuts the connection off in the middle of a question. Here the first has a moment more, and
each answer from the stop on is the last one of its connection, and says so. Whoever has more to ask
connects anew, to the next server.
"""

from __future__ import annotations

from typing import Any

from sanic import Sanic
from sanic.mixins.listeners import ListenerMixin
from sanic.request import Request
from sanic.response import BaseHTTPResponse
from sanic.server import HttpProtocol

LAST_QUESTION_SECONDS = 0.5
"""How long an open connection may still bring a question."""

_close_if_idle = HttpProtocol.close_if_idle


def close_connections_when_stopped(server: ListenerMixin) -> None:
    """Makes a server do so; to be called before it starts.

    Args:
        server: a ``Sanic`` or a ``Blueprint`` of it.
    """

    async def start(app: Sanic, _: Any) -> None:
        app.ctx.is_stopping = False
        app.register_middleware(close, "response")

    async def stop(app: Sanic, _: Any) -> None:
        app.ctx.is_stopping = True

    async def close(request: Request, _: BaseHTTPResponse) -> None:
        if request.app.ctx.is_stopping and request.stream:
            request.stream.keep_alive = False

    HttpProtocol.close_if_idle = _close_if_idle_later  # type: ignore[method-assign]
    server.listener(start, "before_server_start")
    server.listener(stop, "before_server_stop")


def _close_if_idle_later(self: HttpProtocol) -> bool:
    self.loop.call_later(LAST_QUESTION_SECONDS, _close_if_idle, self)
    return False
