"""The action server: ``python -m server.actions``.

It is the one of Rasa's SDK with what plain ``rasa run actions`` lacks: malformed requests are
refused, the request id that the Rasa server sends along is in the log, each action has a log line,
and the shutdown is graceful.
"""

from __future__ import annotations

import argparse
import logging
import os
import time

from rasa_sdk.endpoint import create_app
from rasa_sdk.utils import number_of_sanic_workers, update_sanic_log_level
from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse, json

from monitoring.logs import configure_logging
from monitoring.request_ids import add_request_ids
from server.http_protocol import GracefulHttpProtocol

logger = logging.getLogger("server.actions")


def main() -> None:
    """Serves the actions until it is stopped.

    Raises:
        SystemExit: if the guide is not valid.
    """
    parser = argparse.ArgumentParser(prog="python -m server.actions")
    parser.add_argument("--actions", default="actions", help="package with the actions")
    parser.add_argument("--port", type=int, default=5055)
    told = parser.parse_args()

    configure_logging()
    app = create_app(told.actions, cors_origins=None)  # no page of any site calls it
    app.error_handler.add(SanicException, refuse)
    add_request_ids(app)
    log_actions(app)
    update_sanic_log_level()
    app.run(
        host=os.environ.get("SANIC_HOST", "127.0.0.1"),
        port=told.port,
        protocol=GracefulHttpProtocol,
        workers=number_of_sanic_workers(),
    )


def log_actions(app: Sanic) -> None:
    """Logs each action that is run, at INFO, with how long it took."""

    async def begin(request: Request) -> None:
        request.ctx.began = time.perf_counter()

    async def log(request: Request, response: BaseHTTPResponse) -> None:
        if request.method == "POST":
            seconds = time.perf_counter() - request.ctx.began
            call = request.parsed_json
            logger.info(
                "Action run in %.3f s: status %s",
                seconds,
                response.status,
                extra={
                    "action": call.get("next_action") if isinstance(call, dict) else None,
                    "seconds": round(seconds, 4),
                },
            )

    app.register_middleware(begin, "request")
    app.register_middleware(log, "response")


def refuse(_: Request, error: SanicException) -> HTTPResponse:
    """Answers a caller's mistake with its status; the SDK would call it an error of its own."""
    return json({"error": str(error)}, status=error.status_code)


if __name__ == "__main__":
    main()
