"""The client of Slack's Web API: timeouts, retries, and answers that aren't Slack's."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

import aiohttp
from slack_sdk.errors import SlackRequestError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

CALL_SECONDS = 10
"""How long one try of a call to Slack may take."""

WORKSPACE_TOKEN: ContextVar[str | None] = ContextVar("WORKSPACE_TOKEN", default=None)
"""The bot token of the workspace that the request being handled came from. It is set where the app
is installed in several, and goes along into the tasks that the request starts."""


class SlackClient(AsyncWebClient):
    """The SDK's client, whose calls fail with nothing but ``SLACK_ERRORS``."""

    def __init__(
        self,
        token: str | None,
        base_url: str,
        session: aiohttp.ClientSession,
        retry_handlers: list[AsyncRetryHandler],
    ) -> None:
        super().__init__(token, base_url=base_url, session=session, retry_handlers=retry_handlers)

    async def api_call(self, api_method: str, **arguments: Any) -> AsyncSlackResponse:
        """Calls a method.

        Raises:
            SlackClientError: if Slack doesn't take it; see ``SLACK_ERRORS`` for others.
        """
        token = WORKSPACE_TOKEN.get()
        if token is not None and not arguments.get("auth") and not _names_a_token(arguments):
            arguments["headers"] = {"Authorization": f"Bearer {token}"}
        try:
            return await super().api_call(api_method, **arguments)
        except AttributeError:
            # Of an answer in text/plain with status 200, the SDK wants to read the keys.
            raise SlackRequestError(f"{api_method}: an answer that isn't JSON") from None


def new_session() -> aiohttp.ClientSession:
    """A session with the time limit; to be closed by whoever asks for it."""
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=CALL_SECONDS))


def _names_a_token(arguments: dict[str, Any]) -> bool:
    return any("token" in (arguments.get(part) or {}) for part in ("params", "json", "data"))
