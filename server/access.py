"""Who may see metrics and the details of the readiness probe: this machine, and a bearer token."""

from __future__ import annotations

import os
import re

from sanic.request import Request

from channels.bearer_token import has_token
from channels.client_address import is_local

TOKEN = "METRICS_TOKEN"
LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")
"""What this machine is called by itself, in a request's ``Host``."""

_PORT = re.compile(r":\d+$")


def may_see_operations(request: Request) -> bool:
    """Whether a request comes from this machine itself or has the bearer token.

    The token is in the environment variable ``METRICS_TOKEN``; empty: there is none. A proxy on
    this machine makes nobody local (see ``is_local``), nor does a browser on it that some site has
    sent here under a name of its own (DNS rebinding).
    """
    if has_token(request, os.environ.get(TOKEN, "")):
        return True
    return is_local(request) and _PORT.sub("", request.host) in LOCAL_NAMES
