"""What the action server does for its safety and its logs; a plug-in of Rasa's SDK."""

from __future__ import annotations

import logging
import time

import pluggy
from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse, json

from monitoring.request_ids import add_request_ids
from server.graceful_shutdown import close_connections_when_stopped
from server.malformed_requests import refuse_malformed

logger = logging.getLogger(__name__)


@pluggy.HookimplMarker("rasa_sdk")
def attach_sanic_app_extensions(app: Sanic) -> None:
    """Refuses malformed requests; gives every call the id of its request, and logs it (at INFO).

    When it is stopped, it closes its connections in order.
    """
    refuse_malformed(app)
    app.error_handler.add(SanicException, refuse)
    add_request_ids(app)
    close_connections_when_stopped(app)

    async def begin(request: Request) -> None:
        request.ctx.began = time.perf_counter()

    async def log(request: Request, response: BaseHTTPResponse) -> None:
        if request.method == "POST":
            seconds = time.perf_counter() - request.ctx.began
            call = request.parsed_json
            logger.info(
                "Action run in %.3f s: status %s",
                seconds,
                response.status,
                extra={
                    "action": call.get("next_action") if isinstance(call, dict) else None,
                    "seconds": round(seconds, 4),
                },
            )

    app.register_middleware(begin, "request")
    app.register_middleware(log, "response")


def refuse(request: Request, error: SanicException) -> HTTPResponse:
    """Answers a caller's mistake with its status; the SDK would call it an error of its own."""
    return json({"error": str(error)}, status=error.status_code)
