"""Socket Mode: events over a WebSocket that we open, so that no public address is needed."""

from __future__ import annotations

import asyncio
import logging
import time

from slack_bolt.adapter.socket_mode.async_base_handler import AsyncBaseSocketModeHandler
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from channels.slack.errors import SLACK_ERRORS, is_auth_error, raised_at, reason
from channels.slack.retries import retry_after_of

logger = logging.getLogger(__name__)

CONNECT_SECONDS = 3.0
"""How long Slack may take to name an address, and how long the WebSocket to open there."""
PAUSE_SECONDS = 1.0
"""Between two tries: after Slack accepts again, the connection is open within five seconds."""
CHECK_SECONDS = 3.0
"""How often the SDK pings, and looks whether the connection is still open."""

# The SDK logs a traceback at each try to connect. What matters is logged below, once.
_sdk_logger = logging.getLogger(f"{__name__}.sdk")
_sdk_logger.setLevel(logging.CRITICAL)


class SocketModeHandler(AsyncBaseSocketModeHandler):
    """Hands what comes over the WebSocket to the app, as slack-bolt's own handlers do."""

    def __init__(self, app: AsyncApp, app_token: str, web_client: AsyncWebClient) -> None:
        """Prepares a connection.

        Args:
            app: takes the requests.
            app_token: opens the connection.
            web_client: without retries, because each try has an address of its own.
        """
        self.app = app
        self._app = app
        self.client = _Client(
            app_token, logger=_sdk_logger, web_client=web_client, ping_interval=CHECK_SECONDS
        )
        self.client.socket_mode_request_listeners.append(self.handle)

    async def handle(self, client: AsyncBaseSocketModeClient, req: SocketModeRequest) -> None:
        """Acknowledges a request; the app goes on with its work after that."""
        start = time.time()
        try:
            response = await run_async_bolt_app(self._app, req)
            await send_async_response(client, req, response, start)
        except Exception as error:
            logger.error("A request from Slack could not be handled: %s.", raised_at(error))


class _Client(SocketModeClient):
    """Connects to a fresh address at each try, as long as it takes; gives up on a refusal.

    The SDK tries one address for ever, but Slack's work for a short time and once.
    """

    _is_lost = False

    async def connect(self) -> None:
        while not self.closed:
            pause = PAUSE_SECONDS
            try:
                self.wss_uri = await asyncio.wait_for(self.issue_new_wss_url(), CONNECT_SECONDS)
                await asyncio.wait_for(super().connect(), CONNECT_SECONDS)  # type: ignore[no-untyped-call]
            except asyncio.TimeoutError:
                self._say_lost("no WebSocket")
            except SLACK_ERRORS as error:
                pause = max(pause, retry_after_of(error))
            else:
                if not self.closed:
                    self._say_back()
                return
            await asyncio.sleep(pause)

    async def connect_to_new_endpoint(self, force: bool = False) -> None:
        # Slack says that it will close a connection, and closes it. If both come at once, the SDK
        # opens two new ones, the second of which cuts off what comes over the first.
        before = self.current_session
        async with self.connect_operation_lock:
            is_replaced = self.current_session is not before
            if (force and not is_replaced) or not await self.is_connected():
                await self.connect()

    async def issue_new_wss_url(self) -> str:
        try:
            response = await self.web_client.apps_connections_open(app_token=self.app_token)
        except SLACK_ERRORS as error:
            if is_auth_error(error) or _is_switched_off(error):
                # Several tasks of the SDK may ask at once.
                if not self.closed:
                    logger.error("Slack is off: it refuses SLACK_APP_TOKEN (%s).", reason(error))
                self.closed = True
            else:
                self._say_lost(reason(error))
            raise
        return str(response["url"])

    def _say_back(self) -> None:
        if self._is_lost:
            logger.warning("Slack can be reached again.")
        self._is_lost = False

    def _say_lost(self, why: str) -> None:
        if not self._is_lost:
            logger.warning("Slack can't be reached (%s); trying again.", why)
        self._is_lost = True


def _is_switched_off(error: BaseException) -> bool:
    """Whether Socket Mode, or the app itself, was switched off in the app's settings."""
    return isinstance(error, SlackApiError) and error.response.get("error") in (
        "forbidden_team",
        "socket_mode_not_enabled",
        "missing_scope",
    )
