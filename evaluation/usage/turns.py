"""Conversation turns from Rasa's events: questions with what became of them, and feedback."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any, Literal

from components.reading import DETAIL, FALLBACK, OUT_OF_SCOPE, Reading
from server.shell import CHANNEL
from stores.turn_outcome import OUTCOMES, SILENT, Outcome

TERMINALS = (CHANNEL, "cmdline")
"""The channels of ``make shell`` and ``rasa shell``, in which the assistant is only tested."""

_OUTCOMES_OF_PARTS: Mapping[str, Outcome] = {
    OUT_OF_SCOPE: "not in the guide",
    FALLBACK: "asked back",
}


@dataclass(frozen=True)
class Part:
    """One question of a message that has several."""

    text: str
    intent: str
    outcome: Outcome


@dataclass
class Turn:
    """Something a person said.

    Attributes:
        conversation: tells conversations apart; never shown.
        parts: its questions, where there are several.
        details: ids of what it asks within a topic that the guide doesn't say.
        kind: of question outside the guide, where the classifier knows.
        topic: that the answer was about.
    """

    conversation: str
    text: str
    intent: str
    channel: str
    time: datetime
    parts: tuple[Part, ...] = ()
    details: tuple[str, ...] = ()
    kind: str | None = None
    topic: str | None = None
    outcome: Outcome = "unanswered"


@dataclass(frozen=True)
class Opinion:
    """Feedback on an answer, the last there was."""

    question: str
    topic: str | None
    rating: Literal["up", "down"]
    comment: str | None


@dataclass
class Transcript:
    """What was said in a period."""

    turns: list[Turn] = field(default_factory=list)
    opinions: list[Opinion] = field(default_factory=list)
    meanings: list[tuple[str, str]] = field(default_factory=list)
    """Messages that weren't understood, with the intent that the person then picked."""


def read_transcript(events: Iterable[Mapping[str, Any]], since: datetime | None) -> Transcript:
    """Reads what was said, but for conversations in a terminal.

    Args:
        events: in the order in which they happened.
        since: leaves out what was before.
    """
    transcript = Transcript()
    latest: dict[str, Turn] = {}  # the latest turn of each conversation
    feedback: dict[tuple[str, str], Mapping[str, Any]] = {}  # the latest of each answer
    for event in _without_tests(events):
        conversation = event.get("sender_id") or ""
        time = datetime.fromtimestamp(event.get("timestamp") or 0, timezone.utc)
        if since is not None and time < since:
            continue
        kind = event["event"]
        if kind == "user" and (event.get("text") or "").strip():
            turn = _turn(event, conversation, time)
            latest[conversation] = turn
            transcript.turns.append(turn)
        elif kind == "action" and conversation in latest:
            name = event.get("name")
            if name and name not in SILENT:
                latest[conversation].outcome = OUTCOMES.get(name, "answered")
        elif kind == "bot" and conversation in latest:
            answer = (event.get("metadata") or {}).get("answer") or {}
            latest[conversation].topic = answer.get("topic") or latest[conversation].topic
        elif kind == "slot" and event.get("value"):
            value = event["value"]
            if event.get("name") == "feedback":
                feedback[conversation, value["answer"]] = value
            elif event.get("name") == "labelled_example":
                transcript.meanings.append((value["text"], value["intent"]))
    transcript.opinions = [
        Opinion(value["question"], value["topic"], value["rating"], value["comment"])
        for value in feedback.values()
        if value["rating"]
    ]
    return transcript


def _without_tests(events: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    tests: set[str] = set()
    for event in events:
        if event.get("input_channel") in TERMINALS:
            tests.add(event.get("sender_id") or "")
        if (event.get("sender_id") or "") not in tests:
            yield event


def _turn(event: Mapping[str, Any], conversation: str, time: datetime) -> Turn:
    read = Reading.from_message(event.get("parse_data") or {})
    parts = tuple(
        Part(
            text=question.text,
            intent=question.intent,
            outcome=_OUTCOMES_OF_PARTS.get(question.intent, "answered"),
        )
        for question in read.questions
    )
    details = [
        entity.value
        for message in (read, *read.questions)
        for entity in message.entities
        if entity.name == DETAIL
    ]
    return Turn(
        conversation=conversation,
        text=event["text"],
        intent=read.intent,
        channel=event.get("input_channel") or "other",
        time=time,
        parts=parts,
        details=tuple(dict.fromkeys(details)),
        kind=read.kind,
    )
