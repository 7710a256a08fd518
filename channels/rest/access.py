"""Access to the REST channel: programs on this machine, and others with the bearer token.

Whoever sends a message names its conversation, so anyone who may send can continue anybody's. A
program that serves people keeps that in order; strangers wouldn't.
"""

from __future__ import annotations

import sys

from sanic.request import Request
from sanic.response import HTTPResponse

from channels.bearer_token import has_token
from channels.client_address import is_local
from channels.error_sentences import error_response
from guide.text import bilingual

VARIABLE = "REST_TOKEN"
SHORTEST_TOKEN = 20  # characters: what nobody can guess within the rate limits
REFUSAL = bilingual(
    "Only programs on the assistant's own machine may use this address, and those that send "
    "'Authorization: Bearer ...' with its REST_TOKEN.",
    "Seuls peuvent utiliser cette adresse les programmes de la machine même de l'assistant, et "
    "ceux qui envoient « Authorization: Bearer … » avec son REST_TOKEN.",
)


class RestAccess:
    """Decides whether a request may be answered.

    Without the token, it must come from this machine itself: not through a proxy, which would
    make everybody look local, and not from a web page, which anyone can have written.

    Args:
        token: the secret; empty if there is none.

    Raises:
        SystemExit: if it is too short to be one; the message names its variable.
    """

    def __init__(self, token: str) -> None:
        if token and len(token) < SHORTEST_TOKEN:
            sys.exit(
                f"{VARIABLE} is too short: it needs {SHORTEST_TOKEN} characters or more, "
                "such as 'openssl rand -hex 32' prints."
            )
        self._token = token

    def refusal(self, request: Request) -> HTTPResponse | None:
        """The answer to a request that isn't allowed; ``None`` if it is."""
        if has_token(request, self._token):
            return None
        if is_local(request) and "Origin" not in request.headers:
            return None
        return error_response(request, REFUSAL, 401, {"WWW-Authenticate": "Bearer"})
