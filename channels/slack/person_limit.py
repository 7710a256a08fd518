"""The rate limit of one person in Slack, whatever channels and threads they ask in."""

from __future__ import annotations

import time

from channels.rate_limits import RateLimits, TooManyRequests
from channels.slack.conversation import SlackConversation
from channels.slack.recent import Recent
from stores.person import person_of


class PersonLimit:
    """Counts each question once, and lets a person be told once that they are too fast.

    Args:
        limits: of the environment variables; ``RATE_LIMIT_CONVERSATION`` is a person's here.
    """

    def __init__(self, limits: RateLimits) -> None:
        self._limits = limits
        self._counted: Recent[tuple[str, str], bool] = Recent()
        self._told_until: Recent[str, float] = Recent()

    async def count(self, conversation: SlackConversation, message_id: str) -> None:
        """Counts a question, however many events there are about it.

        Raises:
            TooManyRequests: if it is one too many.
        """
        key = conversation.id, message_id
        if key in self._counted:
            return
        await self._limits.count_person(person_of(conversation.id))
        self._counted.set(key, True)

    def is_news(self, conversation: SlackConversation, error: TooManyRequests) -> bool:
        """Whether the person hasn't been told yet; who writes on isn't told each time."""
        person, now = person_of(conversation.id), time.monotonic()
        if self._told_until.get(person, 0) > now:
            return False
        self._told_until.set(person, now + error.seconds)
        return True
