"""HTTP caching and compression of content that is served again and again: ETag, 304, gzip."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from sanic.request import Request
from sanic.response import HTTPResponse, empty, raw


@dataclass(frozen=True)
class CachedContent:
    """Bytes as they go over the wire, plain and compressed with gzip, and their ETag."""

    plain: bytes
    packed: bytes
    tag: str

    @classmethod
    def of(cls, content: bytes) -> CachedContent:
        """Compresses the content, once."""
        # A weak ETag: the content is the same, however compressed.
        tag = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'
        return cls(content, gzip.compress(content, mtime=0), tag)

    def respond(
        self, request: Request, content_type: str, caching: str, more: Mapping[str, str] = {}
    ) -> HTTPResponse:
        """Answers with the content, or with 304 where the client has it.

        Args:
            request: says what the client has and takes.
            content_type: of the content.
            caching: the ``Cache-Control`` header.
            more: headers on top.
        """
        headers = {"ETag": self.tag, "Cache-Control": caching, "Vary": "Accept-Encoding", **more}
        if self.tag in request.headers.get("If-None-Match", ""):
            return empty(status=304, headers=headers)
        body = self.plain
        if takes_gzip(request):
            headers["Content-Encoding"] = "gzip"
            body = self.packed
        return raw(body, headers=headers, content_type=content_type)


def takes_gzip(request: Request) -> bool:
    """Whether the client reads what is compressed with gzip."""
    return "gzip" in request.headers.get("Accept-Encoding", "")
