"""Bearer token authentication, compared in constant time."""

from __future__ import annotations

import hmac

from sanic.request import Request


def has_token(request: Request, token: str) -> bool:
    """Whether ``Authorization: Bearer …`` has the token; nobody has an empty one.

    How long the comparison takes tells nothing about the token.
    """
    return bool(token) and hmac.compare_digest(_bytes(request.token or ""), _bytes(token))


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogateescape")
