"""Why an answer came: how its message was read and what was done, in two or three lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from components.reading import Candidate, Reading
from server.shell.screen import MUTED
from server.shell.turn import Turn

LIKELIEST = 3
"""So many classes are shown, with their confidence."""
NOTHING_STORED = "Nothing is stored of this message, so there is nothing to say why."


def why(turn: Turn) -> RenderableType:
    """The lines ``read``, ``found`` (if anything was) and ``did``."""
    if turn.reading is None:
        return Text(NOTHING_STORED)
    lines = {
        "read": _read(turn.reading, turn.language),
        "found": _found(turn.reading),
        "did": _did(turn),
    }
    return _labelled({label: " · ".join(parts) for label, parts in lines.items()})


def slot_lines(slots: Mapping[str, Any]) -> RenderableType:
    """The slots with their whole values, one a line."""
    if not slots:
        return Text("No slot has a value.")
    return _labelled(
        {
            name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            for name, value in sorted(slots.items())
        }
    )


def _read(reading: Reading, language: str | None) -> Iterator[str]:
    """The topics and aspects, of several questions each by itself; the act; the language."""
    ranking = reading.ranking or (Candidate(reading.intent, reading.confidence),)
    yield _likeliest((each.intent, each.confidence) for each in ranking)
    if reading.aspects and not reading.questions:
        likeliest = _likeliest((each.name, each.confidence) for each in reading.aspects)
        yield f"aspect {likeliest}" if reading.aspect else f"no plain aspect ({likeliest})"
    for part in reading.questions:
        aspect = f", {part.aspect}" if part.aspect else ""
        yield f"“{part.text}” as {part.intent} {part.confidence:.2f}{aspect}"
    if reading.act is not None:
        yield f"act {reading.act}"
    if reading.kind is not None:
        yield f"kind {reading.kind}"
    yield f"language {language or 'not set'}"


def _found(reading: Reading) -> Iterator[str]:
    """Entities with their role and the words they came from; corrections of spelling."""
    for each in reading.questions or (reading,):
        for entity in each.entities:
            more = ", ".join(filter(None, (entity.part, entity.role)))
            value = f"{entity.value} ({more})" if more else entity.value
            yield f"{entity.name} = {value} from “{each.text[entity.start : entity.end]}”"
    for written, corrected in reading.corrections:
        yield f"spelling “{written}” as “{corrected}”"


def _did(turn: Turn) -> Iterator[str]:
    """The action, its time, the slots that it set."""
    actions = " and ".join(turn.actions) or "no action"
    yield f"{actions} in {turn.milliseconds} ms"
    if turn.slots:
        changes = (_change(name, value) for name, value in turn.slots.items())
        yield ", ".join(changes)


def _likeliest(ranking: Iterable[tuple[str, float]]) -> str:
    likeliest = islice(ranking, LIKELIEST)
    return ", ".join(f"{name} {confidence:.2f}" for name, confidence in likeliest)


def _change(name: str, value: Any) -> str:
    """A slot's new value in a word or two; ``/slots`` shows it whole."""
    if value is None:
        return f"{name} = none"
    if isinstance(value, Mapping):
        return f"{name} = {value.get('topic', '…')}"
    return f"{name} = {f'{len(value)} items' if isinstance(value, list) else value}"


def _labelled(lines: Mapping[str, str]) -> RenderableType:
    table = Table.grid(padding=(0, 1))
    for label, words in lines.items():
        if words:
            table.add_row(Text(label, style=MUTED), Text(words))
    return table
