"""The web channel: the chat's page and its JSON API (messages, history, feedback)."""

from __future__ import annotations

import time
from collections.abc import Awaitable
from typing import Any, TypeVar

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from channels.ask import OnNewMessage, Question, ask, log_failure
from channels.client_address import client_address
from channels.cors import allow_origins, answer_preflight, read_origins
from channels.error_sentences import error_response
from channels.feedback import Feedback, UnknownAnswer, record_feedback
from channels.message_request import (
    BadMessageRequest,
    answer_bad_requests,
    read_id,
    read_locale,
    read_message,
    read_object,
    read_random_id,
    read_text,
)
from channels.rate_limits import RateLimits, answer_too_many_requests, work_of
from channels.web.charts import add_charts
from channels.web.compression import add_compression
from channels.web.guide_page import add_guide_page
from channels.web.message import apology, bot_message, history, numbered
from channels.web.page import add_page
from channels.web.suggestions import add_suggestions
from guide.text import bilingual
from stores.conversations import read_conversation

UNAVAILABLE = bilingual(
    "Sorry, I can't answer right now. Please try again in a moment.",
    "Désolé, je ne peux pas répondre pour l'instant. Réessayez dans un instant.",
)
NO_SUCH_ANSWER = bilingual(
    "This conversation has no such answer.", "Cette conversation n'a pas de telle réponse."
)
NO_RATING = bilingual(
    "The request needs a 'rating' that is 'up', 'down' or null.",
    "La requête doit avoir un champ « rating » : « up », « down » ou null.",
)
MAX_COMMENT_LENGTH = 1000
MAX_ANSWER_ID_LENGTH = 64
_Result = TypeVar("_Result")


class Unavailable(SanicException):
    """The assistant can't do it at the moment: a store can't be reached."""

    status_code = 503


class WebInput(InputChannel):
    """Serves the chat's page and files, and answers what is typed into it.

    Every request is a POST with a JSON object; ``conversation`` is a random UUID that the page
    makes, which is the only key to a conversation and so never part of an address.

    - ``/chat/messages`` takes ``conversation``, ``id`` (a random UUID for this message),
      ``message`` and perhaps ``lang`` (the page's locale, such as ``fr-CA``), and answers
      ``{"messages": [...]}`` (see ``bot_message``). The same ``id`` again gets the same answer
      again and isn't handled twice, whatever happened to the first answer.
    - ``/chat/history`` answers everything said so far, read from the tracker store.
    - ``/chat/feedback`` takes ``answer`` (its id), ``rating`` (``up``, ``down`` or null) and
      perhaps ``comment``.
    - ``/chat/suggestions`` takes ``text``, what somebody is typing, and perhaps ``lang``, and
      answers ``{"questions": [...]}``, at most five of the guide's. It stores nothing.
    - ``GET /chat/charts/<name>.svg?language=&theme=`` is a chart.
    - ``GET /guide`` and ``/guide/<language>`` show all that the guide knows.

    What goes wrong is answered with ``{"error": "<sentence>"}``: 400 for a request that isn't
    understood, 403 from a page of another site, 404 for an answer that isn't there, 413 and 429
    for too much, 503 if a store can't be reached.
    """

    @classmethod
    def name(cls) -> str:
        """The channel's name in conversations and reports."""
        return "web"

    def url_prefix(self) -> str:
        """Addresses are plain (``/chat``, ``/widget.js``) instead of Rasa's ``/webhooks/…``."""
        return "/"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """The page, its files and the routes for its requests."""
        blueprint = Blueprint("web_channel")
        limits = RateLimits()
        origins = read_origins()
        allow_origins(blueprint, origins)
        answer_bad_requests(blueprint)
        answer_too_many_requests(blueprint)
        add_compression(blueprint)
        add_page(blueprint, origins)
        add_charts(blueprint)
        add_guide_page(blueprint)
        add_suggestions(blueprint, limits)

        @blueprint.exception(Unavailable)
        async def unavailable(request: Request, _: Unavailable) -> HTTPResponse:
            return error_response(request, UNAVAILABLE, 503)

        @blueprint.post("/chat/messages")
        async def receive(request: Request) -> HTTPResponse:
            body = read_object(request)
            conversation = read_random_id(body, "conversation")
            message_id, text = read_random_id(body, "id"), read_message(body)
            await limits.count(request, conversation, work_of(text))
            client, locale = client_address(request), read_locale(body)
            question = Question(conversation, text, self.name(), message_id, client, locale)
            messages = await _available(_answer(_agent(request), question, message_id))
            return _private({"messages": messages})

        @blueprint.post("/chat/history")
        async def remember(request: Request) -> HTTPResponse:
            conversation = read_random_id(read_object(request), "conversation")
            await limits.count(request, conversation)
            read = await _available(read_conversation(_agent(request), conversation))
            return _private({"messages": history(read)})

        @blueprint.post("/chat/feedback")
        async def rate(request: Request) -> HTTPResponse:
            body = read_object(request)
            conversation, feedback = read_random_id(body, "conversation"), _read_feedback(body)
            await limits.count(request, conversation)
            try:
                await _available(record_feedback(_agent(request), conversation, feedback))
            except UnknownAnswer:
                return error_response(request, NO_SUCH_ANSWER, 404)
            return empty()

        for path in ("messages", "history", "feedback", "suggestions"):
            blueprint.add_route(
                answer_preflight, f"/chat/{path}", methods=["OPTIONS"], name=f"preflight_{path}"
            )
        return blueprint


async def _answer(agent: Agent, question: Question, message_id: str) -> list[dict[str, Any]]:
    """What the page shows in return to a message, also to one that was answered before."""
    answer = await ask(agent, question)
    shown = [
        bot_message(message, numbered(message_id, place))
        for place, message in enumerate(answer.messages)
    ]
    return shown or [apology(message_id, time.time(), question.locale)]


async def _available(work: Awaitable[_Result]) -> _Result:
    """Does the work; whatever fails in it is logged and becomes ``Unavailable``."""
    try:
        return await work
    except UnknownAnswer:
        raise
    except (Exception, SystemExit) as error:  # an exit of Rasa's is a failure like any other
        log_failure(WebInput.name(), error)
        raise Unavailable(UNAVAILABLE.en) from None


def _agent(request: Request) -> Agent:
    agent: Agent = request.app.ctx.agent
    return agent


def _private(content: dict[str, Any]) -> HTTPResponse:
    return json(content, headers={"Cache-Control": "no-store"})


def _read_feedback(body: dict[str, Any]) -> Feedback:
    rating = body.get("rating")
    if "rating" not in body or rating not in ("up", "down", None):
        raise BadMessageRequest(NO_RATING)
    comment = None
    if body.get("comment") not in (None, ""):
        comment = read_text(body, "comment", MAX_COMMENT_LENGTH)
    return Feedback(read_id(body, "answer", MAX_ANSWER_ID_LENGTH), rating, comment)
