"""The Slack app: slack-bolt with our listeners, middleware and error handler."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from channels.slack.bot import SlackBot
from channels.slack.client import WORKSPACE_TOKEN
from channels.slack.errors import SLACK_ERRORS, raised_at, reason
from channels.slack.listeners import register_listeners
from channels.slack.settings import SlackSettings
from monitoring.request_ids import begin_request

logger = logging.getLogger(__name__)

Next = Callable[[], Awaitable[Any]]

# What slack-bolt raises on its way to a listener where a payload isn't of the documented form.
_MALFORMED = (AttributeError, LookupError, TypeError, ValueError)

# At its lower levels slack-bolt logs requests, and with them what people write.
_bolt_logger = logging.getLogger(f"{__name__}.bolt")
_bolt_logger.setLevel(logging.ERROR)


def build_app(settings: SlackSettings, bot: SlackBot, identity: AsyncSlackResponse) -> AsyncApp:
    """Makes the app of one workspace.

    Args:
        settings: the tokens.
        bot: does the work.
        identity: what ``auth.test`` told about the bot token. It is known before the first event
            comes, so that acknowledging one never waits for Slack's Web API.
    """
    authorization = AuthorizeResult.from_auth_test_response(
        bot_token=settings.bot_token, auth_test_response=identity
    )

    async def authorize() -> AuthorizeResult:
        return authorization

    app = AsyncApp(
        name="slack",
        logger=_bolt_logger,
        client=bot.client,
        authorize=authorize,
        signing_secret=settings.signing_secret,
        raise_error_for_unhandled_request=True,
    )
    return _prepared(app, bot)


def build_app_of_many(settings: SlackSettings, bot: SlackBot, flow: AsyncOAuthFlow) -> AsyncApp:
    """Makes the app of as many workspaces as have installed it.

    Args:
        settings: the signing secret.
        bot: does the work.
        flow: installs the app, and knows the tokens of each workspace.
    """
    app = AsyncApp(
        name="slack",
        logger=_bolt_logger,
        client=bot.client,
        oauth_flow=flow,
        signing_secret=settings.signing_secret,
        raise_error_for_unhandled_request=True,
    )
    app.enable_token_revocation_listeners()
    app.use(_choose_token)
    return _prepared(app, bot)


def _prepared(app: AsyncApp, bot: SlackBot) -> AsyncApp:
    app.use(_begin_request)
    app.error(_on_error)
    register_listeners(app, bot)
    return app


async def _choose_token(context: AsyncBoltContext, next: Next) -> None:
    WORKSPACE_TOKEN.set(context.bot_token)
    await next()


async def _begin_request(body: dict[str, Any], next: Next) -> None:
    begin_request(body.get("event_id"))
    await next()


async def _on_error(error: Exception) -> BoltResponse | None:
    if isinstance(error, BoltUnhandledRequestError):
        # Something nobody listens to, such as a kind of event that Slack has added since. With
        # slack-bolt's own answer, 404, Slack would only send it again.
        return BoltResponse(status=200, body="")
    if isinstance(error, SLACK_ERRORS):
        logger.error("A call to Slack failed: %s.", reason(error))
        return None
    logger.error("A request from Slack could not be handled: %s.", raised_at(error))
    if isinstance(error, _MALFORMED):
        return BoltResponse(status=400, body="This is not a request that Slack sends.")
    return None  # slack-bolt's own answer, 500: Slack sends it again
