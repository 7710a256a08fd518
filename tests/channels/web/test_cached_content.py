"""Content that the client has isn't sent again, and what is sent is compressed if it may be."""

from __future__ import annotations

import gzip
from types import SimpleNamespace
from typing import Any

from channels.web.cached_content import CachedContent

CONTENT = CachedContent.of(b"chart" * 100)


def respond(**headers: str) -> Any:
    request: Any = SimpleNamespace(
        headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    return CONTENT.respond(request, "image/svg+xml", "no-cache", {"X-More": "yes"})


def test_plain_and_compressed_are_the_same_content() -> None:
    plain, packed = respond(), respond(Accept_Encoding="gzip, br")

    assert plain.body == gzip.decompress(packed.body) == b"chart" * 100
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert plain.headers["X-More"] == "yes"


def test_who_has_it_gets_304() -> None:
    response = respond(If_None_Match=CONTENT.tag)

    assert (response.status, response.body) == (304, b"")
    assert respond(If_None_Match='W/"other"').status == 200
