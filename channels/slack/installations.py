"""Installing in several workspaces: OAuth, with the installations in the tracker store's database.

slack-bolt's own flow, tables and token rotation. Slack's SDK has them on SQLAlchemy for synchronous
engines or for asynchronous drivers, which the tracker store hasn't; so they run in threads.
"""

from __future__ import annotations

import logging

from slack_bolt.authorization.async_authorize import AsyncInstallationStoreAuthorize
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.installation_store.models.bot import Bot
from slack_sdk.oauth.installation_store.models.installation import Installation
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.engine import Engine

from channels.slack.settings import SlackSettings
from stores.threads import run_in_thread

BASE_PATH = "/webhooks/slack"
SCOPES = (
    "app_mentions:read",
    "assistant:write",
    "channels:history",
    "chat:write",
    "commands",
    "groups:history",
    "im:history",
    "im:write",
    "mpim:history",
    "users:read",
)
"""Of the bot token, as in the manifest."""
STATE_SECONDS = 600
"""How long somebody may take to allow the app."""

# The SDK logs tokens and codes with what goes wrong.
_sdk_logger = logging.getLogger(f"{__name__}.sdk")
_sdk_logger.setLevel(logging.CRITICAL)


async def new_oauth_flow(
    settings: SlackSettings, engine: Engine, client: AsyncWebClient
) -> AsyncOAuthFlow:
    """Makes the flow that installs the app, and creates its tables where there are none.

    Args:
        settings: has the app's id and secret and the public address.
        engine: of the database for installations.
        client: Slack's Web API, without a token.

    Raises:
        Exception: whatever the database raises when it can't be reached.
    """
    installations = SQLAlchemyInstallationStore(settings.client_id, engine, logger=_sdk_logger)
    states = SQLAlchemyOAuthStateStore(STATE_SECONDS, engine, logger=_sdk_logger)
    for table in (*installations.metadata.sorted_tables, *states.metadata.sorted_tables):
        await run_in_thread(table.create, engine, checkfirst=True)
    store = _Installations(installations)
    oauth_settings = AsyncOAuthSettings(
        client_id=settings.client_id,
        client_secret=settings.client_secret,
        scopes=SCOPES,
        redirect_uri=f"{settings.public_url}{BASE_PATH}/oauth_redirect",
        install_path=f"{BASE_PATH}/install",
        redirect_uri_path=f"{BASE_PATH}/oauth_redirect",
        installation_store=store,
        state_store=_States(states),
        state_expiration_seconds=STATE_SECONDS,
        logger=_sdk_logger,
    )
    # A known token isn't asked about again: acknowledging an event doesn't wait for Slack.
    oauth_settings.authorize = AsyncInstallationStoreAuthorize(
        logger=_sdk_logger,
        installation_store=store,
        client_id=settings.client_id,
        client_secret=settings.client_secret,
        cache_enabled=True,
        client=client,
    )
    return AsyncOAuthFlow(client=client, logger=_sdk_logger, settings=oauth_settings)


class _Installations(AsyncInstallationStore):
    """The SDK's synchronous store, in threads."""

    def __init__(self, store: SQLAlchemyInstallationStore) -> None:
        self._store = store

    @property
    def logger(self) -> logging.Logger:
        return self._store.logger

    async def async_save(self, installation: Installation) -> None:
        await run_in_thread(self._store.save, installation)

    async def async_save_bot(self, bot: Bot) -> None:
        await run_in_thread(self._store.save_bot, bot)

    async def async_find_bot(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        is_enterprise_install: bool | None = False,
    ) -> Bot | None:
        return await run_in_thread(
            self._store.find_bot,
            enterprise_id=enterprise_id,
            team_id=team_id,
            is_enterprise_install=is_enterprise_install,
        )

    async def async_find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        return await run_in_thread(
            self._store.find_installation,
            enterprise_id=enterprise_id,
            team_id=team_id,
            user_id=user_id,
            is_enterprise_install=is_enterprise_install,
        )

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        await run_in_thread(self._store.delete_bot, enterprise_id=enterprise_id, team_id=team_id)

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        await run_in_thread(
            self._store.delete_installation,
            enterprise_id=enterprise_id,
            team_id=team_id,
            user_id=user_id,
        )


class _States(AsyncOAuthStateStore):
    """The SDK's synchronous store, in threads."""

    def __init__(self, store: SQLAlchemyOAuthStateStore) -> None:
        self._store = store

    @property
    def logger(self) -> logging.Logger:
        return self._store.logger

    async def async_issue(self, *_: object, **__: object) -> str:
        return await run_in_thread(self._store.issue)

    async def async_consume(self, state: str) -> bool:
        return await run_in_thread(self._store.consume, state)
