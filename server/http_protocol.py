"""Sanic's HTTP protocol with a graceful shutdown, and without the requests it stumbles over."""

from __future__ import annotations

import logging
import re
from time import monotonic
from typing import Any

from httptools import HttpParserInvalidURLError, parse_url
from sanic.exceptions import InvalidUsage, RequestTimeout, SanicException
from sanic.http import Http, Stage
from sanic.request import Request
from sanic.server import HttpProtocol

logger = logging.getLogger(__name__)

LAST_QUESTION_SECONDS = 0.5
"""How long after the stop an idle connection may still bring a request."""

SENDING_SECONDS = 15
# Said before anything is read, so nobody has told a language yet.
_TOO_MANY_SAID = b'{"error":"There are too many connections. Il y a trop de connexions."}\n'
_TOO_MANY = (
    b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 5\r\nConnection: close\r\n"
    b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
) % (len(_TOO_MANY_SAID), _TOO_MANY_SAID)

# RFC 9110: a method is a token, a length is digits.
_METHOD = re.compile(r"[A-Za-z!#$%&'*+.^_`|~-]{1,32}")
_LENGTH = re.compile(r"[0-9]{1,18}")
# Sanic makes up a request of this method when it couldn't read the real one.
_MADE_UP = "NONE"
_FAILED = "Something went wrong inside the server."
_REFUSAL = b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class GracefulHttpProtocol(HttpProtocol):
    """For ``app.run(protocol=...)`` of Sanic 21.12, the one that Rasa 3.6 and its SDK run on.

    Graceful shutdown: Sanic closes an idle connection at once, even if it is only just open and the
    request on its way; and it keeps busy keep-alive connections, until 15 seconds later it cuts
    them off in the middle of a request. Here the first has a moment more, and each answer after the
    stop is the last one of its connection, and says so (``Connection: close``). Whoever has more to
    ask connects anew, to the next server.

    Malformed requests: with a ``Content-Length`` that is no length, Sanic may read for ever and
    answer nobody any more. Such lengths, addresses that are none and broken chunks become an error
    of the server's (500, or no answer at all) with a traceback in the log. Each gets 400 here
    instead. So does OPTIONS with a body: nobody needs one, and Rasa's CORS answers
    without reading it, which Sanic logs as an error of the server's.

    Slow senders and idle connections: a request must be whole ``SENDING_SECONDS`` after its first
    byte (408), however steadily its bytes trickle in. An address may have as many connections open
    as the app's setting ``CONNECTIONS_PER_ADDRESS`` says, if it has one (429). Behind a proxy
    (``SANIC_PROXIES_COUNT``) all come from one address, and the proxy counts.

    Exits: a handler that calls ``sys.exit`` ends its request with 500, not the server.
    """

    __slots__ = ("_address", "_began")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.request_class = WellFormedRequest
        self._address: str | None = None
        self._began: float | None = None

    def connection_made(self, transport: Any) -> None:
        """Takes a connection, unless its address has too many."""
        peer = transport.get_extra_info("peername")
        most = self.app.config.get("CONNECTIONS_PER_ADDRESS")
        if most and isinstance(peer, tuple) and not self.app.config.PROXIES_COUNT:
            self._address = peer[0]
            if sum(other._address == peer[0] for other in self.connections) >= most:
                transport.write(_TOO_MANY)
                transport.close()
                return
        super().connection_made(transport)  # type: ignore[no-untyped-call]

    def data_received(self, data: bytes) -> None:
        """Takes bytes; remembers when a request began."""
        if self._began is None:
            self._began = monotonic()
        super().data_received(data)

    def check_timeouts(self) -> None:
        """Ends the request of a slow sender. Sanic waits for as long as anything comes."""
        http = self._http
        if self._task and http is not None:
            is_coming = http.stage is Stage.REQUEST or (
                http.stage is Stage.HANDLER and http.request_body
            )
            if not is_coming:
                self._began = None
            elif self._began is not None and monotonic() - self._began > SENDING_SECONDS:
                http.exception = RequestTimeout("The request took too long to arrive.")
                self._task.cancel()
                return
        super().check_timeouts()  # type: ignore[no-untyped-call]

    def _setup_connection(self) -> None:
        super()._setup_connection()  # type: ignore[no-untyped-call]
        self._http = _Http(self)  # type: ignore[no-untyped-call]

    def close_if_idle(self) -> bool:
        """Closes the connection in a moment, unless it brings a request by then."""
        self.loop.call_later(LAST_QUESTION_SECONDS, super().close_if_idle)
        return False


class WellFormedRequest(Request):
    """A request whose address, method and length are what they must be.

    Raises:
        InvalidUsage: if they aren't, before anything more of the request is read.
    """

    def __init__(
        self, url_bytes: bytes, headers: Any, version: str, method: str, *rest: Any, **named: Any
    ) -> None:
        if method == _MADE_UP:
            url_bytes = b"*"
        elif not _is_well_formed(url_bytes, headers, method):
            raise InvalidUsage("This is not a valid HTTP request.")
        super().__init__(url_bytes, headers, version, method, *rest, **named)


class _Http(Http):
    __slots__ = ()

    async def http1(self) -> None:
        try:
            await super().http1()  # type: ignore[no-untyped-call]
        except UnicodeEncodeError:  # an address in bytes that are no text
            await self.protocol.send(_REFUSAL)
        except InvalidUsage:  # broken chunks at the end of a request that has been answered
            pass
        except SystemExit as error:
            # Asyncio would end the server with it. Rasa 3.6.21 exits (``print_error_and_exit``)
            # where its own SQL tracker store meets a ``ValueError``, and in training. Its other
            # exits are those of its command line.
            logger.error("Handling a request called for the server's end.", exc_info=error)
            self.keep_alive = False
            await self.error_response(SanicException(_FAILED, status_code=500))

    async def http1_response_header(self, data: bytes, end_stream: bool) -> None:
        if self.protocol.signal.stopped:
            self.keep_alive = False
        await super().http1_response_header(data, end_stream)


def _is_well_formed(url: bytes, headers: Any, method: str) -> bool:
    try:
        parse_url(url)
    except HttpParserInvalidURLError:
        return False
    lengths = headers.getall("content-length", [])
    codings = headers.getall("transfer-encoding", [])
    if codings and (codings != ["chunked"] or lengths):
        return False  # where two lengths are given, a proxy may believe the other one
    if method == "OPTIONS" and (codings or lengths not in ([], ["0"])):
        return False
    one_length = len(lengths) < 2 and all(_LENGTH.fullmatch(length) for length in lengths)
    return one_length and _METHOD.fullmatch(method) is not None
