"""The assistant's own web page and the requests it makes."""

from __future__ import annotations

import uuid
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from channels.answering import OnNewMessage, answer
from channels.message_request import (
    BadMessageRequest,
    answer_bad_requests,
    read_message,
    read_object,
)
from channels.web_page import add_page


class WebInput(InputChannel):
    """Serves the page at ``/chat`` and answers what is typed into it.

    ``POST /chat/messages`` takes ``{"conversation": "<UUID>", "message": "<text>"}`` and answers
    ``{"messages": [{"text": Markdown, "buttons": [{"title", "payload"}], "image": URL}]}``, where
    each key is there only if it has something in it. A request it doesn't understand gets 400 and
    ``{"error": "<sentence>"}``.

    The page makes the conversation's id, at random, and is the only one to know it: so that no
    conversation can be guessed, only UUIDs are taken.
    """

    @classmethod
    def name(cls) -> str:
        """The channel's name in conversations and reports."""
        return "web"

    def url_prefix(self) -> str:
        """The page's address, a plain one instead of Rasa's ``/webhooks/…``."""
        return "/chat"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """The page, its files and the route for messages."""
        blueprint = Blueprint("web_channel")
        answer_bad_requests(blueprint)
        add_page(blueprint)

        @blueprint.post("/messages")
        async def receive(request: Request) -> HTTPResponse:
            body = read_object(request)
            output = WebOutput()
            message = UserMessage(
                read_message(body), output, _read_conversation(body), input_channel=self.name()
            )
            await answer(on_new_message, message, lambda: bool(output.messages))
            return json({"messages": output.messages}, headers={"Cache-Control": "no-store"})

        return blueprint


class WebOutput(CollectingOutputChannel):
    """Collects an answer's messages, each in one piece.

    Rasa's collector makes one message of each paragraph of a text, and another of its image.
    """

    @classmethod
    def name(cls) -> str:
        """The name that responses written for one channel only go by."""
        return "web"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keeps what the page shows of a message: its text, buttons and image."""
        shown: dict[str, Any] = {key: message[key] for key in ("text", "image") if message.get(key)}
        if buttons := message.get("buttons"):
            shown["buttons"] = [
                {key: button[key] for key in ("title", "payload")} for button in buttons
            ]
        if shown:
            self.messages.append(shown)


def _read_conversation(body: dict[str, Any]) -> str:
    conversation = body.get("conversation")
    try:
        # UUID() also takes braces, a urn: prefix and missing hyphens: one conversation, one name.
        if isinstance(conversation, str) and str(uuid.UUID(conversation)) == conversation:
            return conversation
    except ValueError:
        pass
    raise BadMessageRequest("The request needs a 'conversation' that is a UUID in lower case.")
