"""A server that is stopped lets go of its connections in order.

Sanic 21.12 lets a client that keeps its connection busy go on, until 15 seconds after the stop it
cuts the connection off in the middle of a question. Here each answer from the stop on is the last
one of its connection, and says so; whoever has more to ask connects anew, to the next server.
"""

from __future__ import annotations

import asyncio
from typing import Any

from sanic import Sanic
from sanic.mixins.listeners import ListenerMixin
from sanic.request import Request
from sanic.response import BaseHTTPResponse

LAST_ANSWERS_SECONDS = 0.5
"""How long a server still takes questions, so that busy clients get a last answer. After that it
closes the connections on which nobody is asking."""


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
        await asyncio.sleep(LAST_ANSWERS_SECONDS)

    async def close(request: Request, _: BaseHTTPResponse) -> None:
        if request.app.ctx.is_stopping and request.stream:
            request.stream.keep_alive = False

    server.listener(start, "before_server_start")
    server.listener(stop, "before_server_stop")
