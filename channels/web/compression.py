"""Compression (gzip) of whatever the channel answers that isn't compressed yet."""

from __future__ import annotations

import gzip

from sanic import Blueprint
from sanic.request import Request
from sanic.response import BaseHTTPResponse

from channels.web.cached_content import takes_gzip

LEAST_TO_COMPRESS = 1000  # bytes: less fits into one packet as it is


def add_compression(blueprint: Blueprint) -> None:
    """Compresses every answer that is long enough, for clients that read that."""

    @blueprint.middleware("response")
    async def compress(request: Request, response: BaseHTTPResponse) -> None:
        body = response.body or b""
        if len(body) < LEAST_TO_COMPRESS or "Content-Encoding" in response.headers:
            return
        response.headers.setdefault("Vary", "Accept-Encoding")
        if takes_gzip(request):
            response.body = gzip.compress(body, compresslevel=6)
            response.headers["Content-Encoding"] = "gzip"
