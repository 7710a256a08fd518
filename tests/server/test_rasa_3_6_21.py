"""What is faster still does the same."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import rasa.engine.runner.dask
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.core.lock_store import InMemoryLockStore
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    Event,
    FollowupAction,
    SessionStarted,
    SlotSet,
    UserUttered,
)

from server.rasa_3_6_21 import answer_check


@pytest.mark.parametrize("event", [UserUttered("hi"), BotUttered("ho"), SlotSet("city", "x")])
def test_every_event_is_read_as_what_it_was(event: Event) -> None:
    for _ in range(2):
        assert Event.from_parameters(event.as_dict()) == event


def test_an_unknown_event_is_still_an_error() -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match="Unknown event name 'party'"):
            Event.from_parameters({"event": "party"})


def test_an_answer_of_the_action_server_is_still_checked() -> None:
    action = RemoteAction("action_x", None)
    good = {"events": [{"event": "slot", "name": "city", "value": 1}], "responses": [{"text": "x"}]}
    for _ in range(2):
        assert action._validate_action_result(good) is True
        with pytest.raises(ValidationError) as refused:
            action._validate_action_result({"events": [], "responses": ["x"]})
        assert "make sure your response from the Action endpoint is valid" in refused.value.message


@pytest.mark.parametrize(
    "event",
    [
        "slot",
        {"name": "city"},
        {"event": ["slot"]},
        {"event": "party"},
        {"event": "slot", "value": 1},
        {"event": "slot", "name": 1, "value": 1},
        {"event": "bot", "timestamp": "now"},
    ],
)
def test_an_event_that_is_none_is_still_refused(event: Any) -> None:
    action = RemoteAction("action_x", None)
    with pytest.raises(ValidationError, match="Failed to validate Action server response"):
        action._validate_action_result({"events": [event], "responses": []})


def test_events_of_every_kind_are_right() -> None:
    is_right = answer_check(RemoteAction.action_response_format_spec())
    events = [
        UserUttered("hi", {"name": "greet", "confidence": 1.0}),
        BotUttered("ho"),
        SlotSet("city", None),
        ActionExecuted("action_listen"),
        SessionStarted(),
        FollowupAction("action_x"),
    ]
    assert is_right({"events": [event.as_dict() for event in events], "responses": []})


def test_the_parts_of_a_graph_run_in_order_and_their_errors_come_out() -> None:
    dask = rasa.engine.runner.dask.dask
    graph = {"sum": (lambda *pair: ("sum", sum(pair)), "one", "two"), "one": 1, "two": 2}
    assert dict(dask.get(graph, ["sum"])) == {"sum": 3}
    with pytest.raises(ZeroDivisionError):
        dask.get({"broken": (lambda _: 1 / 0, "one"), "one": 1}, ["broken"])


def test_a_message_waits_for_the_one_before_it_and_not_much_longer() -> None:
    order: list[str] = []
    pauses: list[float] = []

    async def pause(seconds: float, sleep: Any = asyncio.sleep) -> None:
        pauses.append(seconds)
        await sleep(0)

    async def handle(store: InMemoryLockStore, name: str) -> None:
        async with store.lock("conversation"):
            order.append(f"{name} begins")
            for _ in range(5):
                await asyncio.tasks.sleep(0)
            order.append(f"{name} ends")

    async def both() -> None:
        store = InMemoryLockStore()
        await asyncio.gather(handle(store, "first"), handle(store, "second"))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asyncio, "sleep", pause)
        asyncio.run(both())
    assert order == ["first begins", "first ends", "second begins", "second ends"]
    assert pauses
    assert max(pauses) < 0.1
