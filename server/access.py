"""Who may see metrics and the details of the readiness probe: this machine, and a bearer token."""

from __future__ import annotations

import os

from sanic.request import Request

from channels.bearer_token import has_token
from channels.client_address import is_local

TOKEN = "METRICS_TOKEN"


def may_see_operations(request: Request) -> bool:
    """Whether a request comes from this machine itself or has the bearer token.

    The token is in the environment variable ``METRICS_TOKEN``; empty: there is none. A proxy on
    this machine makes nobody local (see ``is_local``).
    """
    return has_token(request, os.environ.get(TOKEN, "")) or is_local(request)
