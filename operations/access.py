"""Who may see how the assistant does: this machine, and who has the token."""

from __future__ import annotations

import hmac
import os

from sanic.request import Request

from channels.client_address import is_local

TOKEN = "METRICS_TOKEN"


def may_look(request: Request) -> bool:
    """Whether a request comes from this machine itself or has the bearer token.

    The token is in the environment variable ``METRICS_TOKEN``; empty: there is none. A proxy on
    this machine makes nobody local (see ``is_local``).
    """
    token = os.environ.get(TOKEN, "")
    if token and hmac.compare_digest(_bytes(request.token or ""), _bytes(token)):
        return True
    return is_local(request)


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogateescape")
