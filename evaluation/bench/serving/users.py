"""Locust users of the load test: ``python -m evaluation.bench.serving.users``.

A program of its own, because Locust replaces parts of Python's standard library when it is
imported. ``load.ask`` starts it: the settings are a JSON object in the environment variable
``LOAD``, people come as JSON lines on standard input, and each answer goes as a JSON line to
standard output.
"""

from __future__ import annotations

import gevent
from locust import FastHttpUser, constant, task  # first: it makes what follows cooperative
from locust.env import Environment
from locust.exception import StopUser

import json  # isort: skip
import os  # isort: skip
import sys  # isort: skip
import time  # isort: skip
import uuid  # isort: skip
from typing import Any  # isort: skip

SETTINGS = json.loads(os.environ["LOAD"])
PATHS = {"rest": "/webhooks/rest/webhook", "web": "/chat/messages"}
START = time.monotonic()
ANSWER_SECONDS = 60
FAILED = "something went wrong"
"""Part of what our channels say where there is no answer."""


class Person(FastHttpUser):
    """Asks the questions of one conversation after the other, each once the last is answered."""

    wait_time = constant(0)
    network_timeout = connection_timeout = ANSWER_SECONDS

    @task
    def talk(self) -> None:
        """One conversation, or the end of this user."""
        line = sys.stdin.readline()
        if not line:
            raise StopUser
        sender, questions = json.loads(line)
        for question in questions:
            if time.monotonic() > START + SETTINGS["seconds"]:
                raise StopUser
            print(json.dumps(self._ask(sender, question)))

    def _ask(self, sender: str, question: str) -> dict[str, Any]:
        path = PATHS[SETTINGS["channel"]]
        begun = time.monotonic()
        with self.client.post(
            path,
            json=_body(sender, question),
            headers={"X-Affinity": sender},  # as the page does, for a load balancer
            catch_response=True,
        ) as response:
            ended = time.monotonic()
            error, messages = _read(response)
            response.failure(error) if error else response.success()
        return {"begun": begun, "ended": ended, "error": error, "messages": messages}


def _body(sender: str, question: str) -> dict[str, str]:
    if SETTINGS["channel"] == "rest":
        return {"sender": sender, "message": question}
    return {"conversation": sender, "id": str(uuid.uuid4()), "message": question}


def _read(response: Any) -> tuple[str, list[dict[str, Any]]]:
    """Why it is no answer, which is empty if it is one, and its messages."""
    if response.status_code == 0:
        return f"{type(response.error).__name__}: {response.error}", []
    if response.status_code != 200:
        return f"HTTP {response.status_code}", []
    try:
        content = response.json()
        messages = content if isinstance(content, list) else content["messages"]
    except (ValueError, KeyError, TypeError) as reason:
        return f"{type(reason).__name__}: {reason}", []
    if not any(message.get("text") for message in messages):
        return "an empty answer", messages
    if any(FAILED in message.get("text", "") for message in messages):
        return "an apology", messages
    return "", messages


def main() -> None:
    """Runs the load test until no user is left."""
    environment = Environment(user_classes=[Person], host=SETTINGS["url"])
    runner = environment.create_local_runner()
    runner.start(SETTINGS["concurrency"], spawn_rate=SETTINGS["concurrency"])
    assert runner.spawning_greenlet is not None, "it has just been started"
    runner.spawning_greenlet.join()
    while runner.user_count:
        gevent.sleep(0.01)
    sys.stdout.flush()
    runner.quit()


if __name__ == "__main__":
    main()
