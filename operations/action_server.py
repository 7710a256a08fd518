"""What the action server does for its logs; a plug-in of Rasa's SDK."""

from __future__ import annotations

import logging
import time

import pluggy
from sanic import Sanic
from sanic.request import Request
from sanic.response import BaseHTTPResponse

from operations.request_ids import add_request_ids

logger = logging.getLogger(__name__)


@pluggy.HookimplMarker("rasa_sdk")
def attach_sanic_app_extensions(app: Sanic) -> None:
    """Gives every call the id of the request that caused it, and logs it (at INFO)."""
    add_request_ids(app)

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
