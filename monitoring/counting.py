"""Where what is in ``metrics`` is counted: one place for each, whichever channel it is."""

from __future__ import annotations

import logging
import time
from functools import cache, wraps
from itertools import takewhile
from typing import Any, get_args

from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Sanic
from sanic.request import Request
from sanic.response import BaseHTTPResponse
from structlog.contextvars import bind_contextvars

from evaluation.usage.turns import OUTCOMES, SILENT
from guide.text import DEFAULT_LANGUAGE, Language
from monitoring.metrics import ANSWER_SECONDS, LOG_LINES, MESSAGES, RESPONSES

logger = logging.getLogger(__name__)

CHANNELS = ("web", "rest", "slack", "cmdline")
LANGUAGES: tuple[Language, ...] = get_args(Language)
NONE = "none"


@cache
def start_counting() -> None:
    """Counts messages and log lines, from now on in this process.

    Rasa has no hook for the first, so its methods are wrapped: all channels end in it.
    """
    logging.getLogger().addHandler(_LineCounter(logging.WARNING))
    handle, log_message = MessageProcessor.handle_message, MessageProcessor.log_message

    @wraps(log_message)
    async def remember_tracker(
        self: MessageProcessor, message: UserMessage, *args: Any, **kwargs: Any
    ) -> DialogueStateTracker:
        message.tracker = await log_message(self, message, *args, **kwargs)
        return message.tracker

    @wraps(handle)
    async def timed_handle(self: MessageProcessor, message: UserMessage) -> Any:
        start = time.perf_counter()
        outcome: str | None = "unanswered"
        try:
            bind_contextvars(channel=message.input_channel)
            result = await handle(self, message)
            outcome = None
            return result
        finally:
            _count_message(self, message, outcome, time.perf_counter() - start)

    MessageProcessor.log_message = remember_tracker
    MessageProcessor.handle_message = timed_handle


def count_responses(app: Sanic) -> None:
    """Counts every answer to a request, by its route: addresses that there are not are one."""

    async def count(request: Request, response: BaseHTTPResponse) -> None:
        route = f"/{request.route.path}" if request.route else NONE
        RESPONSES.labels(route, response.status).inc()

    app.register_middleware(count, "response")


class _LineCounter(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        LOG_LINES.labels(record.levelname.lower()).inc()


def _count_message(
    processor: MessageProcessor, message: UserMessage, outcome: str | None, seconds: float
) -> None:
    """Counts a message, by labels of which there are few: nothing that people or clients chose."""
    tracker: DialogueStateTracker | None = getattr(message, "tracker", None)
    channel = message.input_channel if message.input_channel in CHANNELS else "other"
    language, intent = DEFAULT_LANGUAGE, NONE
    if tracker is not None:
        language, intent = tracker.get_slot("language"), tracker.latest_message.intent["name"]
    language = language if language in LANGUAGES else DEFAULT_LANGUAGE
    intent = intent if intent in processor.domain.intents else NONE
    outcome = outcome or outcome_of(tracker)
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


def outcome_of(tracker: DialogueStateTracker) -> str:
    """What became of the last message, in the report's words."""
    turn = list(
        takewhile(lambda event: not isinstance(event, UserUttered), reversed(tracker.events))
    )
    if not any(isinstance(event, BotUttered) for event in turn):
        return "unanswered"
    actions = (event.action_name for event in turn if isinstance(event, ActionExecuted))
    last = next((name for name in actions if name not in SILENT), None)
    return OUTCOMES.get(last or "", "answered").replace(" ", "_")
