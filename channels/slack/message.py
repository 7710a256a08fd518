"""A message of the assistant, parsed from Rasa's dictionary into a dataclass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from channels.guide_links import GuideReference
from guide.text import Language


@dataclass(frozen=True)
class Button:
    """A suggestion: what it says, and what is asked when it is pressed."""

    title: str
    payload: str


@dataclass(frozen=True)
class ChartReference:
    """Which chart belongs to a message.

    Attributes:
        name: one of ``guide.charts.CHARTS``.
        alt: the same in words.
        language: of its words.
    """

    name: str
    alt: str
    language: Language


@dataclass(frozen=True)
class Message:
    """What the assistant said.

    Attributes:
        text: Markdown.
        buttons: the suggestions.
        answer_id: of an answer from the guide, which can be rated; ``None`` for other messages.
        chart: the chart that goes with it.
        reference: where the guide's page has what it says.
    """

    text: str
    buttons: tuple[Button, ...] = ()
    answer_id: str | None = None
    chart: ChartReference | None = None
    reference: GuideReference | None = None

    @classmethod
    def from_rasa(cls, message: Mapping[str, Any]) -> Message:
        """Reads a message as Rasa hands it to an output channel."""
        answer = message.get("answer") or {}
        return cls(
            text=message.get("text") or "",
            buttons=tuple(
                Button(button["title"], button.get("payload") or button["title"])
                for button in message.get("buttons") or []
            ),
            answer_id=answer.get("id") if answer.get("topic") else None,
            chart=ChartReference(
                answer["chart"], answer.get("chart_alt") or "", answer.get("chart_language") or "en"
            )
            if answer.get("chart")
            else None,
            reference=GuideReference.of(answer),
        )

    def linked(self, server: str) -> Message:
        """The message with a link to the guide's page on its source line.

        Args:
            server: this server's public address; empty if it has none: then there is no link.
        """
        if self.reference is None or not server:
            return self
        return replace(self, text=self.reference.linked(self.text, server))
