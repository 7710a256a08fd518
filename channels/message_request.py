"""Reads a JSON request that carries a message, and says clearly what is wrong with a bad one."""

from __future__ import annotations

import re
import uuid
from codecs import BOM_UTF8
from typing import Any

from sanic import Blueprint
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse

from channels.error_sentences import RefusedRequest, error_response
from channels.plain_text import MAX_MESSAGE_LENGTH, plain_text
from guide.text import bilingual
from stores.conversation_id import MAX_ID_LENGTH, is_storable

_LOCALE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")

MAX_BODY_BYTES = 32 * 1024
"""The longest request: a message of the greatest length, each character escaped, and room."""

TOO_LARGE = bilingual("The request is larger than {size} KiB.", "La requête dépasse {size} Kio.")
NOT_JSON = bilingual(
    "The request body is not valid JSON.", "Le corps de la requête n'est pas du JSON valide."
)
NO_OBJECT = bilingual(
    "The request body must be a JSON object.", "Le corps de la requête doit être un objet JSON."
)
NO_STRING = bilingual(
    "The request needs a '{field}' that is a string.",
    "La requête doit avoir un champ « {field} », une chaîne de caractères.",
)
EMPTY = bilingual("The '{field}' is empty.", "« {field} » est vide.")
TOO_LONG = bilingual(
    "The '{field}' is longer than {longest} characters. Please shorten it.",
    "« {field} » a plus de {longest} caractères. Veuillez raccourcir.",
)
NOT_UNICODE = bilingual(
    "The '{field}' is not valid Unicode text.", "« {field} » n'est pas du texte Unicode valide."
)
NO_ID = bilingual(
    "The request needs a '{field}' of 1 to {longest} characters, none of them a control character.",
    "La requête doit avoir un champ « {field} » de 1 à {longest} caractères, sans caractère de "
    "commande.",
)
NO_RANDOM_ID = bilingual(
    "The request needs a '{field}' that is a random UUID (version 4) in lower case.",
    "La requête doit avoir un champ « {field} », un UUID aléatoire (version 4) en minuscules.",
)
NO_LOCALE = bilingual(
    "The 'lang' must be a language tag, such as fr-CA.",
    "« lang » doit être une étiquette de langue, comme fr-CA.",
)


class BadMessageRequest(RefusedRequest):
    """The request is not one the channel understands; its text is a sentence for the sender."""


class RequestTooLarge(RefusedRequest):
    """The request has more in it than anything a channel takes."""

    status_code = 413


def read_object(request: Request) -> dict[str, Any]:
    """Returns the JSON object in the request's body.

    Raises:
        BadMessageRequest: if the body isn't JSON, or is something other than an object.
        RequestTooLarge: if it is longer than ``MAX_BODY_BYTES``.
    """
    if len(request.body) > MAX_BODY_BYTES:
        raise RequestTooLarge(TOO_LARGE, size=MAX_BODY_BYTES // 1024)
    # Some programs begin with a byte order mark, which RFC 8259 lets a reader leave out.
    request.body = request.body.removeprefix(BOM_UTF8)
    try:
        body = request.json
    except InvalidUsage:
        raise BadMessageRequest(NOT_JSON) from None
    if not isinstance(body, dict):
        raise BadMessageRequest(NO_OBJECT)
    return body


def read_message(body: dict[str, Any]) -> str:
    """Returns what the person wrote, as text that Rasa takes for words (see ``plain_text``).

    Raises:
        BadMessageRequest: if ``message`` is missing, not text, blank or too long.
    """
    return plain_text(read_text(body, "message", MAX_MESSAGE_LENGTH))


def read_text(body: dict[str, Any], field: str, longest: int) -> str:
    """Returns a field that must be text.

    Args:
        body: the request's object.
        field: its key.
        longest: how many characters it may have.

    Raises:
        BadMessageRequest: if it is missing, not text, blank or too long.
    """
    text = body.get(field)
    if not isinstance(text, str):
        raise BadMessageRequest(NO_STRING, field=field)
    if not text.strip():
        raise BadMessageRequest(EMPTY, field=field)
    if len(text) > longest:
        raise BadMessageRequest(TOO_LONG, field=field, longest=longest)
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair: no store could keep it
        raise BadMessageRequest(NOT_UNICODE, field=field) from None
    return text


def read_id(body: dict[str, Any], field: str, longest: int = MAX_ID_LENGTH) -> str:
    """Returns a field that must be an id which a store can hold (see ``is_storable``).

    Args:
        body: the request's object.
        field: its key.
        longest: how many characters it may have.

    Raises:
        BadMessageRequest: if it is missing, too long or can't be stored.
    """
    value = body.get(field)
    if not is_storable(value) or len(value) > longest:
        raise BadMessageRequest(NO_ID, field=field, longest=longest)
    return value


def read_random_id(body: dict[str, Any], field: str) -> str:
    """Returns a field that must be a random UUID, which nobody can guess.

    Only its usual form is taken, so that one id has one name: Python's ``UUID`` also reads braces,
    a ``urn:`` prefix, capitals and missing hyphens. Versions other than 4 are not random.

    Args:
        body: the request's object.
        field: its key.

    Raises:
        BadMessageRequest: if it is missing or no such UUID.
    """
    value = body.get(field)
    try:
        if isinstance(value, str):
            parsed = uuid.UUID(value)
            if parsed.version == 4 and str(parsed) == value:
                return value
    except ValueError:
        pass
    raise BadMessageRequest(NO_RANDOM_ID, field=field)


def read_locale(body: dict[str, Any]) -> str | None:
    """Returns ``lang``, the locale of the page or program, such as ``fr-CA``; ``None`` if not told.

    Raises:
        BadMessageRequest: if it is something else.
    """
    value = body.get("lang")
    if value is None or (isinstance(value, str) and _LOCALE.fullmatch(value)):
        return value
    raise BadMessageRequest(NO_LOCALE)


def answer_bad_requests(blueprint: Blueprint) -> None:
    """Makes the blueprint answer these errors with their status and ``{"error": sentence}``."""

    @blueprint.exception(BadMessageRequest, RequestTooLarge)
    async def bad_request(request: Request, error: RefusedRequest) -> HTTPResponse:
        return error_response(request, error.reason, error.status_code, None, **error.values)
