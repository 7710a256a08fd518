"""Reads a JSON request that carries a message, and says clearly what is wrong with a bad one."""

from __future__ import annotations

from typing import Any

from sanic import Blueprint
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse, json

from channels.plain_text import MAX_MESSAGE_LENGTH, plain_text


class BadMessageRequest(InvalidUsage):
    """The request is not one the channel understands; its text is a sentence for the sender."""


def read_object(request: Request) -> dict[str, Any]:
    """Returns the JSON object in the request's body.

    Raises:
        BadMessageRequest: if the body isn't JSON, or is something other than an object.
    """
    try:
        body = request.json
    except InvalidUsage:
        raise BadMessageRequest("The request body is not valid JSON.") from None
    if not isinstance(body, dict):
        raise BadMessageRequest("The request body must be a JSON object.")
    return body


def read_message(body: dict[str, Any]) -> str:
    """Returns what the person wrote, as text that Rasa takes for words (see ``plain_text``).

    Raises:
        BadMessageRequest: if ``message`` is missing, not text, blank or too long.
    """
    message = body.get("message")
    if not isinstance(message, str):
        raise BadMessageRequest("The request needs a 'message' that is a string.")
    if not message.strip():
        raise BadMessageRequest("The 'message' is empty.")
    if len(message) > MAX_MESSAGE_LENGTH:
        raise BadMessageRequest(
            f"The 'message' is longer than {MAX_MESSAGE_LENGTH} characters. Please shorten it."
        )
    try:
        message.encode()
    except UnicodeEncodeError:  # half of a surrogate pair: no store could keep it
        raise BadMessageRequest("The 'message' is not valid Unicode text.") from None
    return plain_text(message)


def answer_bad_requests(blueprint: Blueprint) -> None:
    """Makes the blueprint answer a ``BadMessageRequest`` with 400 and ``{"error": sentence}``."""

    @blueprint.exception(BadMessageRequest)
    async def bad_request(_: Request, error: BadMessageRequest) -> HTTPResponse:
        return json({"error": str(error)}, status=400)
