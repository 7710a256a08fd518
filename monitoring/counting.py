"""Counts what is in ``monitoring.metrics``: messages, HTTP responses, log lines."""

from __future__ import annotations

import logging
from collections.abc import Collection
from functools import cache
from typing import get_args

from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Sanic
from sanic.request import Request
from sanic.response import BaseHTTPResponse

from guide.text import DEFAULT_LANGUAGE, Language
from monitoring.metrics import ANSWER_SECONDS, LOG_LINES, MESSAGES, RESPONSES

logger = logging.getLogger(__name__)

CHANNELS = ("web", "rest", "slack", "cmdline")
LANGUAGES: tuple[Language, ...] = get_args(Language)
NONE = "none"


@cache
def count_log_lines() -> None:
    """Counts log lines that tell of trouble, from now on in this process."""
    logging.getLogger().addHandler(_LineCounter(logging.WARNING))


def count_responses(app: Sanic) -> None:
    """Counts every answer to a request, by its route: addresses that there are not are one."""

    async def count(request: Request, response: BaseHTTPResponse) -> None:
        route = f"/{request.route.path}" if request.route else NONE
        RESPONSES.labels(route, response.status).inc()

    app.register_middleware(count, "response")


class _LineCounter(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        LOG_LINES.labels(record.levelname.lower()).inc()


def count_message(
    channel: str,
    tracker: DialogueStateTracker | None,
    outcome: str,
    seconds: float,
    intents: Collection[str],
) -> None:
    """Counts a message, by labels of which there are few: nothing that people or clients chose.

    Args:
        channel: its channel's name.
        tracker: the conversation after it; ``None`` if handling it failed.
        outcome: what became of it, in the words of ``stores.turn_outcome``.
        seconds: how long handling it took.
        intents: those that the model knows.
    """
    channel = channel if channel in CHANNELS else "other"
    language, intent = DEFAULT_LANGUAGE, NONE
    if tracker is not None:
        language = tracker.get_slot("language")
        intent = tracker.latest_message.intent.get("name")  # none is left after a restart
    language = language if language in LANGUAGES else DEFAULT_LANGUAGE
    intent = intent if intent in intents else NONE
    outcome = outcome.replace(" ", "_")
    MESSAGES.labels(channel, language, intent, outcome).inc()
    ANSWER_SECONDS.labels(channel, language).observe(seconds)
    logger.info(
        "Message handled in %.3f s: %s",
        seconds,
        outcome,
        extra={
            "outcome": outcome,
            "language": language,
            "intent": intent,
            "seconds": round(seconds, 4),
        },
    )
