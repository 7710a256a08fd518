"""The addresses for those who run the assistant; a channel, because that's how Rasa takes them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.exceptions import NotFound
from sanic.request import Request
from sanic.response import HTTPResponse, json, raw

from monitoring.access import may_look
from monitoring.counting import count_responses, start_counting
from monitoring.logs import keep_format
from monitoring.metrics import exposition
from monitoring.readiness.check import OK
from monitoring.readiness.readiness import PARTS, Readiness
from monitoring.request_ids import add_request_ids
from server.graceful_shutdown import close_connections_when_stopped
from server.model_reload import upgrade_model
from server.passing_on import pass_on_request_ids

NO_STORE = {"Cache-Control": "no-store"}


class OperationsInput(InputChannel):
    """Tells how the server does.

    - ``GET /health``: it is alive, which is all this says.
    - ``GET /ready``: 200 if every part works that an answer needs, else 503. This machine, and who
      has the token, see ``{"ready": ..., "parts": {"<part>": "ok" or what is wrong}}``; others
      only ``ready``. ``?exclude=<part>`` leaves a part out of the decision (as often as needed).
    - ``GET /metrics``: for Prometheus; others than those two get 404.
    """

    @classmethod
    def name(cls) -> str:
        """The channel's name; no conversation has it."""
        return "operations"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> OperationsInput:
        """Makes the channel. The server's log is as it should be from here on."""
        keep_format()
        return cls()

    def url_prefix(self) -> str:
        """Addresses are plain: ``/health`` instead of Rasa's ``/webhooks/…``."""
        return "/"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes."""
        blueprint = Blueprint("operations")
        upgrade_model(blueprint)
        close_connections_when_stopped(blueprint)

        @blueprint.listener("before_server_start")
        async def start(app: Sanic, _: Any) -> None:
            app.ctx.readiness = Readiness(lambda: app.ctx.agent)
            start_counting()
            count_responses(app)
            add_request_ids(app)
            pass_on_request_ids()

        @blueprint.get("/health")
        async def health(_: Request) -> HTTPResponse:
            return json({"status": "ok"}, headers=NO_STORE)

        @blueprint.get("/ready")
        async def ready(request: Request) -> HTTPResponse:
            excluded = set(request.args.getlist("exclude", []))
            if unknown := excluded.difference(PARTS):
                error = f"There is no part '{min(unknown)}', only {', '.join(PARTS)}."
                return json({"error": error}, status=400)
            readiness: Readiness = request.app.ctx.readiness
            parts = await readiness.results()
            is_ready = all(parts[part] == OK for part in PARTS if part not in excluded)
            answer: dict[str, Any] = {"ready": is_ready}
            if may_look(request):
                answer["parts"] = parts
            return json(answer, status=200 if is_ready else 503, headers=NO_STORE)

        @blueprint.get("/metrics")
        async def metrics(request: Request) -> HTTPResponse:
            if not may_look(request):
                raise NotFound("There is nothing at this address.")
            return raw(exposition(), content_type=CONTENT_TYPE_LATEST, headers=NO_STORE)

        return blueprint
