"""The REST channel: Rasa's protocol, also streamed, with access control and rate limits."""

from __future__ import annotations

import asyncio
import uuid
from asyncio import Queue
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.channels.rest import QueueOutputChannel, RestInput
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from channels.ask import LOCALE, OnNewMessage, Question, apology_in, ask, log_failure
from channels.client_address import client_address
from channels.message_request import (
    BadMessageRequest,
    answer_bad_requests,
    read_locale,
    read_message,
    read_object,
)
from channels.rate_limits import RateLimits, answer_too_many_requests, work_of
from channels.rest.access import RestAccess
from guide.text import bilingual
from stores.conversation_id import MAX_ID_LENGTH, is_reserved, is_storable

_CLIENT: ContextVar[str | None] = ContextVar("client", default=None)
"""The network address of the request that is being handled: Rasa's messages don't have it."""
NO_SENDER = bilingual(
    "The 'sender' must be a string of 1 to {longest} characters, none of them a control character; "
    "leave it out to start a new conversation.",
    "« sender » doit être une chaîne de 1 à {longest} caractères, sans caractère de commande; "
    "omettez-le pour commencer une conversation.",
)
RESERVED_SENDER = bilingual(
    "This 'sender' belongs to another channel; choose another.",
    "Ce « sender » appartient à un autre canal; choisissez-en un autre.",
)


class PlainTextRestInput(RestInput):
    """The protocol of Rasa's ``rest`` channel (``POST /webhooks/rest/webhook``), with six rules.

    - It is for programs: those on this machine, and others with the token (see ``RestAccess``).
    - A request it doesn't understand gets 400 and ``{"error": "<sentence>"}``.
    - A request without ``sender`` is a conversation of its own. Rasa would put all of them into
      one conversation named "default", where strangers see each other's follow-ups.
    - ``/intent{...}`` is text like any other (see ``plain_text``), and the client's ``metadata``
      and ``input_channel`` are ignored: nobody steers the assistant from outside. ``lang`` may say
      its locale, such as ``fr-CA``.
    - The answer is never an empty list.
    - Who asks too fast gets 429 (see ``RateLimits``).
    """

    def __init__(self, token: str = "") -> None:
        """Makes the channel.

        Args:
            token: what programs on other machines must know; empty: there are none.
        """
        self._access = RestAccess(token)

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> PlainTextRestInput:
        """Reads the channel's part of ``credentials.yml``.

        Raises:
            SystemExit: if the token is too short; the message names its variable.
        """
        return cls(str((credentials or {}).get("token") or ""))

    @classmethod
    def name(cls) -> str:
        """The channel's name, which is also the middle part of its address."""
        return "rest"

    async def _extract_sender(self, req: Request) -> str:
        sender = read_object(req).get("sender")
        if sender is None:
            return str(uuid.uuid4())
        if not is_storable(sender):
            raise BadMessageRequest(NO_SENDER, longest=MAX_ID_LENGTH)
        if is_reserved(sender):
            raise BadMessageRequest(RESERVED_SENDER)
        return sender

    def _extract_message(self, req: Request) -> str:
        return read_message(read_object(req))

    def _extract_input_channel(self, req: Request) -> str:
        return self.name()

    def get_metadata(self, request: Request) -> dict[str, Any] | None:
        """Returns the locale, ``lang``, and nothing else that a client claims about a message."""
        locale = read_locale(read_object(request))
        return {LOCALE: locale} if locale else None

    @staticmethod
    async def on_message_wrapper(
        on_new_message: OnNewMessage,
        text: str,
        queue: Queue[Any],
        sender_id: str,
        input_channel: str,
        metadata: dict[str, Any] | None,
    ) -> None:
        """Handles one message of a streamed request, and always ends the stream.

        Rasa's version leaves the client waiting for ever if handling raises an error.
        """
        try:
            output = QueueOutputChannel(queue)
            message = UserMessage(
                text, output, sender_id, input_channel=input_channel, metadata=metadata
            )
            await on_new_message(message)
        finally:
            await queue.put("DONE")

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """Rasa's routes, answering bad requests and failures with a sentence."""
        agent: Callable[[], Agent]

        async def answer(message: UserMessage) -> None:
            try:
                messages = await _messages(agent(), message)
            except asyncio.CancelledError:  # the client has hung up; Rasa would log its words
                return
            for each in messages:
                await message.output_channel.send_response(message.sender_id, each)

        blueprint: Blueprint = super().blueprint(answer)

        @blueprint.listener("before_server_start")
        async def find_agent(app: Sanic, _: Any) -> None:
            nonlocal agent
            agent = lambda: app.ctx.agent  # noqa: E731 (another one after a model reload)

        limits = RateLimits()
        answer_bad_requests(blueprint)
        answer_too_many_requests(blueprint)

        @blueprint.middleware("request")
        async def admit(request: Request) -> HTTPResponse | None:
            return self._access.refusal(request) if request.method == "POST" else None

        @blueprint.middleware("request")
        async def count(request: Request) -> None:
            if request.method == "POST":
                body = read_object(request)
                sender, text = body.get("sender"), body.get("message")
                work = work_of(text) if isinstance(text, str) else 1
                await limits.count(request, sender if is_storable(sender) else None, work)
                _CLIENT.set(client_address(request))

        return blueprint


async def _messages(agent: Agent, message: UserMessage) -> Sequence[Mapping[str, Any]]:
    """What is said in return to a message: an apology if there is nothing else."""
    channel = PlainTextRestInput.name()
    locale = (message.metadata or {}).get(LOCALE)
    sorry = ({"text": apology_in(locale)},)
    try:
        question = Question(
            message.sender_id, message.text, channel, client=_CLIENT.get(), locale=locale
        )
        answer = await ask(agent, question)
    except Exception as error:
        log_failure(channel, error)
        return sorry
    return answer.messages or sorry
