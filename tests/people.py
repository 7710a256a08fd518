"""People who talk with the assistant while something happens to it."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import requests

QUESTIONS = ("How much do ML engineers earn?", "Which skills do I need?", "And which degree?")
PAGE_WAITS_SECONDS = 25  # LONGEST_WAIT in web/chat/api.js
PAUSE_SECONDS = 0.3
GIVE_UP_SECONDS = 90
SENTENCE = "Sorry, I can't answer right now"
LOOKING_UP = "Sorry, I can't look that up right now"


def new_id() -> str:
    return str(uuid.uuid4())


@dataclass
class Person:
    """Somebody who asks on the page, which asks again with the same id until there is an answer."""

    url: str
    conversation: str = field(default_factory=new_id)
    affinity: str = field(default_factory=new_id)
    answers: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)

    def post(self, route: str, body: dict[str, Any], url: str | None = None) -> requests.Response:
        return requests.post(
            f"{url or self.url}/chat/{route}",
            json={"conversation": self.conversation, **body},
            headers={"X-Affinity": self.affinity},
            timeout=PAGE_WAITS_SECONDS,
        )

    def say(self, text: str, message_id: str | None = None) -> list[dict[str, Any]]:
        """Asks until there is an answer; what was said instead must have been a sentence."""
        message_id = message_id or new_id()
        deadline = time.monotonic() + GIVE_UP_SECONDS
        while True:
            try:
                response = self.post("messages", {"id": message_id, "message": text})
            except requests.RequestException as error:  # nginx itself is gone: the page says so
                self.refusals.append(type(error).__name__)
            else:
                if response.status_code == 200:
                    self.answers[message_id] = response.json()["messages"]
                    return self.answers[message_id]
                assert response.status_code == 503, response.text
                assert response.json()["error"].startswith(SENTENCE)
                self.refusals.append("503")
            assert time.monotonic() < deadline, "never answered"
            time.sleep(PAUSE_SECONDS)

    def history(self) -> list[dict[str, Any]]:
        response = self.post("history", {})
        assert response.status_code == 200, response.text
        messages: list[dict[str, Any]] = response.json()["messages"]
        return messages


@dataclass
class Crowd:
    """Some people, each asking one question after the other until they are told to stop."""

    url: str
    number: int = 4
    people: list[Person] = field(default_factory=list)
    errors: list[BaseException] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def asking(self) -> Iterator[Crowd]:
        self.people = [Person(self.url) for _ in range(self.number)]
        threads = [threading.Thread(target=self._ask, args=[person]) for person in self.people]
        for thread in threads:
            thread.start()
        try:
            self.wait_for_answers()
            yield self
            self.wait_for_answers()
        finally:
            self._stop.set()
            for thread in threads:
                thread.join()
        assert not self.errors, self.errors

    def wait_for_answers(self, more: int = 2) -> None:
        """Waits until everyone has been answered a few times more."""
        wanted = [len(person.answers) + more for person in self.people]
        deadline = time.monotonic() + GIVE_UP_SECONDS
        while any(len(person.answers) < n for person, n in zip(self.people, wanted, strict=True)):
            assert not self.errors, self.errors
            assert time.monotonic() < deadline, "service didn't resume"
            time.sleep(0.1)

    def assert_nothing_is_lost(self) -> None:
        """Every answer that somebody got is in their conversation, as it was given and once."""
        for person in self.people:
            history = person.history()
            asked = [entry["id"] for entry in history if entry["from"] == "user"]
            assert len(asked) == len(set(asked)), "a message was answered twice"
            assert set(person.answers) <= set(asked), "a stored turn is lost"
            stored = {entry["id"] for entry in history if entry["from"] == "bot"}
            given = {message["id"] for said in person.answers.values() for message in said}
            assert given <= stored, "an answer is not the one that is stored"

    @property
    def apologies(self) -> list[str]:
        """What was said where an answer could not be looked up."""
        answers = [answer for person in self.people for answer in person.answers.values()]
        texts = [message["text"] for answer in answers for message in answer]
        return [text for text in texts if text.startswith(LOOKING_UP)]

    @property
    def refusals(self) -> list[str]:
        return [refusal for person in self.people for refusal in person.refusals]

    def _ask(self, person: Person) -> None:
        try:
            while not self._stop.is_set():
                person.say(QUESTIONS[len(person.answers) % len(QUESTIONS)])
                time.sleep(0.1)
        except BaseException as error:  # told in the test's own thread
            self.errors.append(error)
