"""CORS: the origins whose web pages may use the chat, preflight requests, and CSRF refused.

Rasa's own ``--cors`` would open every route of the server to a page, with credentials. Here only
the chat is opened, only to the origins that are named, and never with credentials: the chat uses
neither cookies nor logins.
"""

from __future__ import annotations

import os
import sys
from urllib.parse import urlsplit

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty

from channels.error_sentences import error_response
from guide.text import bilingual

VARIABLE = "CHAT_ORIGINS"
PREFLIGHT_SECONDS = 86_400
FOREIGN = bilingual(
    "Pages of another site may not use this chat unless its owner has allowed them to.",
    "Les pages d'un autre site ne peuvent se servir de ce clavardage que si son propriétaire "
    "le permet.",
)


def read_origins() -> frozenset[str]:
    """Reads the allowed origins from the environment variable ``CHAT_ORIGINS``.

    Raises:
        SystemExit: if one of them is no origin; the message names it.
    """
    origins = os.environ.get(VARIABLE, "").split()
    for origin in origins:
        parts = urlsplit(origin)
        if parts.scheme not in ("http", "https") or origin != f"{parts.scheme}://{parts.netloc}":
            sys.exit(
                f"{VARIABLE} has '{origin}', which is not an origin such as https://example.org "
                "(no path, no slash at the end)."
            )
    return frozenset(origins)


def allow_origins(blueprint: Blueprint, origins: frozenset[str]) -> None:
    """Refuses requests from pages of other origins, and lets browsers know who is allowed.

    Only requests that change something are refused: a file or a picture can be linked to by
    anyone, but scripts of other origins can't read it.

    Args:
        blueprint: whose routes are meant; those for POST need a route for OPTIONS, too.
        origins: who is allowed besides the server's own origin.
    """

    @blueprint.middleware("request")
    async def refuse(request: Request) -> HTTPResponse | None:
        origin = request.headers.get("Origin")
        if request.method != "POST" or origin is None or origin in origins:
            return None
        # A proxy may have taken off the https, so the scheme says nothing; it may even have changed
        # the host, but no page can change what its browser says of it.
        same_host = origin.partition("://")[2] == request.host
        if same_host or request.headers.get("Sec-Fetch-Site") == "same-origin":
            return None
        return error_response(request, FOREIGN, 403)

    @blueprint.middleware("response")
    async def allow(request: Request, response: HTTPResponse) -> None:
        vary = response.headers.get("Vary")
        response.headers["Vary"] = f"{vary}, Origin" if vary else "Origin"
        # Files and pictures are public; answers are nobody's but the page's that asked.
        policy = "same-origin" if request.method == "POST" else "cross-origin"
        response.headers["Cross-Origin-Resource-Policy"] = policy
        response.headers.pop("Access-Control-Allow-Credentials", None)  # from Rasa's own CORS
        origin = request.headers.get("Origin")
        if origin in origins:
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Expose-Headers"] = "Retry-After"
            if request.method == "OPTIONS":
                response.headers["Access-Control-Allow-Methods"] = "POST"
                response.headers["Access-Control-Allow-Headers"] = "Content-Type, X-Affinity"
                response.headers["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)


async def answer_preflight(_: Request) -> HTTPResponse:
    """Answers the question a browser asks before a request; the answer is in the headers."""
    return empty()
