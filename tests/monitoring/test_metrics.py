"""What is asked is counted, for those who may know."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import requests
from prometheus_client.parser import text_string_to_metric_families

from evaluation.assistant import Assistant, Conversation
from tests.monitoring.conftest import TOKEN
from tests.web_client import WebClient

Figures = Counter[tuple[str, frozenset[tuple[str, str]]]]
FORWARDED = {"X-Forwarded-For": "192.0.2.1"}
NAME = "Bartholomew"


def get_metrics(assistant: Assistant, **headers: str) -> requests.Response:
    return requests.get(f"{assistant.url}/metrics", headers=headers, timeout=30)


def figures(assistant: Assistant) -> Figures:
    """All figures, by their names and labels."""
    response = get_metrics(assistant)
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("text/plain; version=")
    return Counter(
        {
            (sample.name, frozenset(sample.labels.items())): sample.value
            for family in text_string_to_metric_families(response.text)
            for sample in family.samples
        }
    )


def key(name: str, **labels: str) -> tuple[str, frozenset[tuple[str, str]]]:
    return f"assistant_{name}", frozenset(labels.items())


def messages(intent: str, outcome: str, channel: str = "rest") -> object:
    labels = {"channel": channel, "language": "en", "intent": intent, "outcome": outcome}
    return key("messages_total", **labels)


def test_counts_what_people_ask_and_what_becomes_of_it(fragile: Assistant) -> None:
    before = figures(fragile)
    rest, web = Conversation(fragile), WebClient(fragile.url)
    rest.say(f"My name is {NAME}, how much do ml engineers make")
    rest.say("can I get a visa?")
    rest.say("are you a robot")
    web.answer("how much do ml engineers make")
    web.ask(NAME * 1000)  # too long
    fragile.stop("actions")
    rest.say("which skills do i need")
    fragile.start("actions")
    after = figures(fragile)

    new = after - before
    assert {
        name: count for name, count in new.items() if name[0] == "assistant_messages_total"
    } == {
        messages("ask_salary", "answered"): 1,
        messages("out_of_scope", "not_in_the_guide"): 1,
        messages("bot_challenge", "answered"): 1,
        messages("ask_salary", "answered", "web"): 1,
        messages("ask_skills", "out_of_order"): 1,
    }
    assert new[key("answer_seconds_count", channel="rest", language="en")] == 4
    assert new[key("answer_seconds_count", channel="web", language="en")] == 1
    assert new[key("action_seconds_count", result="ok")] == 3
    assert new[key("action_seconds_count", result="failed")] == 1
    assert new[key("http_responses_total", route="/webhooks/rest/webhook", status="200")] == 4
    assert new[key("http_responses_total", route="/chat/messages", status="400")] == 1
    assert new[key("log_lines_total", level="error")] >= 1
    assert after["process_resident_memory_bytes", frozenset()] > 0
    assert NAME not in str(after)
    assert rest.sender not in str(after)


def test_addresses_that_people_make_up_are_counted_together(fragile: Assistant) -> None:
    before = figures(fragile)
    for number in range(3):
        requests.get(f"{fragile.url}/{NAME}-{number}", timeout=30)
    new = figures(fragile) - before

    assert new[key("http_responses_total", route="none", status="404")] == 3
    assert NAME not in str(new)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (FORWARDED, 404),
        (FORWARDED | {"Authorization": "Bearer guess"}, 404),
        (FORWARDED | {"Authorization": f"Bearer {TOKEN}"}, 200),
    ],
)
def test_is_not_public(fragile: Assistant, headers: dict[str, str], status: int) -> None:
    assert get_metrics(fragile, **headers).status_code == status


WORKERS = """
import multiprocessing, os
from monitoring.metrics import MESSAGES, exposition

def work():
    MESSAGES.labels("web", "en", "greet", "answered").inc()

fork = multiprocessing.get_context("fork")
workers = [fork.Process(target=work) for _ in range(3)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
print(os.environ["PROMETHEUS_MULTIPROC_DIR"])
print(exposition().decode())
"""


def test_workers_count_together_and_leave_nothing_behind() -> None:
    run = subprocess.run(
        [sys.executable, "-c", WORKERS],
        env=os.environ | {"SANIC_WORKERS": "3"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    folder, text = run.stdout.split("\n", 1)
    assert 'intent="greet",language="en",outcome="answered"} 3.0' in text
    assert "process_resident_memory_bytes" in text
    assert not Path(folder).exists()
