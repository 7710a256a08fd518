"""The Slack app's connection: opened when the server starts, retried, shut down gracefully."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

import aiohttp
from rasa.core.agent import Agent
from rasa.core.tracker_store import SQLTrackerStore
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from channels.rate_limits import RateLimits
from channels.slack.agent_sessions import AgentSessions
from channels.slack.app import build_app, build_app_of_many
from channels.slack.bot import SlackBot
from channels.slack.client import SlackClient, new_session
from channels.slack.errors import SLACK_ERRORS, is_auth_error, raised_at, reason
from channels.slack.installations import new_oauth_flow
from channels.slack.locales import Locales
from channels.slack.person_limit import PersonLimit
from channels.slack.retries import PassingFailureRetryHandler
from channels.slack.settings import SlackSettings
from channels.slack.socket_mode import SocketModeHandler
from monitoring.logs import announce
from stores.conversations import tracker_store

logger = logging.getLogger(__name__)

FIRST_WAIT, LONGEST_WAIT = 2.0, 60.0
"""Seconds between tries to reach Slack when the server starts."""
# honcho, which `make run` starts the servers with, kills what has not stopped after 5 seconds.
FINISH_SECONDS = 4


class SlackConnection:
    """The app while it is connected.

    Attributes:
        app: takes requests; ``None`` until Slack has accepted the token.
    """

    def __init__(
        self,
        settings: SlackSettings,
        agent: Callable[[], Agent],
        limits: RateLimits,
    ) -> None:
        self.app: AsyncApp | None = None
        self._settings = settings
        self._agent = agent
        self._limits = limits
        self._session: aiohttp.ClientSession | None = None
        self._socket: SocketModeHandler | None = None
        self._bot: SlackBot | None = None
        self._opening: asyncio.Task[None] | None = None

    def open(self) -> None:
        """Starts to connect; the server doesn't wait for it, and runs on without Slack."""
        self._opening = asyncio.create_task(self._open())

    async def close(self) -> None:
        """Takes no more events, lets the answers under way be sent, and disconnects."""
        if self._opening is not None:
            self._opening.cancel()
            await asyncio.gather(self._opening, return_exceptions=True)
        self.app = None
        if self._socket is not None:
            await self._socket.close_async()  # type: ignore[no-untyped-call]
        if self._bot is not None:
            await self._bot.finish(FINISH_SECONDS)
        if self._session is not None:
            await self._session.close()

    async def _open(self) -> None:
        settings = self._settings
        self._session = new_session()
        token, url = settings.bot_token, settings.api_url
        client = SlackClient(token, url, self._session, [PassingFailureRetryHandler()])
        once = SlackClient(token, url, self._session, [])
        await self._warm_up()
        limit = PersonLimit(self._limits)
        self._bot = SlackBot(
            self._agent,
            client,
            AgentSessions(once),
            Locales(once),
            settings.public_url,
            limit,
        )
        if settings.has_many_workspaces:
            name = await self._connect_many(self._bot, once)
        else:
            name = await self._connect_one(self._bot, once)
        if self.app is None:
            return
        if not settings.uses_socket_mode:
            announce(f"Slack: answering {name}, at /webhooks/slack/events")
            return
        self._socket = SocketModeHandler(self.app, settings.app_token, once)
        await self._socket.connect_async()  # type: ignore[no-untyped-call]
        if not self._socket.client.closed:
            announce(f"Slack: answering {name}, over Socket Mode")

    async def _connect_one(self, bot: SlackBot, client: AsyncWebClient) -> str:
        """Makes the app of the bot token's workspace, unless Slack refuses the token."""
        identity = await _identify(client)
        if identity is None:
            return ""
        self.app = build_app(self._settings, bot, identity)
        return f"as @{identity['user']} in {identity['team']}"

    async def _connect_many(self, bot: SlackBot, client: AsyncWebClient) -> str:
        """Makes the app of all workspaces, unless there is no place for their tokens."""
        store = tracker_store(self._agent())
        if not isinstance(store, SQLTrackerStore):
            logger.error("Slack is off: several workspaces need a tracker store in SQL.")
            return ""
        try:
            flow = await new_oauth_flow(self._settings, store.engine, client)
        except Exception as error:
            logger.error("Slack is off: its installations can't be read (%s).", raised_at(error))
            return ""
        self.app = build_app_of_many(self._settings, bot, flow)
        return (
            f"in each workspace that installs it at {self._settings.public_url}{flow.install_path}"
        )

    async def _warm_up(self) -> None:
        """Understands a first text before any comes from Slack.

        Understanding runs in the event loop and the first time takes seconds; Slack gives only
        three for an acknowledgement.
        """
        agent = self._agent()
        if agent.is_ready():
            await agent.parse_message("Hello")


async def _identify(client: AsyncWebClient) -> AsyncSlackResponse | None:
    """Asks Slack whose token it is, until it says; ``None`` if it refuses the token."""
    wait = FIRST_WAIT
    while True:
        try:
            return await client.auth_test()
        except SLACK_ERRORS as error:
            if is_auth_error(error):
                logger.error("Slack is off: it refuses SLACK_BOT_TOKEN (%s).", reason(error))
                return None
            if wait == FIRST_WAIT:
                logger.warning("Slack can't be reached (%s); trying again.", reason(error))
        await asyncio.sleep(wait)
        wait = min(2 * wait, LONGEST_WAIT)
