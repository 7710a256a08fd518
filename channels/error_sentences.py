"""Error sentences over HTTP (``{"error": "…"}``), in the language of ``Accept-Language``."""

from __future__ import annotations

from collections.abc import Mapping

from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse, json

from guide.text import DEFAULT_LANGUAGE, LANGUAGES, Language, Text


class RefusedRequest(InvalidUsage):
    """A request that isn't answered; its text is the sentence in English.

    Args:
        reason: the sentence.
        values: what its placeholders are filled with.
    """

    def __init__(self, reason: Text, **values: object) -> None:
        super().__init__(reason.en.format(**values))
        self.reason = reason
        self.values = values


def error_response(
    request: Request,
    reason: Text,
    status: int,
    headers: Mapping[str, str] | None = None,
    **values: object,
) -> HTTPResponse:
    """The answer with a sentence in the language that the request prefers.

    Args:
        request: its ``Accept-Language`` is looked at.
        reason: the sentence.
        status: the HTTP status.
        headers: of the answer.
        values: what the sentence's placeholders are filled with.
    """
    told = {"Vary": "Accept-Language", **(headers or {})}
    words = in_preferred_language(request, reason)
    return json({"error": words.format(**values)}, status=status, headers=told)


def in_preferred_language(request: Request, text: Text) -> str:
    """A text in the language that the request prefers."""
    return text.in_language(preferred_language(request.headers.get("Accept-Language")))


def preferred_language(accepted: str | None) -> Language:
    """Which of our languages an ``Accept-Language`` header prefers (RFC 9110, 12.5.4).

    Args:
        accepted: such as ``fr-CA,fr;q=0.9,en;q=0.8``; ``None`` where there is none.
    """
    best, most = DEFAULT_LANGUAGE, 0.0
    for each in (accepted or "").split(","):
        tag, _, weight = each.partition(";")
        spoken = tag.strip().partition("-")[0].lower()
        quality = _quality(weight)
        for language in LANGUAGES:
            if language == spoken and quality > most:
                best, most = language, quality
    return best


def _quality(weight: str) -> float:
    """The number in ``q=0.8``; 1 where there is none, 0 where it is no number."""
    name, _, value = weight.strip().partition("=")
    if not name:
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
