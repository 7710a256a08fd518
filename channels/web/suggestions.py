"""Type-ahead route: ``POST /chat/suggestions`` answers questions of the guide while one types."""

from __future__ import annotations

import asyncio
from functools import partial

import numpy as np
from rasa.core.agent import Agent
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from channels.ask import UNDERSTANDING, language_of_locale, log_failure
from channels.client_address import client_address
from channels.message_request import read_locale, read_object, read_text
from channels.rate_limits import RateLimits
from channels.web.question_index import QuestionIndex, Vectors
from channels.web.sentence_vectors import sentence_vector
from guide.edition import Edition, current_edition
from guide.text import Language

MOST = 5
LONGEST = 200
"""Characters; whoever has typed more asks something that the guide has no question for."""
SHORTEST_WITH_A_MEANING = 3  # characters

_PREPARING = "the guide's questions"


class Suggester:
    """Finds questions; their vectors are made once for each guide and model.

    Until they are made, in the background, and if that fails, words alone count.
    """

    def __init__(self) -> None:
        self._made_for: tuple[Edition, Agent] | None = None
        self._index = QuestionIndex(current_edition().guide)
        self._preparing: asyncio.Task[None] | None = None

    async def find(self, agent: Agent, client: str, typed: str, language: Language) -> list[str]:
        """At most ``MOST`` questions that match.

        Args:
            agent: has the model.
            client: takes turns with others.
            typed: what somebody has typed so far.
            language: of the page.
        """
        self.prepare(agent)
        index, vector = self._index, None
        if index.vectors is not None and len(typed.strip()) >= SHORTEST_WITH_A_MEANING:
            vector = await _vector(agent, f"typing: {client}", typed)
        return index.best(typed, language, MOST, vector)

    def prepare(self, agent: Agent) -> None:
        """Begins to make the vectors, if there is a new guide or model."""
        made_for = (current_edition(), agent)
        if self._made_for != made_for:
            self._made_for = made_for
            self._index = QuestionIndex(made_for[0].guide)
            if self._preparing is not None:
                self._preparing.cancel()
            self._preparing = asyncio.create_task(_add_vectors(self._index, agent))

    def stop(self) -> None:
        """Stops making vectors."""
        if self._preparing is not None:
            self._preparing.cancel()


def add_suggestions(blueprint: Blueprint, limits: RateLimits) -> None:
    """Adds the route. Nothing that is typed is stored or logged, or stands in an address."""
    suggester = Suggester()

    @blueprint.post("/chat/suggestions")
    async def suggest(request: Request) -> HTTPResponse:
        body = read_object(request)
        typed = read_text(body, "text", LONGEST)
        language = language_of_locale(read_locale(body))
        await limits.count_typing(request)
        agent = request.app.ctx.agent
        found = await suggester.find(agent, client_address(request), typed, language)
        return json({"questions": found}, headers={"Cache-Control": "no-store"})

    @blueprint.listener("after_server_start")
    async def begin(app: Sanic, _: asyncio.AbstractEventLoop) -> None:
        suggester.prepare(app.ctx.agent)

    @blueprint.listener("before_server_stop")
    async def end(_: Sanic, __: asyncio.AbstractEventLoop) -> None:
        suggester.stop()


async def _add_vectors(index: QuestionIndex, agent: Agent) -> None:
    vectors = []
    for candidate in index.candidates:
        vector = await _vector(agent, _PREPARING, candidate.text)
        if vector is None:
            return
        vectors.append(vector)
    index.vectors = np.stack(vectors)


async def _vector(agent: Agent, client: str, text: str) -> Vectors | None:
    """The text's vector, made where messages are understood; ``None`` if that fails."""
    work = UNDERSTANDING.submit(client, partial(sentence_vector, agent, text))
    try:
        return await asyncio.wrap_future(work)
    except Exception as error:  # whatever is wrong with the model, words can still be found
        log_failure("type-ahead", error)
        return None
