"""The two ways a reply reaches people: a message in the channel, or one that only they see."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any, Protocol

from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from channels.slack.blocks import Shown
from channels.slack.failures import SLACK_FAILURES, error_code, reason
from channels.slack.place import Place

logger = logging.getLogger(__name__)

_OUR_BLOCKS_ARE_WRONG = {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"}


class Reply(Protocol):
    """Where the reply to a question goes."""

    @property
    def takes_files(self) -> bool:
        """Whether a chart can be sent as a file."""

    async def send(self, shown: Sequence[Shown]) -> None:
        """Sends messages, in order.

        Raises:
            SlackClientError: if Slack doesn't take one; see ``SLACK_FAILURES`` for others.
        """

    async def send_file(self, content: bytes, name: str, alt: str) -> None:
        """Sends a picture, with the same in words."""


class Post:
    """Messages that everybody in the channel or thread can read.

    Args:
        client: Slack's Web API.
        place: who asked, and where.
    """

    takes_files = True

    def __init__(self, client: AsyncWebClient, place: Place) -> None:
        self._client = client
        self._place = place

    async def send(self, shown: Sequence[Shown]) -> None:
        """See ``Reply``. If Slack finds fault with the blocks, at least the text arrives."""
        for each in shown:
            try:
                await self._post(each.text, [block.to_dict() for block in each.blocks])
            except SlackApiError as error:
                if error_code(error) not in _OUR_BLOCKS_ARE_WRONG:
                    raise
                logger.error("Slack refused the blocks of an answer (%s).", reason(error))
                await self._post(each.text, None)

    async def send_file(self, content: bytes, name: str, alt: str) -> None:
        """See ``Reply``."""
        await self._client.files_upload_v2(
            content=content,
            filename=f"{name}.png",
            title=name.replace("_", " ").capitalize(),
            alt_txt=alt,
            channel=self._place.channel,
            thread_ts=self._place.thread,
        )

    async def _post(self, text: str, blocks: list[dict[str, Any]] | None) -> None:
        await self._client.chat_postMessage(
            channel=self._place.channel,
            thread_ts=self._place.thread,
            text=text,
            blocks=blocks,
            unfurl_links=False,
            unfurl_media=False,
        )


class Whisper:
    """Messages that only the person who asked can see, through the address Slack gives for it.

    Args:
        client: lends its connections and its way of trying again.
        response_url: from Slack's request; works for half an hour.
    """

    takes_files = False

    def __init__(self, client: AsyncWebClient, response_url: str) -> None:
        self._webhook = AsyncWebhookClient(
            response_url, session=client.session, retry_handlers=client.retry_handlers
        )

    async def send(self, shown: Sequence[Shown]) -> None:
        """See ``Reply``."""
        for each in shown:
            await self.respond(each, response_type="ephemeral", replace_original=False)

    async def respond(self, shown: Shown, *, response_type: str, replace_original: bool) -> None:
        """Sends one message, seen by one (``ephemeral``) or all (``in_channel``)."""
        response = await self._webhook.send(
            text=shown.text,
            blocks=shown.blocks,
            response_type=response_type,
            replace_original=replace_original,
            unfurl_links=False,
            unfurl_media=False,
        )
        if response.status_code != 200:
            raise SlackRequestError(f"response_url: {response.status_code} {response.body[:80]}")

    async def send_file(self, content: bytes, name: str, alt: str) -> None:
        """Does nothing: what only one person sees has no files, and the text says the same."""


class PostOrWhisper:
    """A post where the app may post, a whisper where it isn't a member of the channel."""

    takes_files = True

    def __init__(self, post: Post, whisper: Whisper) -> None:
        self._post = post
        self._whisper = whisper

    async def send(self, shown: Sequence[Shown]) -> None:
        """See ``Reply``."""
        try:
            await self._post.send(shown)
        except SLACK_FAILURES as error:
            if error_code(error) not in ("not_in_channel", "channel_not_found"):
                raise
            self.takes_files = False
            await self._whisper.send(shown)

    async def send_file(self, content: bytes, name: str, alt: str) -> None:
        """See ``Reply``."""
        await self._post.send_file(content, name, alt)
