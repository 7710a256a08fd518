"""Agent sessions: status, title and suggested prompts, shown beside the answers in Slack.

All of it is cosmetic, so it runs in background tasks that no answer waits for.

Sources, read on 28 November 2026: https://docs.slack.dev/ai/agent-sessions (20 August 2026),
https://docs.slack.dev/reference/methods/agents.sessions.setStatus, and
https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts: with ``thread_ts``
the latter fails silently for an agent app; without, the prompts go to the latest message.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from channels.slack import phrases
from channels.slack.errors import SLACK_ERRORS, is_auth_error, is_passing, reason
from channels.slack.message import Button
from guide.text import Language

logger = logging.getLogger(__name__)

LONGEST_TITLE = 80
"""Characters; Slack takes 200, and shows the title in a list."""
MOST_PROMPTS = 4


class AgentSessions:
    """Shows that the app is at work in a thread, and what could be asked next.

    An app that was made with the older manifest (``assistant_view``) is no agent: Slack refuses
    sessions to it, which shows at the first one, and it gets the methods of that time.

    Args:
        client: Slack's Web API, without retries: what comes late is of no use.
    """

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_agent = True

    def begin(self, channel: str, thread: str, title: str) -> asyncio.Task[None]:
        """Shows that an answer is on its way, in a session named after the first question."""
        return self._start(self._begin(channel, thread, title[:LONGEST_TITLE]))

    def end(
        self,
        channel: str,
        thread: str,
        begun: asyncio.Task[None],
        prompts: Sequence[Button],
        language: Language,
        title: str | None,
    ) -> None:
        """Shows that the app waits for the next question, and offers some.

        Args:
            channel: id of the direct message.
            thread: timestamp of its first message.
            begun: what ``begin`` returned.
            prompts: the first four are shown.
            language: of the prompts.
            title: names the thread in an app with the older manifest; ``None``: it has a name.
        """
        self._start(self._end(channel, thread, begun, prompts, language, title))

    def offer(
        self, channel: str, prompts: Sequence[Button], language: Language, thread: str | None = None
    ) -> None:
        """Offers questions.

        Args:
            channel: id of the direct message.
            prompts: the first four are shown.
            language: of the prompts.
            thread: only in the assistant pane of an app with the older manifest.
        """
        self._start(self._offer(channel, prompts, language, thread))

    async def close(self) -> None:
        """Graceful shutdown: leaves off what is under way."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(_logging_failures(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _begin(self, channel: str, thread: str, title: str) -> None:
        if self._is_agent:
            try:
                # The title counts when this begins the session.
                await self._client.agents_sessions_setStatus(
                    channel_id=channel, thread_ts=thread, status="processing", title=title or None
                )
                return
            except SLACK_ERRORS as error:
                if is_passing(error) or is_auth_error(error):
                    raise
                self._is_agent = False
                logger.warning(
                    "Slack refuses agent sessions to this app (%s). If it was made with an older "
                    "manifest, it works on, and docs/slack.md tells how to move it.",
                    reason(error),
                )
        # Slack takes this status away when the answer arrives.
        await self._client.assistant_threads_setStatus(
            channel_id=channel, thread_ts=thread, status=phrases.IS_THINKING
        )

    async def _end(
        self,
        channel: str,
        thread: str,
        begun: asyncio.Task[None],
        prompts: Sequence[Button],
        language: Language,
        title: str | None,
    ) -> None:
        await begun  # so that "at work" never comes after "waiting"
        if not self._is_agent:
            if title:
                await self._client.assistant_threads_setTitle(
                    channel_id=channel, thread_ts=thread, title=title[:LONGEST_TITLE]
                )
            return
        await self._client.agents_sessions_setStatus(
            channel_id=channel, thread_ts=thread, status="active"
        )
        if prompts:
            await self._offer(channel, prompts, language, None)

    async def _offer(
        self, channel: str, prompts: Sequence[Button], language: Language, thread: str | None
    ) -> None:
        await self._client.assistant_threads_setSuggestedPrompts(
            channel_id=channel,
            thread_ts=thread,
            title=phrases.PROMPTS_TITLE.in_language(language),
            prompts=[
                {"title": prompt.title, "message": prompt.payload}
                for prompt in prompts[:MOST_PROMPTS]
            ],
        )


async def _logging_failures(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except SLACK_ERRORS as error:
        logger.debug("Slack shows no status, title or prompts: %s.", reason(error))
