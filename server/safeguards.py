"""Limits, rate limits and error sentences for every address of the server, whoever serves it."""

from __future__ import annotations

from typing import Any

from sanic import Sanic
from sanic.exceptions import (
    HeaderExpectationFailed,
    InvalidUsage,
    MethodNotSupported,
    NotFound,
    PayloadTooLarge,
    RequestTimeout,
    SanicException,
)
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse, redirect

from channels.error_sentences import error_response
from channels.rate_limits import RateLimits, TooManyRequests, too_many_requests
from guide.text import Text, bilingual
from server.http_protocol import SENDING_SECONDS

MAX_BODY_BYTES = 512 * 1024
"""The longest request the server reads: one of Slack's about a long message."""
KEEP_ALIVE_SECONDS = 5
"""How long a connection without a request is kept open. Rasa's server keeps it for two minutes."""

CONNECTIONS_PER_ADDRESS = 100
"""As many as nginx lets an address have (``deploy/nginx/``)."""

SENTENCES: dict[type[Exception], Text] = {
    HeaderExpectationFailed: bilingual(
        "The server can't do what the request expects of it.",
        "Le serveur ne peut pas faire ce que la requête attend de lui.",
    ),
    InvalidUsage: bilingual("The request is not valid.", "La requête n'est pas valide."),
    MethodNotSupported: bilingual(
        "This address can't be used in this way.",
        "Cette adresse ne s'utilise pas de cette façon.",
    ),
    NotFound: bilingual("There is nothing at this address.", "Il n'y a rien à cette adresse."),
    PayloadTooLarge: bilingual("The request is too large.", "La requête est trop grande."),
    RequestTimeout: bilingual(
        "The request took too long to arrive.", "La requête a mis trop de temps à arriver."
    ),
    Exception: bilingual(
        "Something went wrong inside the server.", "Une erreur s'est produite dans le serveur."
    ),
}


def add_safeguards(app: Sanic) -> None:
    """Adds them to a server, before it starts.

    - Requests are limited in size and time, and an address in the number of its connections and
      its requests (rate limit), apart from a route with ``ctx_is_signed=True``, which counts the
      unsigned ones.
    - Errors are ``{"error": "<sentence>"}`` and tell nothing else.
    - Rasa's own page, which tells its version to anyone, leads to the chat.

    Raises:
        SystemExit: if a rate limit can't be read; the message names its variable.
    """
    app.config.REQUEST_MAX_SIZE = min(app.config.REQUEST_MAX_SIZE, MAX_BODY_BYTES)
    app.config.REQUEST_TIMEOUT = min(app.config.REQUEST_TIMEOUT, SENDING_SECONDS)
    app.config.KEEP_ALIVE_TIMEOUT = min(app.config.KEEP_ALIVE_TIMEOUT, KEEP_ALIVE_SECONDS)
    app.config.setdefault("CONNECTIONS_PER_ADDRESS", CONNECTIONS_PER_ADDRESS)
    limits = RateLimits()

    async def count(request: Request) -> HTTPResponse | None:
        # A platform's servers speak for many people from few addresses, and sign what they send.
        if request.route is not None and getattr(request.route.ctx, "is_signed", False):
            return None
        try:
            await limits.count_any(request)
        except TooManyRequests as error:  # raised here, it would not be answered
            return too_many_requests(request, error)
        return None

    for kind, reason in SENTENCES.items():
        app.error_handler.add(kind, _answers(reason))
    app.register_middleware(count, "request")
    app.register_middleware(read_unused_body, "request")
    if any(route.path == "chat" for route in app.router.routes):
        app.register_middleware(lead_to_chat, "request")
    app.register_middleware(secure, "response")


async def read_unused_body(request: Request) -> None:
    """Reads what came with a GET: left unread, Sanic would log it as an error of the server's."""
    if request.method in ("GET", "HEAD"):
        await request.receive_body()  # type: ignore[no-untyped-call]


async def lead_to_chat(request: Request) -> HTTPResponse | None:
    """Leads from Rasa's own page to ours."""
    return redirect("/chat") if request.path == "/" else None


async def secure(_: Request, response: BaseHTTPResponse) -> None:
    """Keeps browsers from taking an answer for something that it isn't."""
    response.headers.setdefault("X-Content-Type-Options", "nosniff")


def _answers(reason: Text) -> Any:
    async def handle(request: Request, error: Exception) -> HTTPResponse:
        if not isinstance(error, SanicException):
            request.app.error_handler.log(request, error)  # type: ignore[no-untyped-call]
        status = getattr(error, "status_code", 500)
        return error_response(request, reason, status, {**getattr(error, "headers", {})})

    return handle
