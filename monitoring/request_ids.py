"""Request ids (correlation ids): which lines in the logs of both servers one request caused."""

from __future__ import annotations

import re
import uuid

from sanic import Sanic
from sanic.request import Request
from sanic.response import BaseHTTPResponse
from structlog.contextvars import bind_contextvars, clear_contextvars, get_contextvars

HEADER = "X-Request-ID"
_WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")


def begin_request(given: str | None) -> str:
    """Starts what belongs together in this task and those that it starts.

    Args:
        given: an id from whoever asks; a new one is made if it isn't 8 to 64 letters, digits,
            dots, hyphens and underscores.

    Returns:
        The id, which log lines have from now on.
    """
    request_id = given if given and _WELL_FORMED.fullmatch(given) else uuid.uuid4().hex
    clear_contextvars()
    bind_contextvars(request_id=request_id)
    return request_id


def request_id_header() -> dict[str, str]:
    """The header that takes the id along to another server; empty if there is no request."""
    request_id = get_contextvars().get("request_id")
    return {HEADER: request_id} if request_id else {}


def add_request_ids(app: Sanic) -> None:
    """Gives every request of a server an id, which the answer has in its header too."""

    async def begin(request: Request) -> None:
        _id_of(request)

    async def tell(request: Request, response: BaseHTTPResponse) -> None:
        response.headers[HEADER] = _id_of(request)

    app.register_middleware(begin, "request")
    app.register_middleware(tell, "response")


def _id_of(request: Request) -> str:
    if not hasattr(request.ctx, "request_id"):
        request.ctx.request_id = begin_request(request.headers.get(HEADER))
    request_id: str = request.ctx.request_id
    return request_id
