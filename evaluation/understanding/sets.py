"""The held-out sets: what people wrote, and what each message should be taken for.

A set of ``tests/nlu`` is optional: where its file is absent there is nothing to measure. Files from
elsewhere are JSON lines with the fields ``text`` and ``intent`` (or ``intents``, for several
questions in a message), and optionally ``also_ok`` (other right intents), ``entities`` and ``set``
(the name to measure it under).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.understanding.examples import DataError, read_examples, read_yaml
from guide.text import Text, bilingual

FOLDER = Path("tests/nlu")


@dataclass(frozen=True)
class Question:
    """A message and what it should be taken for.

    Attributes:
        text: What a person wrote.
        place: Where it stands, as ``file:line``.
        intents: One for each question in it; empty if only the entities are labelled.
        also_ok: Other intents that are as right as the one in ``intents``.
        entities: Entity types with their values; None if they are not labelled.
        aspects: What about its topic it asks: any of these is right; empty if it isn't labelled.
    """

    text: str
    place: str
    intents: tuple[str, ...] = ()
    also_ok: frozenset[str] = frozenset()
    entities: Mapping[str, tuple[str, ...]] | None = None
    aspects: frozenset[str] = frozenset()


@dataclass(frozen=True)
class HeldOutSet:
    """Messages that are measured together.

    Attributes:
        name: As in the baseline.
        about: What is in it, in a few words.
        questions: The messages.
        outside: Whether it is not the project's own, so that no gate is about it.
    """

    name: str
    about: Text
    questions: tuple[Question, ...]
    outside: bool = False


@dataclass(frozen=True)
class Turn:
    """One message of a dialogue.

    Attributes:
        user: What the person writes.
        says: What the answer contains: of each tuple, at least one text.
        never: Texts that it doesn't.
    """

    user: str
    says: tuple[tuple[str, ...], ...]
    never: tuple[str, ...]


@dataclass(frozen=True)
class Dialogue:
    """A conversation whose answers build on each other.

    Attributes:
        place: Where it stands, as ``file:line``.
        turns: Its turns, in order.
    """

    place: str
    turns: tuple[Turn, ...]


def project_sets(folder: Path = FOLDER) -> list[HeldOutSet]:
    """The held-out sets of this project whose files are there.

    Raises:
        DataError: A file is not as it should be.
    """
    kinds: dict[str, tuple[Text, Callable[[Path], Iterable[Question]]]] = {
        "questions": (bilingual("questions in English", "questions en anglais"), _labelled),
        "boundaries": (
            bilingual(
                "ordinary questions by another author", "questions ordinaires d'une autre main"
            ),
            _labelled,
        ),
        "french": (bilingual("questions in French", "questions en français"), _labelled),
        "noisy": (
            bilingual("typing mistakes, chat spelling", "fautes de frappe, abréviations"),
            _labelled,
        ),
        "rambling": (
            bilingual("long messages around one question", "longs messages autour d'une question"),
            _labelled,
        ),
        "out_of_scope": (bilingual("messages to refuse", "messages à refuser"), _labelled),
        "out_of_scope_hard": (
            bilingual("near misses and oddities to refuse", "cas limites et bizarreries à refuser"),
            _labelled,
        ),
        "several": (
            bilingual("several questions in a message", "plusieurs questions dans un message"),
            _several,
        ),
        "entities": (bilingual("what a message names", "ce qu'un message nomme"), _entities),
    }
    return [
        HeldOutSet(name, about, tuple(read(path)))
        for name, (about, read) in kinds.items()
        if (path := folder / f"{name}.yml").exists()
    ]


def project_dialogues(folder: Path = FOLDER) -> list[Dialogue]:
    """The follow-up dialogues of this project; none if the file is absent.

    Raises:
        DataError: The file is not as it should be.
    """
    path = folder / "follow_ups.yml"
    if not path.exists():
        return []
    dialogues = []
    for place, item in _items(read_yaml(path), path):
        turns = item.get("turns")
        if not isinstance(turns, list) or not turns:
            raise DataError(f"{place}: expected a list under 'turns'.")
        for turn in turns:
            if not (isinstance(turn, dict) and isinstance(turn.get("user"), str)):
                raise DataError(f"{place}: every turn needs 'user', what the person writes.")
        dialogues.append(
            Dialogue(
                place,
                tuple(
                    Turn(
                        turn["user"],
                        _alternatives(turn, place),
                        _optional_strings(turn, "never", place),
                    )
                    for turn in turns
                ),
            )
        )
    return dialogues


def _alternatives(turn: Mapping[str, Any], place: str) -> tuple[tuple[str, ...], ...]:
    """``says`` of a turn; an entry is a text, or a list of texts of which any will do."""
    entries = turn.get("says") or []
    if not isinstance(entries, list):
        entries = [entries]
    try:
        return tuple(_strings(entry, place, "says") for entry in entries)
    except DataError:
        # An unquoted "CAD 100,000" in a YAML list is a text and a number.
        raise DataError(f"{place}: 'says' should be a list of texts, in quotes.") from None


def held_out_questions(folder: Path = FOLDER) -> list[Question]:
    """What people say in the held-out sets, except where only entities are measured.

    (Those are found with the guide's words: nothing is learnt from the training examples. Nor do
    the turns of a dialogue count: "8 years?" is anybody's, and its answer is what is measured.)

    Raises:
        DataError: A file is not as it should be.
    """
    return [
        question
        for held_out in project_sets(folder)
        for question in held_out.questions
        if question.intents
    ]


def outside_sets(paths: Iterable[Path]) -> list[HeldOutSet]:
    """Sets from JSON lines files: one for each file, or for each ``set`` in it.

    Raises:
        DataError: A file can't be read, or a line lacks a field.
    """
    sets: dict[str, list[Question]] = {}
    for path in paths:
        for name, question in _json_lines(path):
            sets.setdefault(name, []).append(question)
    return [
        HeldOutSet(
            name,
            bilingual("not among the project's own", "hors de ceux du projet"),
            tuple(rows),
            outside=True,
        )
        for name, rows in sets.items()
    ]


def _labelled(path: Path) -> Iterator[Question]:
    for example in read_examples([path]):
        aspects = frozenset(example.aspects)
        yield Question(example.text, example.place, (example.intent,), aspects=aspects)


def _several(path: Path) -> Iterator[Question]:
    content = read_yaml(path)
    if not isinstance(content, dict):
        raise DataError(f"{path}:1: expected 'several' and 'single'.")
    for place, item in _items(content.get("several"), path):
        yield Question(_text(item, place), place, _strings(item.get("intents"), place, "intents"))
    for place, item in _items(content.get("single"), path):
        yield Question(_text(item, place), place, _strings(item.get("intent"), place, "intent"))


def _entities(path: Path) -> Iterator[Question]:
    for place, item in _items(read_yaml(path), path):
        yield Question(_text(item, place), place, entities=_entity_values(item, place))


def _json_lines(path: Path) -> Iterator[tuple[str, Question]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise DataError(f"{path}: can't be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise DataError(f"{path}: is not UTF-8 text.") from None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            item = json.loads(line)
        except ValueError:
            raise DataError(f"{place}: is not JSON.") from None
        if not isinstance(item, dict):
            raise DataError(f"{place}: expected a JSON object.")
        if "turns" in item:
            raise DataError(f"{place}: is a dialogue; those are measured from tests/nlu only.")
        field = "intents" if "intents" in item else "intent"
        yield (
            f"{path.name}: {item['set']}" if item.get("set") else path.name,
            Question(
                _text(item, place),
                place,
                _strings(item.get(field), place, field),
                frozenset(item.get("also_ok") or ()),
                _entity_values(item, place) if "entities" in item else None,
            ),
        )


def _items(content: Any, path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The mappings of a YAML list, each with its place."""
    if content is None:
        return
    if not isinstance(content, list):
        raise DataError(f"{path}: expected a list.")
    for number, item in enumerate(content):
        place = f"{path}:{content.lc.item(number)[0] + 1}"  # type: ignore[attr-defined]
        if not isinstance(item, dict):
            raise DataError(f"{place}: expected fields (name: value).")
        yield place, item


def _text(item: dict[str, Any], place: str) -> str:
    text = item.get("text")
    if not isinstance(text, str):
        raise DataError(f"{place}: the field 'text' is missing.")
    return text


def _strings(value: Any, place: str, field: str) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    if not (isinstance(values, list) and values and all(isinstance(v, str) for v in values)):
        raise DataError(f"{place}: the field '{field}' is missing or not the name of an intent.")
    return tuple(str(v) for v in values)


def _optional_strings(turn: dict[str, Any], field: str, place: str) -> tuple[str, ...]:
    if turn.get(field) is None:
        return ()
    try:
        return _strings(turn[field], place, field)
    except DataError:
        raise DataError(f"{place}: '{field}' should be a list of texts, in quotes.") from None


def _entity_values(item: dict[str, Any], place: str) -> dict[str, tuple[str, ...]]:
    entities = item.get("entities") or {}
    if not isinstance(entities, dict):
        raise DataError(f"{place}: the field 'entities' should map types to values.")
    return {
        str(name): tuple(str(v) for v in (value if isinstance(value, list) else [value]))
        for name, value in entities.items()
    }
