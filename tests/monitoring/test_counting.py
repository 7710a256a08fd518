"""What is counted has few labels, none of which a person or client chooses."""

from __future__ import annotations

import logging
from typing import Any

import pytest
import requests
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Sanic
from sanic.response import HTTPResponse, text

from monitoring.counting import count_log_lines, count_message, count_responses
from monitoring.metrics import ANSWER_SECONDS, LOG_LINES, MESSAGES, RESPONSES
from tests.serving import running

INTENTS = ("ask_salary", "greet")


def tracker(intent: str | None, language: str | None) -> DialogueStateTracker:
    made = DialogueStateTracker("ann", [AnySlot("language", [{}])])
    made.update(UserUttered("what pay", {"name": intent}))
    made.update(SlotSet("language", language))
    return made


def value(metric: Any, *labels: str) -> float:
    return float(metric.labels(*labels)._value.get())


@pytest.mark.parametrize(
    ("channel", "told", "labels"),
    [
        ("web", tracker("ask_salary", "fr"), ("web", "fr", "ask_salary", "answered")),
        ("web", tracker("greet", None), ("web", "en", "greet", "answered")),
        ("ann's", tracker("made_up", "xx"), ("other", "en", "none", "answered")),
        ("rest", None, ("rest", "en", "none", "answered")),
    ],
)
def test_a_message_is_counted_by_known_labels_only(
    channel: str, told: DialogueStateTracker | None, labels: tuple[str, ...]
) -> None:
    before = value(MESSAGES, *labels)

    count_message(channel, told, "answered", 0.02, INTENTS)

    assert value(MESSAGES, *labels) == before + 1


def test_its_outcome_and_time_are_counted_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    before = float(ANSWER_SECONDS.labels("slack", "en")._sum.get())

    with caplog.at_level(logging.INFO, logger="monitoring.counting"):
        count_message("slack", None, "not in the guide", 0.25, INTENTS)

    assert value(MESSAGES, "slack", "en", "none", "not_in_the_guide") >= 1
    assert ANSWER_SECONDS.labels("slack", "en")._sum.get() == pytest.approx(before + 0.25)
    assert caplog.messages == ["Message handled in 0.250 s: not_in_the_guide"]


def test_responses_are_counted_by_route_and_those_without_one_together() -> None:
    app = Sanic("counted", configure_logging=False)
    count_responses(app)

    @app.get("/answers/<name:str>")
    async def answer(_: object, name: str) -> HTTPResponse:
        return text(name)

    labels = (("/answers/<name:str>", "200"), ("none", "404"))
    before = [value(RESPONSES, *each) for each in labels]
    with running(None, app) as url:
        for path in ("/answers/1", "/answers/2", "/made-up-1", "/made-up-2"):
            requests.get(url + path, timeout=10)

    assert [value(RESPONSES, *each) for each in labels] == [each + 2 for each in before]


def test_log_lines_are_counted_from_warnings_on_and_once() -> None:
    root = logging.getLogger()
    handlers = list(root.handlers)
    count_log_lines.cache_clear()
    try:
        for _ in range(2):
            count_log_lines()
        before = {level: value(LOG_LINES, level) for level in ("info", "warning", "error")}
        for level in before:
            root.log(logging.getLevelName(level.upper()), "trouble")
        after = {level: value(LOG_LINES, level) for level in before}
    finally:
        root.handlers = handlers
        count_log_lines.cache_clear()

    assert {level: after[level] - before[level] for level in after} == {
        "info": 0,
        "warning": 1,
        "error": 1,
    }
