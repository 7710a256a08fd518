"""Asking the action server: which connections, how often, how long, and what it is told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import BasicAuth, web
from rasa.core.actions.action import action_for_name_or_text
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk import Tracker

from actions.erase_my_data import was_asked
from server import action_endpoint
from server.action_endpoint import ActionEndpoint
from server.supervision.servers import free_port
from stores.confirmation import ASKED, ERASURE

ACTION = "action_answer_salary"
DOMAIN = Domain.load("domain.yml")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def answer(_: web.Request) -> web.Response:
    return web.json_response({"events": [], "responses": [{"text": "CAD 100,000"}]})


@asynccontextmanager
async def endpoint(port: int, **settings: Any) -> AsyncIterator[ActionEndpoint]:
    url = f"http://127.0.0.1:{port}/webhook"
    made = ActionEndpoint(EndpointConfig(url, enable_selective_domain=True, **settings))
    try:
        yield made
    finally:
        await made.close()


@asynccontextmanager
async def serving(handler: Handler, port: int = 0) -> AsyncIterator[int]:
    """An action server that answers as the test says; yields its port."""
    app = web.Application()
    app.router.add_post("/webhook", handler)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port, shutdown_timeout=0.1)
    await site.start()
    try:
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


def tracker_with(events: list[Event]) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("somebody", events, DOMAIN.slots)


async def run_action(
    to: EndpointConfig, name: str = ACTION, tracker: DialogueStateTracker | None = None
) -> str | None:
    """What the action says, by the way Rasa runs it."""
    action = action_for_name_or_text(name, DOMAIN, to)
    nlg = TemplatedNaturalLanguageGenerator(DOMAIN.responses)
    tracker = tracker or tracker_with([UserUttered("hello")])
    said = await action.run(CollectingOutputChannel(), nlg, tracker, DOMAIN)
    text: str | None = said[0].text
    return text


async def run_action_once(port: int, **settings: Any) -> str | None:
    async with endpoint(port, **settings) as to:
        return await run_action(to)


def called_with(name: str, tracker: DialogueStateTracker) -> dict[str, Any]:
    """What the action server is told."""
    calls: list[dict[str, Any]] = []

    async def remember(request: web.Request) -> web.Response:
        calls.append(await request.json())
        return await answer(request)

    async def ask() -> None:
        async with serving(remember) as port, endpoint(port) as to:
            await run_action(to, name, tracker)

    asyncio.run(ask())
    return calls[0]


def test_one_connection_serves_many_actions() -> None:
    connections = set()

    async def remember(request: web.Request) -> web.Response:
        connections.add(request.transport)
        return await answer(request)

    async def ask() -> None:
        async with serving(remember) as port, endpoint(port) as to:
            for _ in range(3):
                assert await run_action(to) == "CAD 100,000"

    asyncio.run(ask())
    assert len(connections) == 1


def test_a_connection_that_breaks_is_made_anew() -> None:
    calls = 0

    async def break_off_first(request: web.Request) -> web.StreamResponse:
        nonlocal calls
        calls += 1
        if calls == 1:  # before the answer
            assert request.transport is not None
            request.transport.abort()
        if calls == 2:  # within it
            half = web.StreamResponse(headers={"Content-Length": "100"})
            await half.prepare(request)
            await half.write(b"{")
            assert request.transport is not None
            request.transport.abort()
        return await answer(request)

    async def ask() -> str | None:
        async with serving(break_off_first) as port:
            return await run_action_once(port)

    assert asyncio.run(ask()) == "CAD 100,000"
    assert calls == 3


def test_a_server_that_is_started_anew_costs_nobody_an_answer() -> None:
    async def ask() -> str | None:
        port = free_port()
        asking = asyncio.create_task(run_action_once(port))
        await asyncio.sleep(1)
        assert not asking.done()
        async with serving(answer, port):
            return await asking

    assert asyncio.run(ask()) == "CAD 100,000"


def test_a_server_that_stays_away_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(action_endpoint.RETRIES, "attempts", 3)

    with pytest.raises(RasaException, match="Couldn't connect to the server"):
        asyncio.run(run_action_once(free_port()))


def test_a_server_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(action_endpoint, "ANSWER_SECONDS", 0.2)

    async def hang(request: web.Request) -> web.Response:
        await asyncio.sleep(30)
        return await answer(request)

    async def ask() -> None:
        async with serving(hang) as port:
            await run_action_once(port)

    with pytest.raises(RasaException, match="Couldn't connect to the server"):
        asyncio.run(ask())


def test_an_action_with_a_bug_is_not_run_again() -> None:
    calls = 0

    async def fail(_: web.Request) -> web.Response:
        nonlocal calls
        calls += 1
        return web.json_response({"error": "division by zero"}, status=500)

    async def ask() -> None:
        async with serving(fail) as port:
            await run_action_once(port)

    with pytest.raises(RasaException, match=f"Failed to execute custom action '{ACTION}'"):
        asyncio.run(ask())
    assert calls == 1


def test_what_endpoints_yml_says_of_access_is_sent() -> None:
    async def check(request: web.Request) -> web.Response:
        assert request.headers["Authorization"] == BasicAuth("rasa", "secret").encode()
        assert request.query["token"] == "t"
        return await answer(request)

    async def ask() -> str | None:
        async with serving(check) as port:
            auth = {"username": "rasa", "password": "secret"}
            return await run_action_once(port, basic_auth=auth, token="t")

    assert asyncio.run(ask()) == "CAD 100,000"


def test_an_action_is_told_no_more_after_a_long_conversation() -> None:
    turn = [
        UserUttered("how much?", parse_data={"text": "how much?", "intent": {"name": "x"}}),
        ActionExecuted(ACTION),
        SlotSet("city", "montreal"),
        BotUttered("CAD 100,000"),
        ActionExecuted("action_listen"),
    ]
    question = UserUttered("and there?", parse_data={"text": "and there?", "intent": {"name": "y"}})

    short = called_with(ACTION, tracker_with([*turn, question]))
    long = called_with(ACTION, tracker_with([*turn * 100, question]))

    assert long["tracker"]["events"] == short["tracker"]["events"]
    assert len(short["tracker"]["events"]) == 6
    told = Tracker.from_dict(long["tracker"])
    assert told.latest_message["text"] == "and there?"
    assert told.get_slot("city") == "montreal"


def test_an_action_is_told_what_was_asked_last() -> None:
    asking = BotUttered("Really?", metadata={ERASURE: ASKED})
    earlier = [UserUttered("hello"), BotUttered("hi")] * 5
    tracker = tracker_with([*earlier, UserUttered("delete my data"), asking, UserUttered("yes")])

    assert was_asked(Tracker.from_dict(called_with("action_affirm", tracker)["tracker"]))


def test_only_the_action_that_reads_the_domain_gets_it() -> None:
    tracker = tracker_with([UserUttered("hello")])

    assert "domain" not in called_with(ACTION, tracker)
    responses = called_with("action_answer_several", tracker)["domain"]["responses"]
    assert "I'm a bot" in responses["utter_bot"][0]["text"]
