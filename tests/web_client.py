"""Talks to the web channel as the page does."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, field
from typing import Any

import requests

TIMEOUT = 30  # seconds


def new_id() -> str:
    """A random id, as the page makes them."""
    return str(uuid.uuid4())


@dataclass
class WebClient:
    """One person's browser.

    Attributes:
        url: the server's address.
        conversation: the id of the conversation.
    """

    url: str
    conversation: str = field(default_factory=new_id)

    def post(self, path: str, body: Any, **headers: str) -> requests.Response:
        """Sends ``body`` (bytes as they are, anything else as JSON)."""
        data = body if isinstance(body, bytes) else json.dumps(body)
        address = f"{self.url}/chat/{path}"
        return requests.post(address, data=data, headers=headers, timeout=TIMEOUT)

    def ask(self, message: Any, message_id: str | None = None, **headers: str) -> requests.Response:
        """Sends a message."""
        body = {
            "conversation": self.conversation,
            "id": message_id or new_id(),
            "message": message,
        }
        return self.post("messages", body, **headers)

    def answer(self, message: str, message_id: str | None = None) -> dict[str, Any]:
        """Sends a message and returns the one answer to it."""
        response = self.ask(message, message_id)
        assert response.status_code == 200, response.text
        (answer,) = response.json()["messages"]
        assert isinstance(answer, dict)
        return answer

    def history(self) -> list[dict[str, Any]]:
        """Everything said so far."""
        response = self.post("history", {"conversation": self.conversation})
        assert response.status_code == 200, response.text
        messages: list[dict[str, Any]] = response.json()["messages"]
        return messages

    def rate(self, answer: str, rating: str | None, **more: Any) -> requests.Response:
        """Rates an answer."""
        body = {"conversation": self.conversation, "answer": answer, "rating": rating, **more}
        return self.post("feedback", body)

    def get(self, path: str, **headers: str) -> requests.Response:
        """Fetches an address of the server."""
        return requests.get(f"{self.url}{path}", headers=headers, timeout=TIMEOUT)

    def on(self, url: str) -> WebClient:
        """The same conversation at another server."""
        return WebClient(url, self.conversation)
