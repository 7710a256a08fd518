"""The locale of a person in Slack (``users.info``), the first prior of the language to answer in.

``include_locale`` adds a language tag such as ``fr-FR`` to the person; the method needs the scope
``users:read`` and is of rate limit tier 4, more than 100 calls a minute
(https://docs.slack.dev/reference/methods/users.info, read on 28 November 2026).
"""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from channels.slack.errors import reason
from channels.slack.recent import Recent

logger = logging.getLogger(__name__)

KEPT_SECONDS = 3600
"""How long a locale is cached; as long, one that Slack didn't tell isn't asked for again."""
PATIENCE_SECONDS = 0.5
"""How long an answer waits for a locale at most; what comes later counts from then on."""


@dataclass(frozen=True)
class _Cached:
    until: float
    asking: asyncio.Task[str | None]


class Locales:
    """Finds out people's locales, by one call a person an hour.

    Args:
        client: Slack's Web API, without retries: what comes late is of no use.
    """

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._cached: Recent[tuple[str, str], _Cached | None] = Recent()

    async def find(self, team: str, user: str) -> str | None:
        """The person's locale; ``None`` if Slack doesn't tell it in time, or at all.

        Args:
            team: id of the workspace.
            user: id of the person.
        """
        key, now = (team, user), time.monotonic()
        cached = self._cached.get(key, None)
        if cached is None or cached.until < now:
            cached = _Cached(now + KEPT_SECONDS, asyncio.create_task(self._ask(user)))
            self._cached.set(key, cached)
        patience = max(0.0, cached.until - KEPT_SECONDS + PATIENCE_SECONDS - now)
        await asyncio.wait([cached.asking], timeout=patience)
        return cached.asking.result() if cached.asking.done() else None

    async def _ask(self, user: str) -> str | None:
        try:
            answer = await self._client.users_info(user=user, include_locale=True)
            locale = answer["user"]["locale"]
        except Exception as error:
            # The scope is missing, the person is another organisation's, Slack is slow, ... No
            # answer fails because of it.
            logger.debug("Slack tells no locale: %s.", reason(error))
            return None
        return locale if isinstance(locale, str) else None
