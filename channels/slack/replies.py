"""Ways to send a reply: a message in the channel or thread, or an ephemeral message."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol

from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from channels.slack.blocks import RenderedMessage, cut
from channels.slack.errors import SLACK_ERRORS, error_code, is_place_closed, reason

logger = logging.getLogger(__name__)

LONGEST_PLAIN_TEXT = 2000
"""Characters of a message that Slack took neither with its blocks nor at its length."""

# https://docs.slack.dev/reference/methods/chat.postMessage#errors
CONTENT_ERRORS = {
    "attachment_payload_limit_exceeded",
    "invalid_arguments",  # "more likely when using complex arguments like blocks"
    "invalid_blocks",
    "invalid_blocks_format",
    "markdown_text_conflict",
    "msg_blocks_too_long",
    "msg_too_long",
    "no_text",
    "too_many_attachments",
    "too_many_contact_cards",
}
"""Refusals of what a message consists of: its plain text may be taken."""


class Reply(Protocol):
    """Where the reply to a question goes."""

    @property
    def is_public(self) -> bool:
        """Whether others in the channel can read it."""

    async def send(self, messages: Sequence[RenderedMessage]) -> None:
        """Sends messages, in order.

        Raises:
            SlackClientError: if Slack doesn't take one; see ``SLACK_ERRORS`` for others.
        """


class PostedReply:
    """Messages that everybody in the channel or thread can read (``chat.postMessage``).

    Args:
        client: Slack's Web API.
        channel: id of the channel or direct message.
        thread: timestamp of the thread's first message; ``None``: outside threads.
    """

    is_public = True

    def __init__(self, client: AsyncWebClient, channel: str, thread: str | None) -> None:
        self._client = client
        self._channel = channel
        self._thread = thread

    async def send(self, messages: Sequence[RenderedMessage]) -> None:
        """See ``Reply``. If Slack finds fault with the blocks, at least the text arrives."""
        for each in messages:
            await send_renderings(each, self._post)

    async def _post(self, text: str, blocks: list[dict[str, Any]] | None) -> None:
        await self._client.chat_postMessage(
            channel=self._channel,
            thread_ts=self._thread,
            text=text,
            blocks=blocks,
            unfurl_links=False,
            unfurl_media=False,
        )


class EphemeralReply:
    """Ephemeral messages, which only the person who asked can see, sent to a ``response_url``.

    Args:
        client: lends its connections and its way of trying again.
        response_url: from Slack's request; works for half an hour.
    """

    is_public = False

    def __init__(self, client: AsyncWebClient, response_url: str) -> None:
        self._webhook = AsyncWebhookClient(
            response_url, session=client.session, retry_handlers=client.retry_handlers
        )

    async def send(self, messages: Sequence[RenderedMessage]) -> None:
        """See ``Reply``."""
        for each in messages:
            await self.respond(each, response_type="ephemeral", replace_original=False)

    async def respond(
        self, message: RenderedMessage, *, response_type: str, replace_original: bool
    ) -> None:
        """Sends one message, seen by one (``ephemeral``) or all (``in_channel``)."""
        for blocks in message.renderings:
            response = await self._webhook.send(
                text=message.text if blocks else cut(message.text, LONGEST_PLAIN_TEXT),
                blocks=blocks,
                response_type=response_type,
                replace_original=replace_original,
                unfurl_links=False,
                unfurl_media=False,
            )
            if response.status_code == 200:
                return
            told = f"response_url: {response.status_code} {response.body[:80]}"
            if blocks is None or "blocks" not in response.body:
                raise SlackRequestError(told)
            logger.error("Slack refused the blocks of an answer (%s).", told)


class PostedOrEphemeralReply:
    """A message in the channel, or an ephemeral one where the app is no member of the channel."""

    is_public = True

    def __init__(self, post: PostedReply, ephemeral: EphemeralReply) -> None:
        self._post = post
        self._ephemeral = ephemeral

    async def send(self, messages: Sequence[RenderedMessage]) -> None:
        """See ``Reply``."""
        try:
            await self._post.send(messages)
        except SLACK_ERRORS as error:
            if not is_place_closed(error):
                raise
            self.is_public = False
            await self._ephemeral.send(messages)


class ThreadEphemeralReply:
    """Ephemeral messages in a thread (``chat.postEphemeral``).

    Slack shows one in a thread only if the thread has begun, and takes none where the app is no
    member of the channel: there it goes to the ``response_url``.

    Args:
        client: Slack's Web API.
        channel: id of the channel or direct message.
        thread: timestamp of the thread's first message.
        user: id of who alone sees it.
        elsewhere: takes what can't be written in the thread; ``None``: it is left off.
    """

    is_public = False

    def __init__(
        self,
        client: AsyncWebClient,
        channel: str,
        thread: str | None,
        user: str,
        elsewhere: EphemeralReply | None,
    ) -> None:
        self._client = client
        self._channel = channel
        self._thread = thread
        self._user = user
        self._elsewhere = elsewhere

    async def send(self, messages: Sequence[RenderedMessage]) -> None:
        """See ``Reply``."""
        for each in messages:
            try:
                await send_renderings(each, self._post)
            except SlackApiError as error:
                if self._elsewhere is None or not is_place_closed(error):
                    raise
                await self._elsewhere.send([each])

    async def _post(self, text: str, blocks: list[dict[str, Any]] | None) -> None:
        await self._client.chat_postEphemeral(
            channel=self._channel,
            user=self._user,
            thread_ts=self._thread,
            text=text,
            blocks=blocks,
        )


async def send_renderings(
    message: RenderedMessage,
    post: Callable[[str, list[dict[str, Any]] | None], Awaitable[None]],
) -> None:
    """Posts a message, simpler each time that Slack finds fault with what it consists of.

    Args:
        message: what to send.
        post: sends the text with blocks, or alone.

    Raises:
        SlackApiError: if Slack doesn't even take the text, or refuses it for another reason.
    """
    for blocks in message.renderings:
        text = message.text if blocks else cut(message.text, LONGEST_PLAIN_TEXT)
        try:
            await post(text, blocks)
            return
        except SlackApiError as error:
            if blocks is None or error_code(error) not in CONTENT_ERRORS:
                raise
            logger.error("Slack refused the blocks of an answer (%s).", reason(error))
