"""What holds for every address of the server, whichever channel serves it, or none."""

from __future__ import annotations

from typing import Any

from sanic import Blueprint, Sanic
from sanic.exceptions import (
    HeaderExpectationFailed,
    InvalidUsage,
    MethodNotSupported,
    NotFound,
    PayloadTooLarge,
    SanicException,
)
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse, json, redirect

from channels.rate_limits import RateLimits, TooManyRequests, too_many_requests
from server.malformed_requests import refuse_malformed
from stores.conversation_id import MAX_ID_LENGTH, is_storable

MAX_BODY_BYTES = 512 * 1024
"""The longest request the server reads: one of Slack's about a long message."""
MAX_API_BODY_BYTES = 8 * 1024 * 1024
"""The same when somebody has turned on Rasa's HTTP API, which takes training data."""
REQUEST_SECONDS = 20
"""How long a client may say nothing in the middle of a request's headers."""

_NO_CONVERSATION_ID = (
    f"A conversation's id has 1 to {MAX_ID_LENGTH} characters, none of them a control character."
)
_SENTENCES: dict[type[SanicException], str] = {
    HeaderExpectationFailed: "The server can't do what the request expects of it.",
    InvalidUsage: "The request is not valid.",
    MethodNotSupported: "This address can't be used in this way.",
    NotFound: "There is nothing at this address.",
    PayloadTooLarge: "The request is too large.",
}


def add_safeguards(blueprint: Blueprint) -> None:
    """Adds them to the server that a channel's blueprint is part of, once for all channels.

    - Requests are limited in size and number, and must be well formed (see ``malformed``).
    - Errors are ``{"error": "<sentence>"}`` and tell nothing else.
    - Rasa's own page, which tells its version to anyone, leads to the chat.

    Raises:
        SystemExit: if a rate limit can't be read; the message names its variable.
    """
    limits = RateLimits()

    @blueprint.listener("before_server_start")
    async def add(app: Sanic, _: Any) -> None:
        if getattr(app.ctx, "has_safeguards", False):
            return
        app.ctx.has_safeguards = True
        refuse_malformed(app)
        served = {route.path for route in app.router.routes}
        has_api = "model/train" in served
        longest = MAX_API_BODY_BYTES if has_api else MAX_BODY_BYTES
        app.config.REQUEST_MAX_SIZE = min(app.config.REQUEST_MAX_SIZE, longest)
        app.config.REQUEST_TIMEOUT = min(app.config.REQUEST_TIMEOUT, REQUEST_SECONDS)
        for kind, sentence in _SENTENCES.items():
            app.error_handler.add(kind, _answers(sentence))
        app.register_middleware(count, "request")
        app.register_middleware(read_unused_body, "request")
        app.register_middleware(check_conversation_id, "request")
        if "chat" in served and not has_api:
            app.register_middleware(lead_to_chat, "request")
        app.register_middleware(secure, "response")

    async def count(request: Request) -> HTTPResponse | None:
        try:
            await limits.count_any(request)
        except TooManyRequests as error:  # raised here, it would not be answered
            return too_many_requests(error)
        return None


async def read_unused_body(request: Request) -> None:
    """Reads what came with a GET: left unread, Sanic would log it as an error of the server's."""
    if request.method in ("GET", "HEAD"):
        await request.receive_body()  # type: ignore[no-untyped-call]


async def check_conversation_id(request: Request) -> HTTPResponse | None:
    """Refuses an address of Rasa's HTTP API that names a conversation which no store can hold."""
    if is_storable(request.match_info.get("conversation_id", "none")):
        return None
    return json({"error": _NO_CONVERSATION_ID}, status=400)


async def lead_to_chat(request: Request) -> HTTPResponse | None:
    """Leads from Rasa's own page to ours."""
    return redirect("/chat") if request.path == "/" else None


async def secure(_: Request, response: BaseHTTPResponse) -> None:
    """Keeps browsers from taking an answer for something that it isn't."""
    response.headers.setdefault("X-Content-Type-Options", "nosniff")


def _answers(sentence: str) -> Any:
    async def handle(_: Request, error: SanicException) -> HTTPResponse:
        headers = {**getattr(error, "headers", {})}
        return json({"error": sentence}, status=error.status_code, headers=headers)

    return handle
