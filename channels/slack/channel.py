"""The Slack channel: Rasa's ``InputChannel`` for Socket Mode or signed HTTP requests."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Coroutine
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, text
from slack_bolt.adapter.sanic.async_handler import to_async_bolt_request, to_sanic_response

from channels.ask import OnNewMessage
from channels.error_sentences import in_preferred_language
from channels.rate_limits import RateLimits, answer_too_many_requests
from channels.slack.charts import add_charts
from channels.slack.connection import SlackConnection
from channels.slack.settings import SlackOffError, SlackSettings
from guide.text import bilingual
from monitoring.logs import announce

logger = logging.getLogger(__name__)

NOT_CONNECTED = bilingual("Slack isn't connected.", "Slack n'est pas connecté.")


class SlackInput(InputChannel):
    """The Slack app inside the Rasa server; see ``docs/slack.md``.

    With an app-level token it opens Socket Mode. Without, Slack sends its events to
    ``/webhooks/slack/events``. Without any token the channel is off, and says so.
    """

    def __init__(self, settings: SlackSettings | None) -> None:
        self.settings = settings

    @classmethod
    def name(cls) -> str:
        """The channel's name, which is also the middle part of its address."""
        return "slack"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> SlackInput:
        """Reads the channel's part of ``credentials.yml``."""
        try:
            return cls(SlackSettings.read(credentials or {}))
        except SlackOffError as why:
            announce(f"Slack is off: {why}.")
            return cls(None)

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """The address for events and the charts, and what happens at start and stop.

        Rasa's ``on_new_message`` is not used: messages are handled by ``channels.ask``, which
        deduplicates them under the lock that Rasa's would take.
        """
        blueprint = Blueprint("slack_channel")
        if self.settings is None:
            return blueprint
        settings = self.settings
        limits = RateLimits()
        add_charts(blueprint)
        answer_too_many_requests(blueprint)

        @blueprint.listener("after_server_start")
        async def start(app: Sanic, _: Any) -> None:
            app.ctx.slack = SlackConnection(settings, lambda: app.ctx.agent, limits)
            app.ctx.slack.open()

        @blueprint.listener("before_server_stop")
        async def stop(app: Sanic, _: Any) -> None:
            await app.ctx.slack.close()

        if not settings.uses_socket_mode:
            receive = _receiver(limits)
            blueprint.add_route(receive, "/events", methods=["POST"], ctx_is_signed=True)
        if settings.has_many_workspaces:
            for path in ("/install", "/oauth_redirect"):
                blueprint.add_route(_install, path, methods=["GET"], name=path.strip("/"))
        return blueprint


async def _install(request: Request) -> HTTPResponse:
    """The page that leads to Slack's consent, and the one that Slack leads back to."""
    connection: SlackConnection = request.app.ctx.slack
    app = connection.app
    if app is None:
        return text(in_preferred_language(request, NOT_CONNECTED), status=503)
    flow, bolt_request = app.oauth_flow, to_async_bolt_request(request)
    assert flow is not None
    if request.path == flow.install_path:
        answer = await flow.handle_installation(bolt_request)
    else:
        answer = await flow.handle_callback(bolt_request)
    # slack-bolt's own conversion sets cookies as Sanic 23 does.
    return HTTPResponse(answer.body, answer.status, answer.first_headers())


# Slack's SDK reads the time before it looks at the signature, and fails where it is no number.
_TIME = re.compile(r"[0-9]{1,12}")


def _receiver(limits: RateLimits) -> Callable[[Request], Coroutine[Any, Any, HTTPResponse]]:
    async def receive(request: Request) -> HTTPResponse:
        connection: SlackConnection = request.app.ctx.slack
        if connection.app is None:
            return text(NOT_CONNECTED.en, status=503)
        if not _TIME.fullmatch(request.headers.get("X-Slack-Request-Timestamp", "")):
            await limits.count_any(request)
            return text("This request isn't signed as Slack does it.", status=401)
        try:
            response = await connection.app.async_dispatch(to_async_bolt_request(request))
        except Exception:  # slack-bolt expects that whatever comes is of the documented form
            return text("This is not a request that Slack sends.", status=400)
        if response.status == 401:  # slack-bolt's answer to a wrong signature
            await limits.count_any(request)
        return to_sanic_response(response)

    return receive
