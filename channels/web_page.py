"""The page's files, served with headers that let the browser run only what is ours."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, raw, text

WEB = Path(__file__).parents[1] / "web"
# The file that has everything in it; deepChat.js beside it is for build tools.
CHAT_COMPONENT = WEB / "node_modules" / "deep-chat" / "dist" / "deepChat.bundle.js"

# Every file that is served, by its path under /chat; anything else in web/ stays private.
FILES = {
    "/": WEB / "index.html",
    "/chat.css": WEB / "chat.css",
    "/messages.css": WEB / "messages.css",
    "/chat.js": WEB / "chat.js",
    "/markdown.js": WEB / "markdown.js",
    "/icon.svg": WEB / "icon.svg",
    "/deep-chat.js": CHAT_COMPONENT,
}
CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
NOT_INSTALLED = (
    "The chat page isn't complete: its chat component is not installed. "
    "Run '.venv/bin/npm ci --prefix web' in the project's folder, then reload this page.\n"
)

SECURITY_HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",  # charts come as data: addresses
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'self'",
        )
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def add_page(blueprint: Blueprint) -> None:
    """Adds the page and its files to the blueprint, and the security headers to all it answers."""
    for path, file in FILES.items():
        blueprint.add_route(_server_of(file), path, methods=["GET", "HEAD"], name=file.name)

    @blueprint.middleware("response")
    async def secure(_: Request, response: HTTPResponse) -> None:
        response.headers.update(SECURITY_HEADERS)


def _server_of(file: Path) -> Callable[[Request], Coroutine[Any, Any, HTTPResponse]]:
    async def serve(request: Request) -> HTTPResponse:
        if not CHAT_COMPONENT.is_file():
            return text(NOT_INSTALLED, status=503, headers={"Cache-Control": "no-store"})
        content = file.read_bytes()
        # The browser keeps every file but asks each time whether it is still the one: an update
        # shows at once, and an unchanged file costs no more than a 304.
        tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        headers = {"ETag": tag, "Cache-Control": "no-cache"}
        if tag in request.headers.get("If-None-Match", ""):
            return empty(status=304, headers=headers)
        return raw(content, headers=headers, content_type=CONTENT_TYPES[file.suffix])

    return serve
