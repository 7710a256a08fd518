"""Health check, readiness probe and metrics: the addresses for those who run the assistant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST
from sanic import Sanic
from sanic.exceptions import NotFound
from sanic.request import Request
from sanic.response import HTTPResponse, json, raw

from monitoring.metrics import exposition
from monitoring.readiness.check import OK
from monitoring.readiness.readiness import PARTS, Readiness

NO_STORE = {"Cache-Control": "no-store"}


def add_health_checks(app: Sanic, may_see: Callable[[Request], bool]) -> None:
    """Adds the routes to a server.

    - ``GET /health``, a liveness probe: it is alive, which is all this says.
    - ``GET /ready``, a readiness probe: 200 if every part works that an answer needs, else 503. Who
      may see more gets ``{"ready": ..., "parts": {"<part>": "ok" or what is wrong}}``, and as
      ``guide`` which version of it answers, where actions run in this server; others only
      ``ready``. ``?exclude=<part>`` leaves a part out of the decision (as often as needed).
    - ``GET /metrics``: for Prometheus; who may not see more gets 404.

    Args:
        app: the server, whose ``ctx.agent`` is Rasa's.
        may_see: whether who sends a request may see more.
    """

    @app.before_server_start
    async def start(app: Sanic, _: Any) -> None:
        app.ctx.readiness = Readiness(lambda: app.ctx.agent)

    @app.get("/health")
    async def health(_: Request) -> HTTPResponse:
        return json({"status": "ok"}, headers=NO_STORE)

    @app.get("/ready")
    async def ready(request: Request) -> HTTPResponse:
        excluded = set(request.args.getlist("exclude", []))
        if unknown := excluded.difference(PARTS):
            error = f"There is no part '{min(unknown)}', only {', '.join(PARTS)}."
            return json({"error": error}, status=400)
        readiness: Readiness = request.app.ctx.readiness
        parts = await readiness.results()
        is_ready = all(parts[part] == OK for part in PARTS if part not in excluded)
        answer: dict[str, Any] = {"ready": is_ready}
        if may_see(request):
            answer["parts"] = parts
            endpoint = getattr(request.app.ctx.agent, "action_endpoint", None)
            if (guide := getattr(endpoint, "guide_version", None)) is not None:
                answer["guide"] = guide
        return json(answer, status=200 if is_ready else 503, headers=NO_STORE)

    @app.get("/metrics")
    async def metrics(request: Request) -> HTTPResponse:
        if not may_see(request):
            raise NotFound("There is nothing at this address.")
        return raw(exposition(), content_type=CONTENT_TYPE_LATEST, headers=NO_STORE)
